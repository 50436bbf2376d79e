# package.bats - the Debian package: built, clean for lintian, and run in a root of its own.
# bats file_tags=long
load helper
load programs

# bats test_tags=long
@test "make deb: lintian has nothing to say, and the programs run where only the package is" {
	[ "$BUILD" -ef "$TOP/build" ] || skip "it is the ordinary build that is packaged"
	need_tool dpkg-deb
	need_tool dpkg-shlibdeps
	unset MAKEFLAGS MAKELEVEL
	local package
	package=$(make -s -C "$TOP" deb | tail -1)
	dpkg-deb --fsys-tarfile "$package" | tar -t >files
	grep -qx ./usr/bin/gc-backup files
	grep -qx ./usr/share/man/man1/gc-export.1.gz files
	grep -qx ./usr/share/doc/gc-tools/examples/crontab files
	mkdir tree
	dpkg-deb -x "$package" tree
	[ "$(readlink tree/usr/bin/gc-backup)" = ../share/gc-tools/pipelines/gc-backup ]
	run -0 env -i PATH="$PWD/tree/usr/bin:/usr/bin:/bin" HOME="$PWD" gc-backup --help
	if command -v lintian >/dev/null; then
		lintian --allow-root --fail-on error,warning "$package"
	fi
}

teardown() { ! mountpoint -q debian/proc || umount debian/proc; }

# bats test_tags=long
@test "installed and run in a clean Debian" {
	need_tool debootstrap
	[ "$(id -u)" -eq 0 ] || skip "not root"
	local package root=$PWD/debian
	package=$(make -s -C "$TOP" deb | tail -1)
	# the release that the package was built on, whose libraries it names
	debootstrap --variant=minbase "$(. /etc/os-release && echo "${VERSION_CODENAME-stable}")" "$root" >log 2>&1 || skip "no Debian can be fetched: $(tail -1 log)"
	cp "$package" "$root/tmp/gc-tools.deb"
	chroot "$root" sh -c 'apt-get install -y -q --no-install-recommends /tmp/gc-tools.deb curl' >log 2>&1
	run -0 chroot "$root" gc-list --version
	mount -t proc proc "$root/proc" 2>log || skip "/proc cannot be mounted: $(tail -1 log)"
	# the tour; its rehearsal orgs listen on this machine's loopback alone
	run -0 chroot "$root" sh -c 'cd /tmp && gc-demo 20'
	[[ $output == *'All files are in ./demo'* ]]
}
