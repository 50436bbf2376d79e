# gc-refs-odd.bats - gc-refs --format dot and --where with records without names or ids.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr, stderr_lines

@test "the graph of records without an id or a name, and of names with bytes that end words" {
	cat >in <<-'END'
		{"kind":"flow","id":"f9","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"A\u007fB %"}]}}}
		{"kind":"object","type":"queue","name":"No id","configuration":{"name":"No id","queueFlow":{"id":"f8","name":"In \"q\" \\ & x"}}}
		{"kind":"object","type":"queue","id":"q7","configuration":{"queueFlow":{"id":"f7"}}}
	END
	gc-refs --format dot in >out
	[ "$(head -1 out)" = 'digraph flows {' ] && [ "$(tail -1 out)" = '}' ]
	grep -qF '"workflow/f9" [label="f9' out
	grep -qF '"queue/q1" [label="A B %' out
	grep -qF '"queue/No%20id" [label="No id' out
	grep -qF '[label="In \"q\" \\ &amp; x' out
	grep -qF '"queue/q7" [label="q7' out
	[ "$(grep -c -- '->' out)" = 3 ]
	# Graphviz reads it
	! command -v dot >/dev/null || dot -Tplain out >/dev/null
}

@test "the graph: a flow that has itself in its manifest, and names in places that nobody knows" {
	cat >in <<-'END'
		{"kind":"flow","id":"f1","name":"F","type":"INBOUNDCALL","configuration":{"manifest":{"inboundCallFlow":[{"id":"f1","name":"F"}],"queue":[{"id":"q1","name":"Q"},{"id":"q1","name":"Q"}]}}}
		{"kind":"flow","name":"Y","type":"INBOUNDCALL","archy":"inboundCall:\n  name: Y\n  startUpRef: ./menus/menu[m]\n  menus:\n    - menu:\n        name: M\n        refId: m\n        choices: []\n        somethingNew:\n          lit:\n            name: Mystery\n"}
	END
	gc-refs --format dot in >out
	[ "$(head -1 out)" = 'digraph flows {' ] && [ "$(tail -1 out)" = '}' ]
	grep -qF '"queue/q1" [label="Q' out
	[ "$(grep -c '"queue/q1" \[label' out)" = 1 ]
}

@test "--where: objects name flows without their types; a flow's own id is no use" {
	local id=00000000-aaaa-4000-8000-000000000001
	printf '{"kind":"object","type":"queue","id":"i1","name":"I","configuration":{"mediaSettings":{"callback":{"liveVoiceFlow":{"id":"%s"}}}}}\n' $id >object
	printf '{"kind":"flow","id":"%s","name":"F","type":"INBOUNDCALL","configuration":{"x":"%s"}}\n' $id $id >flow
	# whatever type of flow is asked for, as long as the input does not have the flow
	for type in flow inboundCallFlow workflow; do
		run -0 --separate-stderr gc-refs --where $type/$id object
		[ "$(jq -c '[.type, .id]' <<<"$output")" = "[\"flow\",\"$id\"]" ]
	done
	run -1 --separate-stderr gc-refs --where inboundCallFlow/F object
	[ "${stderr_lines[1]}" = 'gc-refs: 1 reference to a inboundCallFlow is a bare id without a known name; give --source INVENTORY, or search by id: --where inboundCallFlow/ID' ]
	# the flow tells its type and name, and its own id is no use of it
	for type in flow/$id inboundCallFlow/$id flow/F inboundCallFlow/F; do
		run -0 --separate-stderr gc-refs --where $type flow object
		[ "$(jq -c '[.object.id, .type, .name]' <<<"$output")" = '["i1","inboundCallFlow","F"]' ]
	done
	run -1 --separate-stderr gc-refs --where queue/$id flow object
	[ "$stderr" = "gc-refs: no reference to queue \"$id\" in 1 flow and 1 object" ]
	run -1 --separate-stderr gc-refs --where workflow/$id flow object
	run -1 --separate-stderr gc-refs --where inboundCallFlow/$id flow
}

# queue ID FLOW - a queue that names a flow by its id alone
queue() {
	printf '{"kind":"object","type":"queue","id":"%s","name":"Q %s","configuration":{"mediaSettings":{"callback":{"liveVoiceFlow":{"id":"%s"}}}}}\n' \
		"$1" "$1" "$2"
}

@test "--check: a flow of any type counts for an object; what is no flow does not" {
	local kind='{"kind":"object","org":"o"'
	{ queue q1 f1 && queue q2 f2 && queue q3 both && queue q4 q9; } >in
	cat >inventory <<-END
		$kind,"type":"workflow","id":"f1","name":"W"}
		$kind,"type":"queue","id":"both","name":"B"}
		$kind,"type":"inboundCallFlow","id":"both","name":"X"}
		$kind,"type":"queue","id":"q9","name":"Q"}
	END
	run -1 --separate-stderr gc-refs --check inventory in
	[ "$(jq -c '[.object.id, .id, .reason]' <<<"$output")" = $'["q2","f2","not in inventory"]\n["q4","q9","not in inventory"]' ]
	# by their names, which the object or --source tells
	sed 's/"f1"/"g1"/; s/"both"/"other"/' inventory >target
	echo "$kind,\"type\":\"workflow\",\"id\":\"f2\",\"name\":\"Gone\"}" >>inventory
	queue q5 nowhere >>in
	queue q6 x1 | sed 's/"id":"x1"/&,"name":"W"/' >>in
	queue q7 x2 | sed 's/"id":"x2"/&,"name":"B"/' >>in
	run -1 --separate-stderr gc-refs --check target --by name --source inventory in
	jq -c '[.object.id, .name, .reason]' <<<"$output" >got
	cat >want <<-'END'
		["q2","Gone","not in inventory"]
		["q5",null,"its name is not known; give --source"]
		["q7","B","not in inventory"]
	END
	same want got
}

@test "names and types of thousands of bytes are cut in warnings" {
	local long
	printf -v long '%05000d' 1
	printf '{"kind":"flow","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{"%s":[{"id":"00000000-0000-4000-8000-000000000001"}]}}}\n' \
		"$long" >in
	echo '{"kind":"object","org":"o","type":"queue","id":"q1","name":"Q"}' >inventory
	run -0 --separate-stderr gc-refs --check inventory in
	[[ $stderr == 'gc-refs: 0000'*'0: the API has no listing of this type; references that nobody can check: 1' ]]
	[ "${#stderr}" -lt 4300 ]
	# Archy YAML that cannot be read, of a flow with a long name and without a file
	printf '{"kind":"flow","name":"%s","type":"WORKFLOW","archy":"workflow: [\\n"}\n' "$long" >archy
	run -3 --separate-stderr gc-refs archy
	[[ $stderr == 'gc-refs: archy:1: flow "0000'*'": archy: line '* ]]
	[ "${#stderr}" -lt 4400 ]
}

@test "options that exclude each other, and one standard input" {
	: >in
	run -2 --separate-stderr gc-refs --placeholders --format dot in
	[ "${stderr_lines[0]}" = 'gc-refs: --placeholders goes without --format, --each, --where and --check' ]
	run -2 --separate-stderr gc-refs --placeholders --where queue/A in
	[ "${stderr_lines[0]}" = 'gc-refs: --placeholders goes without --format, --each, --where and --check' ]
	run -2 --separate-stderr gc-refs --source - - <in
	[ "${stderr_lines[0]}" = 'gc-refs: stdin can be read once only: for the records or for an inventory' ]
	run -2 --separate-stderr gc-refs --source - --check - in <in
	[ "${stderr_lines[0]}" = 'gc-refs: stdin can be read once only: for the records or for an inventory' ]
}
