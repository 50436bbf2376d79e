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

# save_many COUNT - gc-save of so many flows; its peak in KiB is in $peak.
save_many() {
	cmd=(gc-save --format json saved)
	yes "$(cat flow)" | head -n "$1" | awk '{ gsub(/#/, NR "-a-customer-service-flow"); print }' |
		"$PEAK" "$PWD/peak" "${cmd[@]}"
	peak=$(cat peak)
}

# bats test_tags=long
@test "gc-save: less than 400 bytes for each flow, so 100,000 in less than 64 MB, and again over what is there" {
	! sanitized || skip "sanitizers use memory of their own"
	local n queues= few
	for n in {10..19}; do queues+=",{\"id\":\"11111111-1111-4111-8111-1111111111$n\",\"name\":\"Queue $n\"}"; done
	flow_record '#' | sed 's/{"id":"[^"]*","name":"Sales"}/&'"$queues/" >flow
	save_many 2000
	few=$peak
	[ "$few" -lt 20000 ]
	for n in 1 2; do
		save_many 20000
		[ "$(wc -c <saved/manifest.json)" -gt 15000000 ] # which is read, the second time
		[ "$(((peak - few) * 1024))" -lt $((18000 * 400)) ]
	done
}

# inventory COUNT - so many objects of four types.
inventory() {
	seq "$1" | awk '{ split("queue user group acdSkill", t, " "); d = $1 % 20
		printf "{\"kind\":\"object\",\"org\":\"o2\",\"type\":\"%s\",\"id\":\"%08d-1111-4111-8111-%012d\",", t[$1 % 4 + 1], $1, $1
		printf "\"name\":\"Object with a name %d\",\"division\":{\"id\":\"d%d\",\"name\":\"Division %d\"}}\n", $1, d, d }'
}

# bats test_tags=long
@test "gc-plan: inventories of 30,000 and 120,000 objects; less than 100 bytes for each" {
	! sanitized || skip "sanitizers use memory of their own"
	local few
	prepare gc-plan
	inventory 30000 >small
	inventory 120000 >large
	cmd=(gc-plan --target small)
	"$PEAK" "$PWD/peak" "${cmd[@]}" <good >out || [ $? -eq 1 ]
	few=$(cat peak)
	cmd=(gc-plan --target large)
	"$PEAK" "$PWD/peak" "${cmd[@]}" <good >out || [ $? -eq 1 ]
	[ "$(cat peak)" -lt 64000 ]
	[ "$((($(cat peak) - few) * 1024))" -lt 9000000 ]
	cmd=(gc-plan --target large --source large)
	"$PEAK" "$PWD/peak" "${cmd[@]}" <good >out || [ $? -eq 1 ]
	[ "$((($(cat peak) - 2 * few) * 1024))" -lt 18000000 ]
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
