# readme.bats - README's commands run as they are written: in a copy of the tree, in order, in one
# shell. Blocks marked ```sh are run; blocks marked ```console are not.
load helper
load programs

teardown() {
	[ -z "${pid:-}" ] || kill -- "-$pid" 2>/dev/null || true
}

# blocks - README's sh blocks, each followed by a line that says how far the run has come.
blocks() {
	awk '/^```sh$/ { on = 1; next }
		/^```/ && on { on = 0; printf "echo \"done: README.md:%d\" >&3\n", NR }
		on' "$TOP/README.md"
}

# bats test_tags=long
@test "README's commands run in a fresh copy, in order" {
	! sanitized || skip "it builds programs of its own"
	mkdir copy
	(cd "$TOP" && git ls-files -co --exclude-standard -z 2>/dev/null | tar -c --null -T - -f -) |
		tar -x -C copy
	blocks >script
	grep -q . script || skip "README has no sh blocks"
	# A test that ran the tests would never end.
	run -1 grep -nE '^ *make.* (test|san-test|demo|bench)' script
	cd copy
	# -O0: that it builds is the point, not how fast the programs are.
	export MAKEFLAGS="-j2 -- CFLAGS=-O0" PATH=${PATH#*:*:}
	setsid bash -euo pipefail ../script >../out 2>../err 3>../progress </dev/null &
	pid=$!
	code=0
	wait $pid || code=$?
	[ "$code" -eq 0 ] || { cat ../progress && tail -20 ../err && false; }
}
