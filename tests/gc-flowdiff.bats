# gc-flowdiff.bats - what differs between flows, in Architect's words
load helper
load flowdiff

@test "flows without a configuration are not compared: a message and 3, or 1 with other differences" {
	main_ivr >a
	jq -c 'del(.configuration)' a >bare
	run -3 --separate-stderr gc-flowdiff a bare
	[ -z "$output" ]
	[ "$stderr" = 'gc-flowdiff: INBOUNDCALL "Main IVR" in B: no configuration to compare; fetch it with gc-get' ]
	jq -c '.name = "Second"' a >two
	jq -c '.name = "Second"' bare | cat bare - >bares
	run -3 --separate-stderr gc-flowdiff bares bares
	[ -z "$output" ]
	[ "$stderr" = 'gc-flowdiff: INBOUNDCALL "Main IVR" in A: no configuration to compare, and the same for 1 more; fetch them with gc-get
gc-flowdiff: INBOUNDCALL "Main IVR" in B: no configuration to compare, and the same for 1 more; fetch them with gc-get' ]
	jq -c '.configuration.defaultLanguage = "de-DE"' two | cat bare - >changed
	cat a two >both
	run -1 --separate-stderr gc-flowdiff both changed
	[ "$output" = 'Second: default language "en-US" → "de-DE"' ]
	[[ $stderr == *' in B: no configuration to compare; '* ]]
	run -1 gc-flowdiff a bares
	[[ $output == *"Second: flow added"* ]]
}

@test "flowdiff: a prompt, in the words of the people who changed it" {
	main_ivr >a
	edit a b '.action(12).prompts.defaultAudio |= audio("ToAudio(Prompt.Greeting_Night)")'
	differs a b 'Main IVR: task "Main Menu": action 12 "Play greeting": prompt Greeting_Day → Greeting_Night'
}

@test "flowdiff: equal flows; their org, new ids and the order of what has none are no difference" {
	main_ivr >a
	run -0 gc-flowdiff a a
	[ -z "$output" ]
	# all ids of parts are new
	sed -E 's/"(t|a|c|v|p|k)([0-9]+)-id"/"new-\1\2"/g' a >b
	run ! cmp -s a b
	run -0 gc-flowdiff a b
	jq -c '.org = "other" | .base = {org: "x", version: "3.0"} | .configuration.flowSequenceItemList |=
		(reverse | map(if .actionList then .actionList |= reverse else . end))
		| .configuration.variables |= reverse' a | jq -cS . >b
	run -0 gc-flowdiff a b
	[ -z "$output" ]
}

@test "flowdiff: settings in Architect's words" {
	main_ivr >a
	edit a b '.configuration.defaultLanguage = "de-DE"'
	differs a b 'Main IVR: default language "en-US" → "de-DE"'
	edit a b '.action(13).queues[0] |= lit("que"; "Support"; "gc:queue/Support")'
	differs a b 'Main IVR: task "Main Menu": action 13 "To agents": queue Sales → Support'
	edit a b '.action(13).priority |= lit("int"; "5"; null)'
	differs a b 'Main IVR: task "Main Menu": action 13 "To agents": priority 0 → 5'
	edit a b '.action(14).inputs[0].value |= lit("str"; "two"; null)'
	differs a b 'Main IVR: task "Main Menu": action 14 "Look up": input "key" "one" → "two"'
	edit a b '.action(14) |= (.actionId = "gc:dataAction/Get%20all" | .actionName = "Get all")'
	differs a b 'Main IVR: task "Main Menu": action 14 "Look up": action Get one → Get all'
	edit a b '.configuration.variables[0].initialValue |= lit("int"; "7"; null)'
	differs a b 'Main IVR: variable Flow.Count: initial value 1 → 7'
	edit a b '.description = "Night\nand day"'
	differs a b 'Main IVR: description none → "Night\nand day"'
}

@test "flowdiff: pointers say where they lead" {
	main_ivr >a
	edit a b '.action(14).paths[1].nextActionId = "a13-id"'
	differs a b 'Main IVR: task "Main Menu": action 14 "Look up": path "Failure" none → action 13 "To agents"'
	edit a b '.choice("Billing").action.taskReference = "t1-id"'
	differs a b 'Main IVR: menu "Choose": choice "Billing": action 21 "Billing": leads to task "Other" → task "Main Menu"'
}

@test "flowdiff: added, removed, moved, renamed" {
	main_ivr >a
	edit a b '.configuration.flowSequenceItemList[0].actionList += [{id:"a15-id",trackingId:15,name:"Extra",__type:"DisconnectAction"}]'
	differs a b 'Main IVR: task "Main Menu": action 15 "Extra" added'
	differs b a 'Main IVR: task "Main Menu": action 15 "Extra" removed'
	edit a b '.configuration.flowSequenceItemList |= (.[1].actionList += [.[0].actionList[2]] | del(.[0].actionList[2]))'
	differs a b 'Main IVR: task "Main Menu": action 14 "Look up": moved to task "Other"'
	edit a b '.action(12).name = "Say hello"'
	differs a b 'Main IVR: task "Main Menu": action 12 "Play greeting": renamed to "Say hello"'
	edit a b '.configuration.flowSequenceItemList[1].name = "Others"'
	differs a b 'Main IVR: task "Other": renamed to "Others"'
	edit a b '(.name, .configuration.name) = "Main" | .id = "gc:inboundCallFlow/Main"'
	differs a b 'Main IVR: renamed to "Main"'
	# nothing is left of it to pair them by
	edit b c '.configuration.initialSequence = "other"'
	run -1 gc-flowdiff a c
	[ "$output" = 'Main IVR: flow removed'$'\n''Main: flow added' ]
}

@test "flowdiff: what has no words is reported by its pointer" {
	main_ivr >a
	edit a b '.configuration.nobodyKnows = {deep: [1, {x: 2}]}'
	differs a b 'Main IVR: /configuration/nobodyKnows: added {"deep":[1,{"x":2}]}'
	edit b c '.configuration.nobodyKnows.deep[1].x = 3'
	run -1 gc-flowdiff b c
	[[ $output == 'Main IVR: '*' 2 → 3' ]]
	# the same text, bound to another object
	edit a b '.action(13).queues[0].config.lit.val = "gc:queue/Sales@Home"'
	differs a b 'Main IVR: task "Main Menu": action 13 "To agents": /configuration/flowSequenceItemList/0/actionList/1/queues/0/config/lit/val: "gc:queue/Sales" → "gc:queue/Sales@Home"'
}

@test "flowdiff: each single value of a flow that changes is reported" {
	main_ivr >a
	jq -c 'paths(scalars)' a >paths
	[ "$(wc -l <paths)" -gt 80 ]
	# What may differ: where the record came from, and ids of the flow and its parts.
	grep -vE '^\["(kind|org|base|file|id)"|"(flowSequenceItemList|variables)".*"id"\]$' paths >tried
	jq -c --slurpfile paths tried '. as $flow | $paths[] as $p | $flow | setpath($p; "another value")' a >edits
	while read -r record; do
		printf '%s\n' "$record" >b
		run gc-flowdiff a b
		[ "$status" -eq 1 ] && [ -n "$output" ] || { diff <(jq . a) <(jq . b); return 1; }
	done <edits
	jq -c --slurpfile paths tried '. as $flow | $paths[] as $p | $flow | delpaths([$p])' a >edits
	while read -r record; do
		printf '%s\n' "$record" >b
		run gc-flowdiff a b
		[ "$status" -eq 1 ] && [ -n "$output" ] || { diff <(jq . a) <(jq . b); return 1; }
	done <edits
}

@test "flowdiff: the manifest, where the flow does not explain it" {
	main_ivr >a
	edit a b '.configuration.manifest.queue += [{id:"gc:queue/Unused",name:"Unused"}]'
	run -1 gc-flowdiff a b
	[[ $output == 'Main IVR: /configuration/manifest/queue/1: added '* ]]
	edit a b '(.configuration.manifest.queue[0] |= (.id = "gc:queue/B" | .name = "B")) | .action(13).queues[0] |= lit("que"; "B"; "gc:queue/B")'
	differs a b 'Main IVR: task "Main Menu": action 13 "To agents": queue Sales → B'
}

@test "flowdiff: long values are shortened around what differs" {
	main_ivr >a
	edit a b '.description = "a" * 500 + "é" * 100 + "x" + "b" * 500'
	edit b c '.description |= sub("x"; "y")'
	run -1 gc-flowdiff b c
	[[ $output == *'éx'*' → '*'éy'* ]]
	[ "${#output}" -lt 450 ]
	jq -n --arg s "$output" '$s' | grep -qv '\\ufffd'
}

@test "flowdiff: flows of one name and several types; several flows; streams" {
	{ main_ivr && main_ivr | jq -c '.type = "WORKFLOW" | .id = "gc:workflow/Main%20IVR"'; } >a
	edit a b '.description = "x"'
	run -1 gc-flowdiff a b
	[ "${lines[0]}" = 'Main IVR (INBOUNDCALL): description none → "x"' ]
	[ "${lines[1]}" = 'Main IVR (WORKFLOW): description none → "x"' ]
	tac b >c
	run -0 gc-flowdiff - c <b
	run -1 gc-flowdiff <(cat a) b
	run -2 gc-flowdiff - - <a
	run -2 gc-flowdiff a
	run -74 gc-flowdiff a none
	: >empty
	run -1 gc-flowdiff empty b
	[ "${lines[0]}" = 'Main IVR (INBOUNDCALL): flow added' ]
	run -0 gc-flowdiff empty empty
}

@test "flowdiff: nesting without bound, duplicate names and ids, escapes" {
	deep() { printf '{"kind":"flow","name":"F","type":"WORKFLOW","configuration":{"x":%s%s%s}}\n' "$(printf '[%.0s' {1..20000})" "$1" "$(printf ']%.0s' {1..20000})"; }
	deep 1 >a
	deep 2 >b
	run -0 gc-flowdiff a a
	run -1 gc-flowdiff a b
	echo '{"kind":"flow","name":"F","type":"WORKFLOW","configuration":{"x":1,"x":"\u0041","flowSequenceItemList":[{"id":"i","name":"T"},{"id":"i","name":"U"},{"id":"i","name":"U"},7]}}' >a
	run -0 gc-flowdiff a a
	sed 's/"x":1/"x":3/' a >b
	differs a b 'F: x 1 → 3'
	sed 's/u0041/u0042/' a >b
	differs a b 'F: x "A" → "B"'
	sed 's/\\u0041/A/' a >b
	run -0 gc-flowdiff a b
	sed 's/7\]/8]/' a >b
	run -1 gc-flowdiff a b
}

@test "flowdiff: real flows are equal to themselves, and their versions differ" {
	need_corpus
	local f
	for f in "$CORPUS"/json/*.json; do
		gc-load "$f" >one
		symbolic one >a
		run -0 gc-flowdiff a a
	done
	gc-load "$CORPUS"/json/*set-gc-user-to-busy-i3workflow-7fdf5615.json >one
	symbolic one >a
	gc-load "$CORPUS"/json/*set-gc-user-to-busy-i3workflow.json >one
	symbolic one >b
	run -1 gc-flowdiff a b
	[[ $output == *'action 47 "Decision": expression (If(toString(State.segmentType) == "interact", true, false)) → (If(toString(State.segmentType) == "Interact", true, false))'* ]]
	[ "${#lines[@]}" -lt 12 ]
}

@test "flowdiff: --format ndjson, records that name both places" {
	main_ivr >a
	edit a b '(.action(12).prompts.defaultAudio |= audio("ToAudio(Prompt.Greeting_Night)")) | .description = "x" | .nobody = 1 | .knows = {x: 2}'
	run -1 --separate-stderr gc-flowdiff --format ndjson a b
	jq -se 'length == 4 and all(.[]; .kind == "difference" and .flow.name == "Main IVR" and .change == "changed")' <<<"$output"
	jq -se --slurpfile a a --slurpfile b b '.[] | select(.what == "prompt") | .old == "Greeting_Day" and .new == "Greeting_Night" and
		.where == "task \"Main Menu\": action 12 \"Play greeting\"" and .at == .old_at and
		.text == .where + ": prompt Greeting_Day → Greeting_Night"' <<<"$output"
	jq -se '.[] | select(.what == "description") | .old == null and .new == "\"x\"" and (has("old_at") or has("where") | not)' <<<"$output"
	jq -se '.[] | select(.at == "/knows") | has("what") == false and .new == {x: 2}' <<<"$output"
	edit a b '.configuration.flowSequenceItemList |= (.[1].actionList += [.[0].actionList[2]] | del(.[0].actionList[2]))'
	run -1 gc-flowdiff --format ndjson a b
	[ "$(jq -r '.change, .old_at, .at' <<<"$output")" = $'moved\n/configuration/flowSequenceItemList/0/actionList/2\n/configuration/flowSequenceItemList/1/actionList/2' ]
	run -0 gc-flowdiff --format ndjson a a
	[ -z "$output" ]
	run -1 gc-flowdiff --format ndjson a /dev/null
	[ "$(jq -c '[.flow.type, .change]' <<<"$output")" = '["INBOUNDCALL","removed"]' ]
}

@test "flowdiff: --format html, one page without network, everything escaped" {
	main_ivr >a
	edit a b '(.action(14).inputs[0].value |= lit("str"; "<script>alert(1)</script>&\""; null)) | .action(12).name = "</table>"'
	edit b b2 '., (.name = "<b>" | .id = "x" | .configuration.initialSequence = "")'
	run -1 gc-flowdiff --format html a b2
	[[ $output == '<!DOCTYPE html>'*'</html>' ]]
	[[ $output == *'&lt;script&gt;alert(1)&lt;/script&gt;&amp;'* ]]
	[[ $output != *'<script'* && $output != *'<b>'* && $output != *'http'* ]]
	[ "$(grep -c '</table>' <<<"$output")" -eq 1 ]
	[[ $output == *'<ins>flow added</ins>'* && $output == *'<del>&quot;one&quot;</del>'* ]]
	run -0 gc-flowdiff --format html a a
	[[ $output == *'The flows are equal.'* ]]
}

# chain NAME... - a task whose actions run in this order
chain() {
	jq -nc '$ARGS.positional as $names | {kind: "flow", name: "F", type: "WORKFLOW", configuration: {flowSequenceItemList: [
		{id: "task", name: "T", __type: "Task", startAction: $names[0],
		actionList: [range(0; $names | length) as $i | {id: $names[$i], name: $names[$i], trackingId: 1, __type: "WaitAction"} +
			(if $i + 1 < ($names | length) then {nextAction: $names[$i + 1]} else {} end)]}]}}' --args "$@"
}

@test "flowdiff: an action in between: what led past it has not changed" {
	chain a b c >a
	chain a x b c >b
	differs a b 'F: task "T": action 1 "x" added after action 1 "a"'
	differs b a 'F: task "T": action 1 "x" removed'
	chain x y a b c >b
	run -1 gc-flowdiff a b
	[ "$output" = 'F: task "T": action 1 "x" added at the start'$'\n''F: task "T": action 1 "y" added after action 1 "x"' ]
	chain a b c x >b
	differs a b 'F: task "T": action 1 "x" added after action 1 "c"'
	chain a b >b
	differs a b 'F: task "T": action 1 "c" removed'
}

@test "flowdiff: an action at another place moved, and nothing else did" {
	chain a b c d e >a
	chain a c d b e >b
	differs a b 'F: task "T": action 1 "b": moved from after action 1 "a" to after action 1 "d"'
	chain b a c d e >b
	run -1 gc-flowdiff a b
	[ "${#lines[@]}" -eq 1 ] && [[ $output == *': moved from '*' to '* ]]
	chain e a b c d >b
	differs a b 'F: task "T": action 1 "e": moved from after action 1 "d" to at the start'
	# moved and changed
	jq -c '(.. | objects | select(.id? == "e")).duration = 5' b >c
	run -1 gc-flowdiff a c
	[ "${lines[0]}" = 'F: task "T": action 1 "e": moved from after action 1 "d" to at the start' ]
	[ "${lines[1]}" = 'F: task "T": action 1 "e": duration none → 5' ] && [ "${#lines[@]}" -eq 2 ]
}

@test "flowdiff: to another task, with the pointers of both; a pointer that leads elsewhere is a change" {
	{ chain a b c && chain p q; } | jq -sc '.[1].configuration.flowSequenceItemList[0] as $u | .[0] |
		.configuration.flowSequenceItemList += [$u | .id = "task2" | .name = "U"]' >a
	{ chain a c && chain p b q; } | jq -sc '.[1].configuration.flowSequenceItemList[0] as $u | .[0] |
		.configuration.flowSequenceItemList += [$u | .id = "task2" | .name = "U"]' >b
	differs a b 'F: task "T": action 1 "b": moved to task "U"'
	# a leads to c, and b is left over
	jq -c '(.. | objects | select(.id? == "a")).nextAction = "c"' a >b
	differs a b 'F: task "T": action 1 "a": next action 1 "b" → action 1 "c"'
	# into a loop
	chain a b c >a
	jq -c '(.. | objects | select(.id? == "c")).nextAction = "a"' a >b
	differs a b 'F: task "T": action 1 "c": next none → action 1 "a"'
	# an added action that goes on elsewhere
	chain a x b c | jq -c '(.. | objects | select(.id? == "x")).nextAction = "c"' >b
	run -1 gc-flowdiff a b
	[ "${lines[0]}" = 'F: task "T": action 1 "a": next action 1 "b" → action 1 "x"' ]
	[ "${lines[1]}" = 'F: task "T": action 1 "x" added after action 1 "a"' ]
}

@test "flowdiff: Archy YAML: what means the same is no difference; another value is named by its place" {
	cat >a.yaml <<-'END'
	inboundCall:
	  name: Main
	  tasks:
	    - task:
	        name: Sales
	        actions:
	          - transferToAcd:
	              name: Go
	              targetQueue: {lit: {name: Sales}}
	END
	# quotes, a comment, the order of keys
	cat >b.yaml <<-'END'
	inboundCall:
	  tasks: # all of them
	    - task:
	        actions:
	          - transferToAcd:
	              targetQueue:
	                lit:
	                  name: 'Sales'
	              name: "Go"
	        name: Sales
	  name: Main
	END
	gc-load a.yaml >a
	gc-load b.yaml >b
	run -0 gc-flowdiff a b
	[ -z "$output" ]
	sed -i "s/name: 'Sales'/name: Support/" b.yaml
	gc-load b.yaml >b
	differs a b 'Main: archy inbound call tasks task actions transfer to acd target queue lit name "Sales" → "Support"'
	# what cannot be read is compared as text, and why is reported
	jq -c '.archy = "inboundCall: ["' a >c
	run -1 --separate-stderr gc-flowdiff a c
	[[ $output == "Main: /archy: {"*" → "* ]]
	[[ $stderr == 'gc-flowdiff: INBOUNDCALL "Main" in B: line '*', column '*': '*'; compared as text' ]]
}

@test "flowdiff: Archy YAML: a flow of an org and one of a file differ by their YAML alone" {
	printf 'inboundCall:\n  name: Main\n  division: Home\n' >main.yaml
	gc-load main.yaml >b
	jq -c '.id = "f-1" | .org = "o" | .division = {"id": "@home", "name": "@home"} | .description = "x"' b >a
	run -0 gc-flowdiff a b
	[ -z "$output" ]
}

@test "flowdiff: Archy YAML and a configuration of one flow: 3, and what to do" {
	printf 'inboundCall:\n  name: Main\n' >main.yaml
	gc-load main.yaml >a
	jq -c '.archy = null | .configuration = {"name": "Main"}' a | jq -c 'del(.archy)' >b
	run -3 --separate-stderr gc-flowdiff a b
	[ -z "$output" ]
	[ "$stderr" = 'gc-flowdiff: INBOUNDCALL "Main": Archy YAML in A, a configuration in B; fetch it in the same form (gc-get --archy)' ]
	jq -c '.name = "Second"' a | cat a - >two
	jq -c '.name = "Second"' b | cat b - >others
	run -3 --separate-stderr gc-flowdiff others two
	[[ $stderr == *'"Main": a configuration in A, Archy YAML in B, and the same for 1 more; fetch them in the same form (gc-get --archy)' ]]
}
