# shellcheck shell=bash disable=SC2034 # what is set here is read by the tests
# programs.bash - the programs as the tests see them: which there are, and how each is run on records.
# A test that holds for all of them loops over these lists, and a new program is in them at once.

# Every program: cmd/NAME.c or the folder cmd/NAME/.
programs() {
	local p
	for p in "$TOP"/cmd/*.c "$TOP"/cmd/*/; do
		p=${p%/}
		p=${p##*/}
		echo "${p%.c}"
	done | sort -u
}

# those NAME... - of these, the ones that this tree has.
those() {
	local p
	for p in "$@"; do [ ! -x "$BUILD/$p" ] || echo "$p"; done
}

# Programs that read records (two of them need an org: start_sim); those that need none; those that
# write the records they read.
readers() { those gc-get gc-grep gc-plan gc-put gc-refs gc-remap gc-save gc-select gc-strip gc-toyaml; }
offline_readers() { those gc-plan gc-refs gc-remap gc-save gc-select gc-strip gc-toyaml; }
filters() { those gc-get gc-remap gc-strip; }

queue=11111111-1111-4111-8111-111111111111
target_queue=22222222-2222-4222-8222-222222222222

# A flow with one reference and spellings to keep; $1: its number.
flow_record() {
	local node='{"config":{"lit":{"val":"'$queue'","text":"Sales","type":"que"}},"text":"Sales"}'
	printf '{"kind":"flow","org":"o1","id":"f%s","name":"Main %s","type":"INBOUNDCALL",' "$1" "$1"
	printf '"unknown":[1.50,"\\u00e9",{}],"configuration":{"name":"Main %s","type":"inboundcall",' "$1"
	printf '"flowMetaData":{},"nextTrackingNumber":1,"initialPrompts":{},'
	printf '"manifest":{"queue":[{"id":"%s","name":"Sales"}]},"queues":[%s]}}\n' "$queue" "$node"
}

# prepare PROGRAM - put into the array `cmd` how it is run, and into the file `good` two records
# that it takes with status 0.
prepare() {
	cmd=("$1")
	{ flow_record 1 && flow_record 2; } >good
	case $1 in
	gc-plan)
		printf '{"kind":"object","org":"o2","type":"queue","id":"%s","name":"Sales"}\n' \
			"$target_queue" >inventory
		printf '{"kind":"ref","org":"o1","flow":{"id":"f%s","name":"Main","type":"INBOUNDCALL"},"type":"queue","id":"'$queue'","name":"Sales","class":"object","source":"manifest","count":1,"at":["/configuration/x"]}\n' \
			1 2 >good
		cmd+=(--target inventory)
		;;
	gc-remap)
		printf '{"kind":"map","type":"queue","name":"Sales","from":"%s","to":"%s","to_name":"Sales","status":"mapped"}\n' \
			"$queue" "$target_queue" >map
		cmd+=(map)
		;;
	gc-grep)
		cmd+=(Sales)
		;;
	gc-select)
		cmd+=('.kind!=null')
		;;
	gc-save)
		rm -rf saved
		cmd+=(saved)
		;;
	gc-get)
		[ -e listed ] || gc-list >listed
		head -2 listed >good
		;;
	gc-put)
		cmd+=(--dry-run --quiet)
		;;
	esac
}

# run_on FILE - run `cmd` on it: stdout in `out`, stderr in `err`, the status in $status.
run_on() {
	status=0
	"${cmd[@]}" <"$1" >out 2>err || status=$?
	# What gc-save writes is its folder.
	[ "${cmd[0]}" != gc-save ] || (cd saved 2>/dev/null && find . -type f -exec cksum {} +) |
		sort >out
}

# A loop goes on after a failure and tells all of them: `bad WHAT` in it, `no_failures` after it.
failures=0
bad() {
	failures=$((failures + 1))
	printf '%s\n' "$*"
	[ ! -s err ] || sed 's/^/    /' err | head -5
}
no_failures() { [ "$failures" -eq 0 ]; }

# Whether the programs under test are built with sanitizers, whose memory is not theirs.
sanitized() { grep -q __asan_init "$BUILD/gc-strip"; }
