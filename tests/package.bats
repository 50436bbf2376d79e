# package.bats - the Debian package: built, clean for lintian, and run in a root of its own.
# bats file_tags=long
load helper
load programs

# bats test_tags=long
@test "make deb: lintian has nothing to say, and the programs run where only the package is" {
	[ "$BUILD" -ef "$TOP/build" ] || skip "it is the ordinary build that is packaged"
	need_tool dpkg-deb
	need_tool dpkg-shlibdeps
	local package
	package=$(make -s -C "$TOP" deb | tail -1)
	dpkg-deb --fsys-tarfile "$package" | tar -t >files
	grep -qx ./usr/bin/gc-backup files
	grep -qx ./usr/share/man/man1/gc-export.1.gz files
	grep -qx ./usr/share/doc/gc-tools/examples/crontab files
	# those that are loaded when they are needed, too: common/base/library.h
	dpkg-deb -f "$package" Depends >depends
	grep -q 'libcurl' depends && grep -q 'libzip' depends && grep -q 'libjq' depends
	mkdir tree
	dpkg-deb -x "$package" tree
	[ "$(readlink tree/usr/bin/gc-backup)" = ../share/gc-tools/pipelines/gc-backup ]
	run -0 env -i PATH="$PWD/tree/usr/bin:/usr/bin:/bin" HOME="$PWD" gc-backup --help
	if command -v lintian >/dev/null; then
		lintian --allow-root --fail-on error,warning "$package"
	fi
}

teardown() {
	local root
	for root in debian stage-last; do
		! mountpoint -q $root/proc || umount $root/proc
	done
}

# clean_debian SUITE FOLDER - a Debian of this release with nothing but its base
clean_debian() {
	need_tool debootstrap
	[ "$(id -u)" -eq 0 ] || skip "not root"
	debootstrap --variant=minbase "$1" "$2" >log 2>&1 || skip "no Debian can be fetched: $(tail -1 log)"
}

# bats test_tags=long
@test "installed and run in a clean Debian" {
	local package root=$PWD/debian
	# the release that the package is built on, whose libraries it names
	clean_debian "$(. /etc/os-release && echo "${VERSION_CODENAME-stable}")" "$root"
	package=$(make -s -C "$TOP" deb | tail -1)
	[ -n "$package" ]
	cp "$package" "$root/tmp/gc-tools.deb"
	chroot "$root" sh -c 'apt-get install -y -q --no-install-recommends /tmp/gc-tools.deb curl' >log 2>&1
	run -0 chroot "$root" gc-list --version
	mount -t proc proc "$root/proc" 2>log || skip "/proc cannot be mounted: $(tail -1 log)"
	# the tour; its rehearsal orgs listen on this machine's loopback alone
	run -0 chroot "$root" sh -c 'cd /tmp && gc-demo 20'
	[[ $output == *'All files are in ./demo'* ]]
}

# copied STAGE SOURCE... TO - COPY, from the stage --from=NAME or from this checkout
copied() {
	local stage=$1 to=${*: -1}
	mkdir -p "$stage$to"
	case $2 in
	--from=*) cp -a "stage-${2#--from=}$3." "$stage$to" ;;
	.)
		(cd "$TOP" && git ls-files -co --exclude-standard -z | xargs -0 tar -c) | tar -x -C "$stage$to"
		# what somebody has built on another system
		mkdir -p "$stage$to/build"
		printf '#!/bin/sh\nexit 99\n' | tee "$stage$to/build/gc-list" >"$stage$to/build/gc-get"
		chmod +x "$stage$to"/build/gc-*
		;;
	*) return 1 ;;
	esac
}

# stages FILE - run the steps of a Dockerfile, each stage in a root of its own: stage-NAME, the last one stage-last;
# user, folder and command are what it says of the container
stages() {
	local step rest image name stage
	while read -r step rest; do
		case $step in
		'') ;;
		FROM)
			read -r image _ name <<<"$rest"
			[[ $image == debian:*-slim ]]
			image=${image#debian:} stage=stage-${name:-last}
			[ -d base ] || clean_debian "${image%-slim}" base
			cp -a base "$stage"
			;;
		COPY) copied "$stage" $rest ;;
		RUN) chroot "$stage" sh -c "$rest" >log 2>&1 || { tail -5 log; return 1; } ;;
		USER) user=$rest ;;
		WORKDIR) folder=$rest ;;
		CMD) command=$(jq -r 'join(" ")' <<<"$rest") ;;
		*) echo "$step is not a step that this test knows"; return 1 ;;
		esac
	done < <(sed -e '/^#/d' -e :a -e '/\\$/{N; s/\\\n//; ta' -e '}' "$1")
}

# bats test_tags=long
@test "the Dockerfile: its steps build the programs in a clean Debian, and they run as another user in the second" {
	local user folder command p
	stages "$TOP/pipelines/examples/Dockerfile"
	inside() { chroot --userspec="$user" stage-last env HOME="$folder" sh -c "cd $folder || exit 70; $1"; }
	[ "$(inside 'id -u')" -ne 0 ]
	for p in $(programs); do
		inside "$p --version" >out || bad "$p"
	done
	no_failures
	mount -t proc proc stage-last/proc 2>log || skip "/proc cannot be mounted: $(tail -1 log)"
	run -2 inside "$command"
	[[ $output == *GENESYSCLOUD_REGION* ]]
	run -0 inside 'gc-sim --flows 5 --port 0 --port-file port & sim=$!
		for i in $(seq 100); do [ -s port ] || sleep 0.1; done
		export GENESYSCLOUD_REGION=localhost:$(cat port) GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b
		'"$command"' && gc-backup history && gc-graph -o flows.svg history && gc-report history; code=$?
		kill $sim; exit $code'
	[ -s "stage-last$folder/flows.svg" ] && [ -s "stage-last$folder/report.html" ]
	[ -d "stage-last$folder/history/.git" ]
}
