# gc-refs-where.bats - gc-refs --where: warnings that count, names of any length, near names.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines

# flow CONFIGURATION - a record in the file `in`
flow() { printf '{"kind":"flow","id":"f-1","name":"F","type":"INBOUNDCALL","configuration":{%s}}\n' "$1" >>in; }

# many N - so many letters.
many() { printf "%$1s" '' | tr ' ' x; }

@test "near names, up to a few, and none of other types" {
	flow '"manifest":{"queue":[{"id":"q1","name":"Sales"},{"id":"q2","name":"SALES"},{"id":"q3","name":"sales "}],"user":[{"id":"u1","name":"sales"}]}'
	run -1 --separate-stderr gc-refs --where queue/sales in
	[[ $stderr == 'gc-refs: no reference to queue "sales" in 1 flow; nearly the same name: "Sales", "SALES"'* ]]
}

@test "near names are told next to uses, too: an org may find a name in another letter case" {
	local name
	for name in Audit audit; do
		printf 'workflow:\n  name: W %s\n  a:\n    - callCommonModule: {commonModule: {%s: {}}}\n' $name $name >"$name.yaml"
	done
	printf 'commonModule:\n  name: AUDIT\n' >own.yaml # no use
	gc-load Audit.yaml audit.yaml own.yaml >in
	run -0 --separate-stderr gc-refs --where commonModuleFlow/Audit --format flows in
	[ "$(jq -r .name <<<"$output")" = 'W Audit' ]
	[ "$stderr" = 'gc-refs: other references have nearly the same name as commonModuleFlow "Audit": "audit"' ]
}

@test "ids of unknown type are counted, for a name; not for an id" {
	flow '"manifest":{"queue":[{"id":"q1","name":"Sales"}]},"x":{"text":"00000000-aaaa-4000-8000-000000000001"}'
	run -1 --separate-stderr gc-refs --where queue/Other in
	[[ $stderr == *'1 reference is an id of unknown type, which a name does not find; search by id, too: --where queue/ID'* ]]
	run -1 --separate-stderr gc-refs --where queue/00000000-bbbb-4000-8000-000000000002 in
	[[ $stderr != *'unknown type'* ]]
	run -0 --separate-stderr gc-refs --where queue/00000000-aaaa-4000-8000-000000000001 in
}

@test "names of thousands of bytes are cut in messages" {
	local long
	long=$(many 5000)
	flow "\"manifest\":{\"queue\":[{\"id\":\"q1\",\"name\":\"X${long:1}\"}]}"
	run -1 --separate-stderr gc-refs --where "queue/$long" in
	[[ $stderr == 'gc-refs: no reference to queue "'xxxx* ]]
	[ "${#stderr}" -lt 9000 ]
	run -2 --separate-stderr gc-refs --where "$long/x" in
	[[ $stderr == 'gc-refs: --where: no such type "xxxx'* ]]
	[ "${#stderr}" -lt 9000 ]
	# a flow of any type
	run -1 --separate-stderr gc-refs --where flow/None in
	[[ $stderr == 'gc-refs: no reference to flow "None" in 1 flow'* ]]
}
