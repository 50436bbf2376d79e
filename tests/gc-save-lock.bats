# gc-save-lock.bats - gc-save's lock: descriptors that are others, folders that are gone, files that
# are no locks.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr

flow() { printf '{"kind":"flow","id":"f1","name":"A","type":"WORKFLOW","configuration":{"name":"A"}}\n'; }

@test "a folder that was removed is an error, and no other run" {
	flow >in
	mkdir gone
	run -74 --separate-stderr bash -c 'cd gone && rmdir ../gone && exec gc-save . ../in'
	[ "$stderr" = "gc-save: ./.gc: No such file or directory" ]
}

@test "a descriptor that is not the folder's lock is refused: of another system, file or folder" {
	flow >in
	mkdir -p dir/.gc none
	echo $$ >dir/.gc/lock
	run -2 --separate-stderr gc-save --lock-fd 8 dir in 8</dev/null
	[ "$stderr" = "gc-save: --lock-fd: descriptor 8 is not dir/.gc/lock" ]
	run -2 --separate-stderr gc-save --lock-fd 8 dir in 8<in
	[ "$stderr" = "gc-save: --lock-fd: descriptor 8 is not dir/.gc/lock" ]
	run -2 --separate-stderr gc-save --lock-fd 8 none in 8<dir/.gc/lock
	[ "$stderr" = "gc-save: --lock-fd: descriptor 8 is not none/.gc/lock" ]
	[ "$(cat dir/.gc/lock)" = $$ ] && [ -z "$(ls -A none)" ] && [ ! -e dir/manifest.json ]
}

@test "a folder or a socket in the place of the lock stays as it is" {
	need_tool python3
	flow >in
	mkdir -p dir/.gc/lock
	run -65 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir/.gc/lock: not made by gc-tools; move it away" ]
	[ -d dir/.gc/lock ]
	rmdir dir/.gc/lock
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("dir/.gc/lock")'
	run -65 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir/.gc/lock: not made by gc-tools; move it away" ]
	[ -S dir/.gc/lock ] && [ ! -e dir/manifest.json ]
}

@test "an empty lock is one that a killed run left; a number that is no process id is not" {
	flow >in
	mkdir -p dir/.gc
	: >dir/.gc/lock
	gc-save dir in
	[ ! -e dir/.gc ]
	mkdir dir/.gc
	printf '0\n' >dir/.gc/lock
	run -65 gc-save dir in
	printf '99999999999999999999999999999\n' >dir/.gc/lock
	run -65 gc-save dir in
	[ -s dir/.gc/lock ]
}
