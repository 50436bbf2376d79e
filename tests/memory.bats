# memory.bats - memory and depth: what is big does not break a program or make it big.
load helper
load programs

PEAK=$BUILD/peak

# peak_of FILE - run `cmd` on it; its largest resident set in MiB is in $peak.
peak_of() {
	local cmd=("$PEAK" "$PWD/peak" "${cmd[@]}")
	status=0
	"${cmd[@]}" <"$1" >out 2>err || status=$?
	peak=$(($(cat peak) / 1024))
	rm -rf saved
}

# flow_with FILE - a flow record whose configuration ends with this file's text.
flow_with() {
	flow_record 1 | sed 's/}}$/,"big":/' | tr -d '\n'
	cat "$1"
	printf '}}\n'
}

# repeat TEXT COUNT - it, that many times.
repeat() { yes "$1" | head -n "$2" | tr -d '\n'; }

# bats test_tags=long
@test "nesting of 1,000,000, in arrays and in objects" {
	local p shape
	{ repeat '[' 1000000 && repeat ']' 1000000; } >arrays
	{ repeat '{"a":' 1000000 && printf 1 && repeat '}' 1000000; } >objects
	for p in $(offline_readers); do
		[ "$p" != gc-plan ] || continue
		for shape in arrays objects; do
			prepare "$p"
			[ "$p" != gc-save ] || cmd=(gc-save --format json saved) # YAML: gc-save.bats
			flow_with $shape >in
			status=0
			"${cmd[@]}" <in >out 2>err || status=$?
			[ "$status" -eq 0 ] || bad "$p, deep $shape: status $status"
			rm -rf saved
		done
	done
	for p in $(those gc-remap gc-strip); do
		prepare "$p"
		run_on in
		flow_with objects | tail -c 1000100 >want
		tail -c 1000100 out | same want /dev/stdin || bad "$p changes a deep record"
	done
	no_failures
}

# bats test_tags=long
@test "5,000 flows in less than 64 MB" {
	! sanitized || skip "sanitizers use memory of their own"
	local p
	repeat '{"id":"33333333-3333-4333-8333-333333333333","text":"Hello there","uiMetaData":{}},' 250 >filler
	{ printf '[' && cat filler && printf '1]'; } >body
	flow_with body >flow
	for p in $(offline_readers); do
		prepare "$p"
		if [ "$p" = gc-plan ]; then
			many=$(head -1 good)
			yes "$many" | head -n 5000 >in
		else
			yes "$(cat flow)" | head -n 5000 | awk '{ sub(/"f1"/, "\"f" NR "\""); print }' >in
		fi
		peak_of in
		[ "$status" -eq 0 ] || bad "$p, 5,000 flows: status $status"
		[ "$peak" -lt 64 ] || bad "$p, 5,000 flows: $peak MiB"
	done
	no_failures
}

# bats test_tags=long
@test "gc-save: 100,000 flows in less than 64 MB, and again over what is there" {
	! sanitized || skip "sanitizers use memory of their own"
	local n
	flow_record '#' | sed 's/{"id":"[^"]*","name":"Sales"}/&,&,&,&,&,&,&,&/' >flow
	for n in 1 2; do
		cmd=(gc-save --format json saved)
		yes "$(cat flow)" | head -n 100000 | awk '{ gsub(/#/, NR "-a-customer-service-flow"); print }' |
			"$PEAK" "$PWD/peak" "${cmd[@]}"
		[ "$(wc -l <saved/manifest.json)" -eq 100002 ]
		[ "$(wc -c <saved/manifest.json)" -gt 64000000 ] # which is read, the second time
		[ "$(($(cat peak) / 1024))" -lt 64 ]
	done
}

# bats test_tags=long
@test "a record of 25 MB in at most four times as much" {
	! sanitized || skip "sanitizers use memory of their own"
	local p
	repeat 'Lorem ipsum dolor sit amet, ' 450000 >text
	repeat '{"id":"a","text":"Hello there","n":[1,2.5,true,null]},' 225000 >items
	{ printf '["' && cat text && printf '",' && cat items && printf '1]'; } >body
	flow_with body >in
	rm text items body
	[ "$(wc -c <in)" -gt 24500000 ]
	for p in $(offline_readers); do
		[ "$p" != gc-plan ] || continue
		prepare "$p"
		peak_of in
		[ "$status" -eq 0 ] || bad "$p, 25 MB: status $status"
		[ "$peak" -lt 100 ] || bad "$p, 25 MB: $peak MiB"
	done
	no_failures
}
