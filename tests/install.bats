# install.bats - what `make install` puts in place works there, and `make uninstall` takes it back.
load helper
load programs

@test "installed below a path with a blank, and taken back" {
	! sanitized || skip "it is the ordinary build that is installed"
	[ "$BUILD" -ef "$TOP/build" ] || skip "it is ./build that is installed"
	local to="$PWD/a b" p
	echo mine >a
	make -s -C "$TOP" DESTDIR="$to" PREFIX=/usr install
	PATH=$to/usr/bin:/usr/bin:/bin
	for p in $(programs); do
		[ "$(command -v "$p")" = "$to/usr/bin/$p" ] || bad "$p is not installed"
		"$p" --version >out || bad "$p does not run"
		grep -qx ".Os gc-tools $(cut -d' ' -f3 out)" "$to/usr/share/man/man1/$p.1" ||
			bad "$p has no page, or one of another version"
	done
	[ "$(grep -m 1 '^[0-9]' "$TOP/NEWS")" = "$(cut -d' ' -f3 out)" ] || bad "NEWS begins with another version"
	[ -s "$to/usr/share/man/man7/gc-tools.7" ]
	for p in gc-export gc-backup gc-validate gc-graph gc-report gc-migrate gc-restore gc-compare gc-demo gc-diff; do
		"$to/usr/share/gc-tools/pipelines/$p" --help >out || bad "$p does not run"
		[ "$(readlink "$to/usr/bin/$p")" = "/usr/share/gc-tools/pipelines/$p" ] || bad "$p is no command"
		grep -q '^usage: ' out || bad "$p --help"
	done
	for p in "$to"/usr/share/gc-tools/pipelines/gc-*; do
		p=${p##*/}
		[ -s "$to/usr/share/man/man1/$p.1" ] || bad "$p has no page"
		mandoc -Tlint -Wwarning "$to/usr/share/man/man1/$p.1" || bad "$p's page has faults"
		[ -s "$to/usr/share/fish/vendor_completions.d/$p.fish" ] || bad "fish completes nothing for $p"
		[ -s "$to/usr/share/bash-completion/completions/$p" ] || bad "bash completes nothing for $p"
	done
	[ -s "$to/usr/share/zsh/site-functions/_gc-tools" ] || bad "zsh completes nothing"
	# As cron runs an installed command: its programs are in the same PREFIX.
	env -i PATH=/usr/bin:/bin HOME="$PWD" "$to/usr/share/gc-tools/pipelines/gc-export" -p nobody x 2>err && bad "no profile"
	grep -q 'no profile "nobody"' err || bad "gc-export does not find its programs"
	make -s -C "$TOP" DESTDIR="$to" PREFIX=/usr uninstall
	[ -z "$(find "$to" ! -type d)" ] || bad "left: $(find "$to" ! -type d)"
	[ "$(cat a)" = mine ] || bad "another file is gone"
	no_failures
}

@test "the linker optimizes the filters, where it can, and no others; LTO= and -O0 switch it off" {
	# optimized [ARGUMENT...] - the programs that make would link so, of two; the compiler is gcc.
	optimized() {
		make -n -C "$TOP" B="$PWD/new" CC=gcc CFLAGS=-O2 SAN= "$@" "$PWD"/new/gc-{strip,put} |
			sed -n 's/.* -flto=.* -o [^ ]*new\/\(gc-[a-z]*\) .*/\1/p'
	}
	need_tool gcc
	echo 'int main(void) { return 0; }' >a.c
	gcc -flto=auto -ffat-lto-objects -o a a.c || skip "this gcc cannot"
	[ "$(optimized)" = gc-strip ]
	[ -z "$(optimized LTO=)" ]
	[ -z "$(optimized CFLAGS='-O0 -g')" ]
	[ -z "$(optimized SAN=address)" ]
	# A compiler without it is no failure.
	[ -z "$(optimized CC='gcc -fno-such-option')" ]
}

@test "the Homebrew formula: this version, and each library that the programs are linked with" {
	local formula=$TOP/pipelines/packaging/gc-tools.rb library
	grep -qF "gc-tools-$(gc-list --version | cut -d' ' -f3).tar.gz" "$formula"
	for library in $(sed -n 's/^[A-Z]*_LIBS .*-l\([a-z]*\).*/\1/p' "$TOP/Makefile"); do
		case $library in curl | jq) ;; *) library=lib$library ;; esac
		grep -qx "  depends_on \"$library\"" "$formula" || bad "$library"
	done
	no_failures
	! command -v ruby >/dev/null || ruby -c "$formula"
}
