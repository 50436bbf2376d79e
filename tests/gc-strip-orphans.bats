# gc-strip-orphans.bats - gc-strip --orphans: actions that use what another org lacks are taken out.
load helper

QUEUE=00000000-aaaa-4000-8000-000000000001
OTHER=00000000-aaaa-4000-8000-000000000002

# ids of actions
for n in 1 2 3 4 5 6 7 8 9; do
	printf -v "A$n" '00000000-0000-4000-8000-00000000000%d' "$n"
done

# action N NEXT [MEMBERS] - an action with this number, `nextAction` and more members ("" for none).
# Its type is UpdateVariableAction, or what TYPE says.
action() {
	local next=
	[ -z "$2" ] || next="\"nextAction\":\"00000000-0000-4000-8000-00000000000$2\","
	printf '{%s"trackingId":%d,"id":"00000000-0000-4000-8000-00000000000%d","name":"Action %d","__type":"%s"%s}' \
		"$next" $((10 + $1)) "$1" "$1" "${TYPE:-UpdateVariableAction}" "${3:+,$3}"
}

# uses ID - the members of an action that uses this queue.
uses() { printf '"queues":[{"config":{"lit":{"text":"Q","type":"que","val":"%s"}}}]' "$1"; }

# path LABEL OUTPUT [N] - a path, to an action or nowhere.
path() {
	local next=
	[ -z "${3-}" ] || next="\"nextActionId\":\"00000000-0000-4000-8000-00000000000$3\","
	printf '{%s"label":"%s","outputId":"%s"}' "$next" "$1" "$2"
}

# joined WORD... - with commas.
joined() { local IFS=,; printf '%s' "$*"; }

# task START ACTION... - a task that starts with this action ("" for none).
task() {
	local start=
	[ -z "$1" ] || start="\"startAction\":\"00000000-0000-4000-8000-00000000000$1\","
	printf '{%s"trackingId":10,"id":"t","name":"Main","__type":"Task","actionList":[%s]}' "$start" "$(joined "${@:2}")"
}

# entry ID N... - an entry of the manifest, used by these actions.
entry() {
	local n contexts=()
	for n in "${@:2}"; do
		contexts+=("{\"actionName\":\"x\",\"id\":\"00000000-0000-4000-8000-00000000000$n\"}")
	done
	printf '{"id":"%s","name":"Q","context":[%s]}' "$1" "$(joined "${contexts[@]}")"
}

# flow SEQUENCES MANIFEST [MEMBERS] - a flow record.
flow() {
	printf '{"kind":"flow","id":"f1","name":"Main IVR","type":"INBOUNDCALL","configuration":{"flowSequenceItemList":[%s],%s"manifest":{%s}}}\n' \
		"$1" "${3:+$3,}" "$2"
}

orphan() { printf '{"kind":"ref","type":"queue","id":"%s","name":"Sales","reason":"not in inventory"}\n' "$1"; }

# take_out [options] - gc-strip on the file `in`, with the orphans of the file `orphans`.
take_out() { gc-strip --for=none --orphans orphans "$@" in >got 2>err; }

# becomes SEQUENCES MANIFEST [MEMBERS] - what came out.
becomes() {
	flow "$@" >want
	same want got
}

# withheld TEXT - the flow is withheld with this message, kept as it was, and nothing comes out.
withheld() {
	rm -f left
	status=0
	take_out "${@:2}" --withheld left || status=$?
	[ "$status" -eq 1 ]
	[ ! -s got ]
	same in left
	grep -qF "gc-strip: in:1: flow f1 \"Main IVR\": withheld: $1" err || { cat err; return 1; }
	grep -qx 'gc-strip: 1 of 1 flow withheld' err
}

setup() {
	note_failures_only
	cd "$BATS_TEST_TMPDIR" || exit 1
	orphan $QUEUE >orphans
}

@test "an action is taken out, and what pointed to it points to its next action" {
	flow "$(task 1 "$(action 1 2)" "$(action 2 3 "$(uses $QUEUE)")" "$(action 3 '')")" \
		"\"queue\":[$(entry $QUEUE 2),$(entry $OTHER 3)],\"userPrompt\":[]" >in
	take_out --report report
	becomes "$(task 1 "$(action 1 3)" "$(action 3 '')")" \
		"\"queue\":[$(entry $OTHER 3)],\"userPrompt\":[]"
	[ "$(cat err)" = 'gc-strip: in:1: flow f1 "Main IVR": 1 action taken out' ]
	jq -c '[.kind, .flow.name, .change, .at, .action.name, .action.task, .reason, (.old | type), .new]' report >list
	diff - list <<-EOF
		["change","Main IVR","action","/configuration/flowSequenceItemList/0/actionList/1","Action 2","Main","uses queue \"Q\" $QUEUE","object",null]
		["change","Main IVR","pointer","/configuration/flowSequenceItemList/0/actionList/0/nextAction",null,null,null,"string","$A3"]
		["change","Main IVR","manifest","/configuration/manifest/queue/0",null,null,null,"object",null]
	EOF
}

@test "the first, the last, the only one, and several in a row" {
	local q
	q=$(uses $QUEUE)
	flow "$(task 1 "$(action 1 2 "$q")" "$(action 2 '')")" "\"queue\":[$(entry $QUEUE 1)]" >in
	take_out
	becomes "$(task 2 "$(action 2 '')")" ''
	flow "$(task 1 "$(action 1 2)" "$(action 2 '' "$q")")" '' >in
	take_out
	becomes "$(task 1 "$(action 1 '')")" ''
	flow "$(task 1 "$(action 1 '' "$q")")" "\"queue\":[$(entry $QUEUE 1)],\"userPrompt\":[]" >in
	take_out
	becomes "$(task '')" '"userPrompt":[]'
	flow "$(task 1 "$(action 1 2 "$q")" "$(action 2 3 "$q")" "$(action 3 4)" "$(action 4 5 "$q")" "$(action 5 '' "$q")")" '' >in
	take_out
	becomes "$(task 3 "$(action 3 '')")" ''
}

@test "actions in a circle that all go lead nowhere" {
	flow "$(task 1 "$(action 1 2)" "$(action 2 3 "$(uses $QUEUE)")" "$(action 3 2 "$(uses $QUEUE)")")" '' >in
	take_out
	becomes "$(task 1 "$(action 1 '')")" ''
}

@test "a path is a way on: failure, not found, timeout, or the only one" {
	local failure timeout found none
	failure=$(path Fehler __FAILURE__ 2) timeout=$(path Timeout __TIMEOUT__ 2)
	none=$(path X __NOT_FOUND__ 2)
	for found in "$(path A __SUCCESS__),$failure" "$(path A a),$timeout,$(path B b)" "$none,$(path A a)" "$(path One one 2)"; do
		flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),\"paths\":[$found]")" "$(action 2 '')")" '' >in
		take_out
		becomes "$(task 2 "$(action 2 '')")" ''
	done
	flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),\"paths\":[$(path Yes yes 2),$(path No no 3)]")" "$(action 2 '')" "$(action 3 '')")" '' >in
	withheld 'task "Main": action 11 "Action 1" uses queue "Q" '"$QUEUE"'; choose its path with --orphan-path: "Yes", "No"'
	take_out --orphan-path nothing --orphan-path No
	becomes "$(task 3 "$(action 3 '')")" ''
}

@test "of several ways on, failure goes before not found, and not found before timeout, wherever they stand" {
	local failure none timeout
	failure=$(path F __FAILURE__ 2) none=$(path N __NOT_FOUND__ 3) timeout=$(path T __TIMEOUT__ 4)
	# No way on is cut off, since each leads to the next one.
	flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),\"paths\":[$timeout,$none,$failure]")" "$(action 2 3)" "$(action 3 4)" "$(action 4 '')")" '' >in
	take_out
	becomes "$(task 2 "$(action 2 3)" "$(action 3 4)" "$(action 4 '')")" ''
	flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),\"paths\":[$timeout,$none]")" "$(action 3 4)" "$(action 4 '')")" '' >in
	take_out
	becomes "$(task 3 "$(action 3 4)" "$(action 4 '')")" ''
	flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),\"paths\":[$(path A a 5),$timeout]")" "$(action 4 5)" "$(action 5 '')")" '' >in
	take_out
	becomes "$(task 4 "$(action 4 5)" "$(action 5 '')")" ''
}

@test "every pointer follows: start, next action, path, loop" {
	local target
	target=$(action 5 6 "$(uses $QUEUE)")
	pointers() { # N - all kinds of pointers to an action
		task 1 "$(action 1 2 "\"paths\":[$(path A a "$1"),$(path B b)]")" \
			"$(TYPE=LoopAction action 2 "$1" "\"path\":$(path Loop __LOOP__ "$1")")" "${@:2}" "$(action 6 '')"
	}
	flow "$(pointers 5 "$target"),$(task 5)" '' >in
	take_out
	becomes "$(pointers 6),$(task 6)" ''
}

@test "cut-off actions are named and withheld; with --orphan-path they go, too" {
	flow "$(task 1 "$(action 1 2)" "$(action 2 5 "$(uses $QUEUE),\"paths\":[$(path Success __SUCCESS__ 3),$(path F __FAILURE__)]")" \
		"$(action 3 4 "$(uses $OTHER)")" "$(action 4 '')" "$(action 5 '')")" \
		"\"queue\":[$(entry $QUEUE 2),$(entry $OTHER 3)]" >in
	withheld 'task "Main": action 12 "Action 2" cannot be taken out, because that cuts off task "Main": action 13 "Action 3", 14 "Action 4"; --orphan-path'
	take_out --orphan-path success --report report
	becomes "$(task 1 "$(action 1 5)" "$(action 5 '')")" ''
	[ "$(jq -r 'select(.action) | .reason' report | sort | uniq -c | xargs)" = "2 cut off 1 uses queue Q $QUEUE" ]
}

@test "what nobody reached before stays, with what it leads to" {
	flow "$(task 1 "$(action 1 '')" "$(action 2 3 "$(uses $QUEUE)")" "$(action 3 '')" "$(action 4 2)")" '' >in
	take_out
	becomes "$(task 1 "$(action 1 '')" "$(action 3 '')" "$(action 4 3)")" ''
}

@test "a transfer that nothing follows: withheld, or a Disconnect with its ids" {
	local failure
	for failure in "" ",\"paths\":[$(path Failure __FAILURE__)]"; do
		flow "$(task 1 "$(action 1 2)" "$(TYPE=TransferPureMatchAction action 2 '' "$(uses $QUEUE)$failure")")" \
			"\"queue\":[$(entry $QUEUE 2)]" >in
		withheld "task \"Main\": action 12 \"Action 2\" uses queue \"Q\" $QUEUE, and nothing follows it; --orphan-terminal disconnect"
		withheld 'task "Main"' --orphan-terminal withhold
		take_out --orphan-terminal disconnect --report report
		becomes "$(task 1 "$(action 1 2)" "{\"trackingId\":12,\"id\":\"$A2\",\"name\":\"Disconnect\",\"uiMetaData\":{\"collapsed\":false},\"__type\":\"DisconnectAction\"}")" ''
		[ "$(jq -r 'select(.change == "disconnect") | .new.__type, .old.__type' report | xargs)" = "DisconnectAction TransferPureMatchAction" ]
	done
}

@test "a transfer that leads on when it fails is an action like any other" {
	flow "$(task 1 "$(TYPE=TransferPureMatchAction action 1 '' "$(uses $QUEUE),\"paths\":[$(path Failure __FAILURE__ 2)]")" "$(action 2 '')")" '' >in
	take_out --orphan-terminal disconnect
	becomes "$(task 2 "$(action 2 '')")" ''
	flow "$(task 1 "$(TYPE=TransferUserAction action 1 2 "$(uses $QUEUE)")" "$(action 2 '')")" '' >in
	take_out
	becomes "$(task 2 "$(action 2 '')")" ''
}

@test "other actions at the end, and jumps, are withheld" {
	local type
	for type in EndTaskAction EndWorkflowAction ExitBotFlowAction ExitLoopAction DisconnectAction TransferTaskAction TransferMenuAction; do
		flow "$(task 1 "$(TYPE=$type action 1 '' "$(uses $QUEUE)")")" '' >in
		withheld 'task "Main": action 11 "Action 1" uses queue' --orphan-terminal disconnect
	done
}

@test "the choices of a menu" {
	menu() { printf '{"id":"m","name":"Menu","__type":"Menu","menuChoiceList":[{"id":"c","action":%s,"digit":1}]}' "$1"; }
	flow "$(menu "$(TYPE=TransferPureMatchAction action 1 '' "$(uses $QUEUE)")")" "\"queue\":[$(entry $QUEUE 1)]" >in
	withheld 'menu "Menu": action 11 "Action 1" uses queue'
	take_out --orphan-terminal=disconnect
	becomes "$(menu "{\"trackingId\":11,\"id\":\"$A1\",\"name\":\"Disconnect\",\"uiMetaData\":{\"collapsed\":false},\"__type\":\"DisconnectAction\"}")" ''
	flow "$(menu "$(TYPE=TaskAction action 1 '' "$(uses $QUEUE)")")" '' >in
	withheld 'menu "Menu": action 11 "Action 1" uses queue' --orphan-terminal=disconnect
}

@test "a loop that its body leaves is withheld, another one is unrolled" {
	loop() { TYPE=LoopAction action 1 '' "$(uses $QUEUE),\"path\":$(path Loop __LOOP__ 2)"; }
	flow "$(task 1 "$(loop)" "$(action 2 3)" "$(TYPE=ExitLoopAction action 3 '')")" '' >in
	withheld 'task "Main": action 11 "Action 1" is a loop, which its body leaves'
	flow "$(task 1 "$(loop)" "$(action 2 '')")" '' >in
	take_out
	becomes "$(task 2 "$(action 2 '')")" ''
}

@test "settings, variables and menus outside actions are withheld, each named" {
	flow "$(task 1 "$(action 1 2 "$(uses $QUEUE)")" "$(action 2 '')")" '' \
		"\"errorHandling\":{\"queue\":{\"config\":{\"lit\":{\"val\":\"$QUEUE\"}}}},\"variables\":[{\"initialValue\":{\"config\":{\"lit\":{\"val\":\"$QUEUE\"}}}}]" >in
	withheld "queue \"Q\" $QUEUE is used outside actions, by /configuration/errorHandling/queue/config/lit/val"
	status=0
	take_out || status=$?
	[ "$status" -eq 1 ]
	grep -c 'is used outside actions, by /configuration/\(errorHandling\|variables\)' err | grep -qx 2
}

@test "a flow that is listed itself keeps its own id, and what it says of itself" {
	sed 's/"queue","id"/"inboundCallFlow","id"/' <<<"$(orphan $QUEUE)" >orphans
	flow "$(task 1 "$(action 1 '')")" '' | sed "s/\"f1\"/\"$QUEUE\"/" >in
	take_out
	same in got
	flow "$(task 1 "$(action 1 2 "$(uses $QUEUE)")" "$(action 2 '')")" "\"inboundCallFlow\":[$(entry $QUEUE 1)]" |
		sed "s/\"f1\"/\"$QUEUE\"/; s/\"que\"/\"flw\"/" >in
	take_out
	same in got
}

@test "a setting that is switched off does not withhold" {
	local off="\"errorHandling\":{\"queue\":{\"config\":{\"lit\":{\"val\":\"$QUEUE\"}},\"outOfService\":true}}"
	flow "$(task 1 "$(action 1 2 "$(uses $QUEUE)")" "$(action 2 '')")" "\"queue\":[$(entry $QUEUE 1)]" "$off" >in
	take_out
	becomes "$(task 2 "$(action 2 '')")" '' "$off"
}

@test "two actions with one id, and unknown pointers, are withheld" {
	flow "$(task 1 "$(action 1 2)" "$(action 2 3 "$(uses $QUEUE)")" "$(action 3 '')" "$(action 3 '')")" '' >in
	withheld 'task "Main": action 13 "Action 3" has the id of another action'
	flow "$(task 1 "$(action 1 2)" "$(action 2 3 "$(uses $QUEUE)")" "$(action 3 '')")" '' "\"someReferences\":[\"$A2\"]" >in
	withheld '/configuration/someReferences/0 points to task "Main": action 12 "Action 2", and is not known as a pointer'
}

@test "manifest, caches, contexts: what nothing uses any more goes" {
	local two="\"second\":{\"config\":{\"lit\":{\"val\":\"$OTHER\"}}}"
	caches() { printf '"uiMetaData":{"a":1,"queues":[%s]%s,"screenPops":[%s],"task":[{"id":"t"}]}' "$1" "$2" "$3"; }
	cached() { printf '{"id":"%s","big":[1,2]}' "$1"; }
	flow "$(task 1 "$(action 1 2 "$(uses $QUEUE),$two")" "$(action 2 '' "$(uses $OTHER)")")" \
		"\"queue\":[$(entry $OTHER 1 2), $(entry $QUEUE 1)],\"userPrompt\":[$(entry $QUEUE 1)]" \
		"$(caches "$(cached $QUEUE),$(cached $OTHER)" ",\"scripts\":[$(cached $QUEUE)]" "$(cached $QUEUE)")" >in
	take_out
	becomes "$(task 2 "$(action 2 '' "$(uses $OTHER)")")" \
		"\"queue\":[$(entry $OTHER 2)],\"userPrompt\":[]" "$(caches "$(cached $OTHER)" '' '')"
	# In the other order, both go; the other queue stays for its variable, without a context.
	flow "$(task 1 "$(action 1 '' "$(uses $QUEUE),$two")")" "\"queue\":[$(entry $QUEUE 1),$(entry $OTHER 1)]" "\"variables\":[\"$OTHER\"]" >in
	take_out
	becomes "$(task '')" "\"queue\":[{\"id\":\"$OTHER\",\"name\":\"Q\"}]" "\"variables\":[\"$OTHER\"]"
	# An entry that nothing used at all.
	flow "$(task 1 "$(action 1 '')")" "\"queue\":[$(entry $QUEUE)],\"x\":[]" >in
	take_out
	becomes "$(task 1 "$(action 1 '')")" '"x":[]'
	[ ! -s err ]
}

@test "the copy of a common module leaves with its last call, and what only it uses" {
	modules() { printf '"commonModules":[{"id":"%s","model":{"flowSequenceItemList":[{"actionList":[{"id":"a","__type":"DataAction","use":"%s"}]}]}}]' $QUEUE $OTHER; }
	flow "$(task 1 "$(TYPE=CallCommonModuleAction action 1 2 "\"flowId\":\"$QUEUE\"")" "$(action 2 '')")" \
		"\"commonModuleFlow\":[$(entry $QUEUE 1)],\"queue\":[$(entry $OTHER)]" "$(modules)" >in
	take_out
	becomes "$(task 2 "$(action 2 '')")" ''
	orphan $OTHER >orphans
	withheld "queue \"Q\" $OTHER is used outside actions, by /configuration/commonModules/0/model/"
}

@test "which records count: refs with a reason, open maps, bare ids of data actions, names" {
	local record
	flow "$(task 1 "$(action 1 2 "\"actionId\":\"custom_-_$QUEUE\"")" "$(action 2 '' "\"find\":{\"config\":{\"FindQueue\":{\"operands\":[{\"lit\":{\"text\":\"Sales\",\"type\":\"str\"}}]}},\"text\":\"FindQueue(\\\"Sales\\\")\"}")")" \
		"\"dataAction\":[$(entry "custom_-_$QUEUE" 1)]" >in
	nothing() { take_out && same in got && [ ! -s err ]; }
	for record in \
		"{\"kind\":\"ref\",\"id\":\"$QUEUE\"}" \
		"{\"kind\":\"ref\",\"id\":\"$OTHER\",\"reason\":\"x\"}" \
		"{\"kind\":\"map\",\"from\":\"$QUEUE\",\"type\":\"dataAction\",\"status\":\"new\"}" \
		"{\"kind\":\"map\",\"from\":\"$QUEUE\",\"type\":\"dataAction\",\"status\":\"ignored\"}" \
		"{\"kind\":\"map\",\"from\":\"$QUEUE\",\"type\":\"dataAction\",\"status\":\"missing\",\"to\":\"$OTHER\"}" \
		'{"kind":"ref","type":"queue","name":"Service","class":"name","reason":"x"}' \
		'{"kind":"ref","type":"user","name":"Sales","class":"name","reason":"x"}'; do
		printf '{"kind":"other"}\n%s\n' "$record" >orphans
		nothing || { echo "$record"; return 1; }
	done
	: >orphans
	nothing
	for record in \
		"{\"kind\":\"ref\",\"id\":\"$QUEUE\",\"reason\":\"x\"}" \
		"{\"kind\":\"map\",\"from\":\"custom_-_$QUEUE\",\"type\":\"dataAction\",\"status\":\"missing\",\"to\":null}" \
		"{\"kind\":\"map\",\"from\":\"$QUEUE\",\"type\":\"dataAction\",\"status\":\"ambiguous\",\"candidates\":[]}"; do
		printf '%s\n' "$record" >orphans
		take_out && ! grep -q "$A1" got && grep -q FindQueue got || { echo "$record"; return 1; }
	done
	printf '{"kind":"map","type":"queue","name":"Sales","status":"missing"}\n' >orphans
	take_out
	grep -q "$A1" got
	run ! grep -q FindQueue got
}

@test "a list that is no list, and options without --orphans" {
	echo '{}' >in
	echo '{"kind":"flow"}' >orphans
	run -65 --separate-stderr gc-strip --orphans orphans in
	[ "$stderr" = "gc-strip: orphans: holds no ref or map records" ]
	run -2 gc-strip --withheld x in
	run -2 gc-strip --orphan-terminal=disconnect in
	run -2 gc-strip --orphans - </dev/null
	run -74 gc-strip --orphans none in
	orphan $QUEUE >orphans
	run -0 gc-strip --orphans - in <orphans
}

@test "the rules of --for work on what is left, and other records pass through" {
	{
		echo '{"kind":"object","id":"'$QUEUE'"}'
		flow "$(task 1 "$(action 1 2 "$(uses $QUEUE),\"uiMetaData\":{}")" "$(action 2 '' '"uiMetaData":{}')")" '' |
			sed 's/"id":"f1"/"id":"f1","dateSaved":1/'
		echo '{"kind":"flow","id":"a","archy":"inboundCall:\n  name: x\n"}'
	} >in
	gc-strip --for=diff --orphans orphans in >got 2>err
	{
		echo '{"kind":"object","id":"'$QUEUE'"}'
		flow "$(task 2 "$(action 2 '')")" ''
		echo '{"kind":"flow","id":"a","archy":"inboundCall:\n  name: x\n"}'
	} >want
	same want got
	grep -qx 'gc-strip: 1 flow without a configuration: not searched for orphans' err
}

# Every pointer of the flows in FILE leads to an action, and tracking ids are unique.
whole() {
	jq -es '
		[.[].configuration | select(. != null) |
			[.flowSequenceItemList[] | (.actionList[]?), (.menuChoiceList[]?.action)] as $a |
			([$a[].id] | map({(.): true}) | add) as $ids |
			([.flowSequenceItemList[].startAction,
				($a[] | .nextAction, .paths[]?.nextActionId, .path.nextActionId?)] |
				map(select(. != null and $ids[.] == null)) == []) and
			([$a[].trackingId] | length == (unique | length))] | all' "$1" >/dev/null
}

@test "generated flows: what is missing in another org is gone, and nothing else is broken" {
	local option
	gc-sim --dump --flows 60 --seed 7 | jq -c 'select(.configuration)' >flows
	whole flows
	# Half of the other org's objects are missing.
	gc-sim --dump-objects --flows 60 --seed 7 | awk 'NR % 2' >inventory
	gc-sim --dump --flows 60 --seed 7 | jq -c 'del(.configuration)' >>inventory
	status=0
	gc-refs --check inventory flows >orphans 2>/dev/null || status=$?
	[ "$status" -eq 1 ]
	for option in --orphan-terminal=withhold "--orphan-path=failure --orphan-terminal=disconnect"; do
		status=0
		# shellcheck disable=SC2086
		gc-strip --for=none --orphans orphans $option --withheld left --report report flows >got 2>err || status=$?
		[ "$status" -le 1 ]
		whole got
		[ $(($(wc -l <got) + $(wc -l <left))) -eq "$(wc -l <flows)" ]
		gc-refs --check inventory got >again 2>/dev/null # none
		[ ! -s again ]
		# Nothing is left to do.
		gc-strip --for=none --orphans orphans got 2>/dev/null | same - got
	done
	[ -s got ]
	[ -s report ]
}
