# table.bash - what the parts of the benchmark's table are made with; ./run sources it
#
# A part is a file rows/NAME.bash. It runs in a shell of its own, in an empty folder that all parts
# share, with the programs in PATH, and prints rows:
#
#	row TASK STREAM PROGRAM RIVAL...    both are commands; each rival is one line. A rival whose
#	                                    program is missing is left out. Both read STREAM as stdin;
#	                                    slow rivals read the first BENCH_MB / 10 MB of it.
#	figure TASK PROGRAM VALUE UNIT RIVAL RIVAL_VALUE RATIO MIB
#	                                    a line that was measured in another way; `-` for nothing
#	tool NAME [ARGUMENT...]             compile tests/bench/NAME.c, with libgc.a, into PATH
#	stream real|made|dense              the name of a file of flows of that kind, BENCH_MB large
#	cpu COMMAND...                      its milliseconds of processor time
#	short NUMBER                        the number as the table spells it
#
# How pairs are measured: pair.c.

mb=${BENCH_MB:-100}
rounds=${BENCH_ROUNDS:-5}
corpus=${GC_CORPUS:-$top/../shared/corpus}/json

# Programs that take ten times as long get a tenth of the stream.
slow='^(jq|gojq|python3|node) '

format='%-24s %-34s %8s %-8s %-20s %8s %8s %6s\n'

table_head() {
	printf '%s, %s, streams of %s MB\n' "$(date -u +%F)" \
		"$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -1)" "$mb"
	# shellcheck disable=SC2059
	printf "$format" task program speed '' rival its ratio MiB
}

figure() {
	# shellcheck disable=SC2059
	printf "$format" "$1" "$2" "$3" "$4" "$5" "$6" "$7" "$8"
}

tool() {
	local name=$1
	shift
	"${CC:-cc}" -std=c11 -O2 -D_POSIX_C_SOURCE=200809L -I"$top/common" -o "$work/$name" \
		"$here/$name.c" -fno-lto "$BUILD/libgc.a" "$@"
	PATH=$work:$PATH
}

# The first tenth of a stream, in whole lines.
stream_head() {
	[ -s "$1.head" ] || head -c $((mb * 100000)) "$1" | sed '$d' >"$1.head"
	printf '%s\n' "$1.head"
}

stream_flows_real() {
	local f
	for f in "$corpus"/*.json; do
		printf '{"kind":"flow","org":"o","id":"%s","name":"x","type":"WORKFLOW",' "${f##*/}"
		printf '"configuration":' && tr -d '\n' <"$f" && echo '}'
	done
}

# jq 1.6 gives up at 128 objects inside each other, so the deepest flows stay out.
stream_flows_made() {
	gc-sim --dump --seed 3 --flows 300 --org A | jq -Rr '. as $line | try (fromjson | $line) catch empty'
}

# Small flows with many references each.
stream_flows_dense() {
	stream_flows_made | jq -cR 'select(length < 60000) | fromjson' | head -n 100
}

stream() {
	local kind=$1
	if [ "$kind" = real ] && [ ! -d "$corpus" ]; then kind=made; fi
	if [ ! -s "$kind" ]; then
		"stream_flows_$kind" >"$kind.once"
		# As many copies as fit in 4 MB first, so that the rest is few processes.
		until [ "$(stat -c %s "$kind.once")" -gt 4000000 ]; do
			cat "$kind.once" "$kind.once" >"$kind.twice"
			mv "$kind.twice" "$kind.once"
		done
		while [ "$(stat -c %s "$kind" 2>/dev/null || echo 0)" -lt $((mb * 1000000)) ]; do
			cat "$kind.once" >>"$kind"
		done
	fi
	printf '%s\n' "$kind"
}

# A number with a decimal only where it is small.
short() { printf '%.*f' "$((${1%.*} < 10))" "$1"; }

row() {
	local task=$1 from=$2 program=$3 rival rival_from speed kib its _ ratio
	shift 3
	for rival in "$@"; do
		command -v "${rival%% *}" >/dev/null || continue
		rival_from=$from
		if [[ $rival =~ $slow ]]; then rival_from=$(stream_head "$from"); fi
		read -r speed kib its _ ratio < <(pair "$rounds" "$from" "$program" "$rival_from" "$rival") || {
			printf '%s: %s or %s failed\n' "$task" "$program" "$rival" >&2
			continue
		}
		figure "$task" "$program" "$(short "$speed")" MB/s "$rival" "$(short "$its")" \
			"$(printf %.2f "$ratio")" "$((kib / 1024))"
	done
}

cpu() {
	local times
	TIMEFORMAT='%U %S'
	times=$({ time "$@" >/dev/null 2>&1; } 2>&1)
	awk '{ printf "%d\n", ($1 + $2) * 1000 }' <<<"$times"
}
