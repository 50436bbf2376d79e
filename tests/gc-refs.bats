# gc-refs.bats - what flows refer to. The flows are hand-made in the shapes of real ones.
load helper

org=0a000000-0000-4000-8000-000000000001
queue=11111111-1111-4111-8111-111111111111
other=22222222-2222-4222-8222-222222222222
third=33333333-3333-4333-8333-333333333333
action=custom_-_44444444-4444-4444-8444-444444444444
node=a0000000-0000-4000-8000-000000000001
node2=a0000000-0000-4000-8000-000000000002
variable=b0000000-0000-4000-8000-000000000001

# flow MEMBERS [MANIFEST] - a flow record with these members in its configuration, in the file `in`.
flow() {
	printf '{"kind":"flow","org":"%s","id":"f1","name":"Main","type":"INBOUNDCALL",' "$org"
	printf '"configuration":{%s,"manifest":{%s}}}\n' "$1" "${2-\"queue\":[]}"
} >in

# task ACTION... - flowSequenceItemList of one task with these actions.
task() {
	local IFS=,
	printf '"flowSequenceItemList":[{"startAction":"%s","trackingId":1,"id":"%s",' "$node" "$node2"
	printf '"name":"Task","__type":"Task","actionList":[%s]}]' "$*"
}

# act TYPE MEMBERS - an action; its id is $node.
act() {
	printf '{%s,"nextAction":"%s","trackingId":2,"id":"%s","name":"Step one","__type":"%s"}' \
		"$2" "$node2" "$node" "$1"
}

# lit TYPE TEXT [VAL] - an expression that is a literal.
lit() {
	printf '{"config":{"lit":{"pos":1,"text":"%s","type":"%s"%s}},"text":"%s","type":"%s",' \
		"$2" "$1" "${3:+,\"val\":\"$3\"}" "$2" "$1"
	printf '"uiMetaData":{"mode":1},"metaData":{},"version":2}'
}

# ref NAME VARIABLE [TYPE] - an expression that is a variable.
ref() {
	printf '{"config":{"ref":{"pos":1,"text":"%s","type":"%s","val":"%s"}},"text":"%s",' \
		"$1" "${3:-str}" "$2" "$1"
	printf '"metaData":{"references":[{"id":"%s","type":"str","name":"%s"}]}}' "$2" "$1"
}

# The references but for the flow itself, as lines of class, source, type, id, name and count.
refs() {
	gc-refs in >out
	jq -r 'select(.class != "own" or .type != "inboundCallFlow")
		| [.class, .source, .type // "-", .id // "-", .name // "-", .count] | join(" ")' out >got
}

# refs_are LINE... - these are the references, in this order.
refs_are() {
	[ $# -eq 0 ] || printf '%s\n' "$@" >want
	[ $# -gt 0 ] || : >want
	same want got
}

# at ID POINTER... - where the reference of this id (or name) is used.
at() {
	jq -r --arg id "$1" 'select(.id == $id or (has("id") | not) and .name == $id) | .at[]' out >got.at
	shift
	printf '%s\n' "$@" >want.at
	same want.at got.at
}

actions=/configuration/flowSequenceItemList/0/actionList

@test "the record: its members, their order, and the flow as it is spelled" {
	flow "\"a\":$(lit que Sales $queue)" '"queue":[{"name":"Sales","id":"'$queue'","context":[{"id":"x"}]}]'
	gc-refs in >out
	[ "$(wc -l <out)" -eq 2 ]
	printf '%s\n' '{"kind":"ref","org":"'$org'","flow":{"id":"f1","name":"Main","type":"INBOUNDCALL"},"type":"queue","id":"'$queue'","name":"Sales","class":"object","source":"manifest","count":1,"at":["/configuration/a/config/lit/val"]}' >want
	tail -1 out | same want /dev/stdin
	printf '%s\n' '{"kind":"flow","name":"\u0041\/\"","type":7,"configuration":{"manifest":{"queue":[{"id":"\u0041","name":"\u00e9\"\n"}]},"x":"\u0041","y":"A"}}' >in
	gc-refs in >out
	printf '%s\n' '{"kind":"ref","flow":{"name":"\u0041\/\"","type":7},"type":"queue","id":"A","name":"é\"\n","class":"object","source":"manifest","count":2,"at":["/configuration/x","/configuration/y"]}' >want
	same want out
}

@test "every entry of the manifest, used or not, of types that nobody knows" {
	flow '"a":"x1"' '"queue":[{"id":"x1"},{"id":"x2","name":"Two"}],"hologram":[{"name":"H","id":"x1"}],"language":[],"odd":7,"odder":[7,null,{}]'
	refs
	refs_are "object manifest queue x1 - 1" "object manifest queue x2 Two 0" "object manifest hologram x1 H 1"
}

@test "an entry given twice is one reference; one without an id is a name" {
	flow '"a":"x1"' '"queue":[{"id":"x1","name":"One"},{"id":"x1","name":"One"}],"thing":[{"name":"T"}]'
	refs
	refs_are "object manifest queue x1 One 1" "name manifest thing - T 0"
}

@test "a manifest before the body, after it, in the middle: the same" {
	local m='"manifest":{"queue":[{"id":"x1","name":"Q"}]}' r='{"kind":"flow","configuration":'
	{ echo "$r{$m,\"a\":\"x1\",\"b\":\"x1\"}}" && echo "$r{\"a\":\"x1\",$m,\"b\":\"x1\"}}" &&
		echo "$r{\"a\":\"x1\",\"b\":\"x1\",$m}}" &&
		echo "{\"configuration\":{\"a\":\"x1\",\"b\":\"x1\",$m},\"kind\":\"flow\"}"; } >in
	refs
	[ "$(sort -u out | wc -l)" -eq 1 ] && [ "$(wc -l <out)" -eq 4 ]
	[ "$(grep -cF '"at":["/configuration/a","/configuration/b"]' out)" -eq 4 ]
}

@test "uses by value: under any key, in lists, with escapes; not in names, the manifest or uiMetaData" {
	flow '"a/b~c":["x1",["x1"]],"d":{"":"x1","e":"\u00781"},"x1":"x12","f":"X1","uiMetaData":{"a":"x1"},"g":[{"uiMetaData":["x1"],"metaData":"x1"}],"h":{"manifest":"x1"}' \
		'"queue":[{"id":"x1","context":[{"id":"x1"}]}]'
	refs
	at x1 /configuration/a~1b~0c/0 /configuration/a~1b~0c/1/0 /configuration/d/ \
		/configuration/d/e /configuration/g/0/metaData /configuration/h/manifest
}

@test "classes of the manifest: object, platform, own, name" {
	flow '"a":1' '"queue":[{"id":"q"}],"language":[{"id":"en-US"}],"systemPrompt":[{"id":"__x__","name":"x"}],"ttsEngine":[{"id":"polly"}],"ttsVoice":[{"id":"polly/Ana"}],"sttEngine":[{"id":"'$queue'"}],"grammar":[{"id":"builtin"}],"nluDomain":[{"id":"'$other'","version":"'$third'"}],"bridgeAction":[{"id":"AA-Get","name":"AA-Get"}],"botFlow":[{"id":"b","name":"B","version":"published"}]'
	refs
	refs_are "object manifest queue q - 0" "platform manifest language en-US - 0" \
		"platform manifest systemPrompt __x__ x 0" "platform manifest ttsEngine polly - 0" \
		"platform manifest ttsVoice polly/Ana - 0" "object manifest sttEngine $queue - 0" \
		"platform manifest grammar builtin - 0" "own manifest nluDomain $other - 0" \
		"own manifest nluDomainVersion $third - 0" "name manifest bridgeAction AA-Get AA-Get 0" \
		"object manifest botFlow b B 0"
}

@test "own: the flow itself, its division, and their uses in the body" {
	printf '{"kind":"flow","id":"%s","name":"Main","type":"inboundcall","division":{"id":"%s","name":"Home"},"configuration":{"a":{"flowId":"%s"},"d":"%s","manifest":{"inboundCallFlow":[{"id":"%s","name":"Main"}]}}}\n' \
		$queue $other $queue $other $queue >in
	gc-refs in >out
	jq -c '[.class,.source,.type,.id,.name,.at]' out >got
	refs_are '["own","manifest","inboundCallFlow","'$queue'","Main",["/id","/configuration/a/flowId"]]' \
		'["own","body","division","'$other'","Home",["/division/id","/configuration/d"]]'
}

@test "the flow's type as a reference type, whatever its case, known or not" {
	local t
	for t in WORKFLOW=workflow INBOUNDSHORTMESSAGE=inboundShortMessageFlow voicesurvey=voiceSurveyFlow \
		HOLOGRAM=hologramFlow; do
		echo '{"kind":"flow","id":"i","type":"'${t%=*}'","configuration":{}}'
	done >in
	gc-refs in | jq -r .type >got
	refs_are workflow inboundShortMessageFlow voiceSurveyFlow hologramFlow
}

@test "the flow's own wiring is no reference: nodes, links, variables, paths" {
	local path=c0000000-0000-4000-8000-000000000001 choice=c0000000-0000-4000-8000-000000000002
	flow "\"initialSequence\":\"$node2\",\"variables\":[{\"id\":\"$variable\",\"name\":\"Flow.x\",\"__type\":\"StringVariable\",\"initialValue\":$(lit str '')}],$(
		task "$(act SwitchAction "\"cases\":[{\"name\":\"Case 1\",\"referenceId\":\"$path\",\"value\":$(ref Flow.x $variable)}],\"paths\":[{\"outputId\":\"$path\",\"nextActionId\":\"$node\"}]")"
	),\"menus\":[{\"trackingId\":5,\"id\":\"${node%1}3\",\"name\":\"Menu\",\"__type\":\"Menu\",\"defaultMenuChoice\":\"$choice\",\"menuChoiceList\":[{\"id\":\"$choice\",\"name\":\"One\",\"digit\":1,\"action\":$(act TaskAction "\"taskReference\":\"$node2\"")}]}],\"nluMetaData\":{\"rawNlu\":\"{\\\"id\\\":\\\"$queue\\\"}\",\"archNlu\":{\"intents\":[{\"name\":\"x\",\"utterances\":[{\"id\":\"$third\"}]}]},\"mappings\":{\"slotToSlotVariables\":{\"slot\":\"$variable\"},\"intentsToReusableTasks\":{\"i\":{\"id\":\"$node2\",\"name\":\"Task\"}}}},\"commonModules\":[{\"actionReferences\":[\"$node\"]}],\"anything\":\"$variable\""
	refs
	refs_are
}

@test "wiring whose other end is gone, and dangling variables, are no references either" {
	flow "$(task "$(act UpdateVariableAction "\"nextAction\":\"$other\",\"paths\":[{\"nextActionId\":\"$third\"}],\"variable\":$(ref Flow.gone $queue)")"),\"initialSequence\":\"$third\""
	refs
	refs_are
}

@test "an id of the flow's own inside a string is no reference" {
	flow "$(task "$(act DataAction "\"inputs\":[{\"value\":$(lit str "node=$node;v=$variable")}]")"),\"variables\":[{\"id\":\"$variable\",\"name\":\"v\",\"__type\":\"StringVariable\"}]"
	refs
	refs_are
}

@test "a data action: its id, and its category as a name" {
	flow "$(task "$(act DataAction "\"actionName\":\"Get\",\"actionId\":\"$action\",\"category\":{\"id\":\"Web Services\",\"name\":\"Web Services\"}")")" \
		'"dataAction":[{"id":"'$action'","name":"Get"}]'
	refs
	refs_are "object manifest dataAction $action Get 1" "name body integration - Web Services 1"
	at $action $actions/0/actionId
	at 'Web Services' $actions/0/category/name
}

@test "a data action's string input that is an id: literal" {
	flow "$(task "$(act DataAction "\"inputs\":[{\"name\":\"queueId\",\"value\":$(lit str $queue)}]")")"
	refs
	refs_are "literal body - $queue - 2"
	at $queue $actions/0/inputs/0/value/config/lit/text $actions/0/inputs/0/value/text
}

@test "the id of a system presence is the same in every org: platform, in strings and in pairs" {
	local busy=31fe3bac-dea6-44b7-bed7-47f91660a1a0 away=5e5c5c66-ea97-4e7f-ac41-6424784829f2
	flow "$(task "$(act DataAction "\"inputs\":[{\"name\":\"PRESENCE_DEFINITION_ID\",\"value\":$(lit str $busy)},{\"value\":$(lit str $queue)}]")"),\"a\":{\"text\":\"{\\\"id\\\":\\\"$away\\\"}\"},\"b\":{\"id\":\"$away\",\"name\":\"Away\"}"
	gc-refs in >refs
	jq -r 'select(.class != "own") | [.class, .type // "-", .id, .name // "-"] | join(" ")' refs | sort -u >got
	refs_are "literal - $queue -" "platform presence $busy Busy" "platform presence $away Away"
	# It is nowhere a question: not for an inventory, not for a plan, not for gc-list.
	echo '{"kind":"object","type":"user","id":"u1","name":"Ann"}' >inventory
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output$stderr" ]
	gc-plan --target inventory --format ndjson refs >broken 2>err
	[ ! -s broken ]
	gc-plan --target inventory refs 2>err | jq -r 'select(.from == "'$busy'").status' >got
	refs_are platform
}

@test "an input that is an id of the manifest is a use of that object" {
	flow "$(task "$(act DataAction "\"inputs\":[{\"value\":$(lit str $queue)}]")")" '"queue":[{"id":"'$queue'","name":"Sales"}]'
	refs
	refs_are "object manifest queue $queue Sales 2"
}

@test "a data action's id alone in a string: literal, and its type is known" {
	flow "\"a\":$(lit str $action)"
	refs
	refs_are "literal body dataAction $action - 2"
}

@test "several ids in one string" {
	flow "\"a\":{\"text\":\"$action|$queue|custom_-_$other,$queue\"}"
	refs
	refs_are "literal body dataAction $action - 1" "literal body - $queue - 1" \
		"literal body dataAction custom_-_$other - 1"
}

@test "JSON inside a string, one level and two" {
	flow '"a":{"text":"{\n  \"id\": \"'$queue'\",\n\t\"in\":\"{\\\"id\\\":\\\"'$other'\\\"}\"}"}'
	refs
	refs_are "literal body - $queue - 1" "literal body - $other - 1"
}

@test "an id inside a string that the manifest knows: its type and name are shown" {
	flow '"a":"call '$queue' now","b":"my-bot~'$other' or so"' \
		'"queue":[{"id":"'$queue'","name":"Sales"}],"dialogflowAgent":[{"id":"my-bot~'$other'","name":"Bot"}]'
	refs
	refs_are "object manifest queue $queue Sales 0" "object manifest dialogflowAgent my-bot~$other Bot 0" \
		"literal body queue $queue Sales 1" "literal body dialogflowAgent my-bot~$other Bot 1"
}

@test "only whole tokens count inside a string" {
	flow '"a":"x'$queue'","b":"'$queue'-1 _'$other' '$third'z","c":"\u0041'$queue'","d":"/api/v2/routing/queues/'$third'/members"'
	refs
	refs_are "literal body - $third - 1"
	at $third /configuration/d
}

@test "a response library, which no manifest lists" {
	flow "$(task "$(act GetResponseAction "\"responseId\":\"$queue\",\"responseName\":\"Hello\",\"responseLibrary\":{\"id\":\"$other\",\"name\":\"Library\"}")")" \
		'"response":[{"id":"'$queue'","name":"Hello"}]'
	refs
	refs_are "object manifest response $queue Hello 1" "unknown body responseLibrary $other Library 1"
	at $other $actions/0/responseLibrary/id
}

@test "what looks like a menu choice and leads to no node is a pair of id and name" {
	flow '"a":{"id":"'$queue'","name":"X","action":"'$other'"},"b":{"id":"'$third'","name":"Y","action":{"id":"'$node'"}}'
	refs
	refs_are "unknown body - $other - 1" "unknown body - $queue X 1" "unknown body - $node - 1" \
		"unknown body - $third Y 1"
}

@test "an in-queue flow that an old manifest lacks" {
	flow "$(task "$(act TransferPureMatchAction "\"inQueueFlowId\":\"$queue\",\"inQueueFlowName\":\"Default In-Queue Flow\"")")"
	refs
	refs_are "unknown body inqueueCallFlow $queue Default In-Queue Flow 1"
	# It is of a call's kind where the flow is; of other media nothing is known.
	sed -i 's/INBOUNDCALL/INBOUNDEMAIL/' in
	gc-refs in | jq -e 'select(.class == "unknown") | has("type") | not'
	# Where nothing could list it, it is an object.
	flow '"a":{"inQueueFlowId":"'$queue'"}' ''
	sed -i 's/,"manifest":{}//' in
	refs
	refs_are "object body inqueueCallFlow $queue - 1"
}

@test "parts of a work type and of a survey form, a script's variable" {
	local part=d0000000-0000-4000-8000-00000000000
	flow "\"workitemFlowSettings\":{\"worktype\":{\"id\":\"$queue\",\"name\":\"Case\",\"statuses\":[{\"id\":\"${part}1\",\"name\":\"Open\"}]}},\"survey\":{\"questions\":[{\"id\":\"${part}2\",\"text\":\"?\"}],\"surveyQuestionId\":\"${part}3\"},$(
		task "$(act AskSurveyQuestionAction "\"surveyQuestion\":$(lit squ 'How?' ${part}4),\"inputs\":[{\"name\":\"cust\",\"referenceId\":\"${part}5\"}]")")" \
		'"worktype":[{"id":"'$queue'","name":"Case"}]'
	refs
	refs_are "object manifest worktype $queue Case 1" "unknown body - ${part}1 Open 1" \
		"unknown body - ${part}2 - 1" "unknown body - ${part}3 - 1" \
		"unknown body - ${part}4 How? 1" "unknown body - ${part}5 - 1"
	at ${part}4 $actions/0/surveyQuestion/config/lit/val
}

@test "a literal whose object the manifest lacks: the type of its type code" {
	flow "\"a\":$(lit que Sales $queue),\"b\":$(lit usr Ann $other),\"c\":$(lit xyz What $third),\"d\":$(lit bln true setLiteral)"
	refs
	refs_are "unknown body queue $queue Sales 1" "unknown body user $other Ann 1" "unknown body - $third What 1"
}

@test "a user prompt: known by the manifest, or by its place" {
	flow "\"a\":$(ref Prompt.Hello $queue pmt),\"b\":$(ref Prompt.Bye $other pmt),\"c\":$(ref Flow.q $third que)" \
		'"userPrompt":[{"id":"'$queue'","name":"Hello"}]'
	refs
	refs_are "object manifest userPrompt $queue Hello 2" "unknown body userPrompt $other Bye 1"
	at $queue /configuration/a/config/ref/val /configuration/a/metaData/references/0/id
}

@test "system prompts that the manifest does not list" {
	flow '"a":{"sysref":{"text":"PromptSystem.try_again","type":"pmt","val":"__tryagain__"}},"b":{"sysref":{"text":"Flow.HoldPrompt","type":"pmt","val":"__FLOW_HOLD_PROMPT__"}},"c":{"sysref":{"text":"Call.Ani","type":"str","val":"__CALL_ANI__"}},"d":'"$(lit pmt processing __processing__)"
	refs
	refs_are "platform body systemPrompt __tryagain__ try_again 1" \
		"platform body systemPrompt __processing__ processing 1"
}

@test "looked up by name when the flow runs" {
	flow "$(task "$(act FindQueueAction "\"findName\":$(lit str 'Night shift')")" \
		"$(act FindQueueAction "\"findName\":$(ref Flow.name $variable)")"),\"a\":{\"config\":{\"FindSkill\":{\"operands\":[{\"lit\":{\"text\":\"Spanish\",\"type\":\"str\"}}],\"type\":\"skl\"}}},\"b\":{\"config\":{\"FindQueueById\":{\"operands\":[{\"lit\":{\"text\":\"$queue\",\"type\":\"str\"}}]}}}"
	refs
	refs_are "name body queue - Night shift 1" "dynamic body queue - - 1" "name body acdSkill - Spanish 1" "literal body - $queue - 1"
	at Spanish /configuration/a/config/FindSkill/operands/0/lit/text
}

# find FUNCTION OPERAND - an expression that calls the function.
find() { printf '{"config":{"%s":{"pos":1,"operands":[%s]}},"text":"x"}' "$1" "$2"; }

# str TEXT - an operand that is a literal.
str() { printf '{"lit":{"pos":11,"text":"%s","type":"str"}}' "$1"; }

@test "each look-up by name, as function and as action, and what it looks for" {
	local pair
	for pair in Queue=queue Skill=acdSkill LanguageSkill=acdLanguage EmergencyGroup=emergencyGroup \
		ScheduleGroup=scheduleGroup Schedule=schedule User=user Group=group UserPrompt=userPrompt \
		UtilizationLabel=utilizationLabel Grammar=grammar; do
		flow "$(task "$(act "Find${pair%=*}Action" "\"findName\":$(lit str B),\"findResult\":$(ref Task.x $variable)")"),\"a\":$(find "Find${pair%=*}" "$(str A)")"
		refs
		refs_are "name body ${pair#*=} - B 1" "name body ${pair#*=} - A 1"
	done
	flow "\"a\":$(find FindSystemPrompt "$(str busy)"),\"b\":$(find FindFirst "$(str x)")"
	refs
	refs_are "platform body systemPrompt - busy 1"
}

@test "a look-up of a computed name is dynamic; one of nothing is none" {
	flow "$(task "$(act FindUserAction "\"findName\":$(ref Task.who $variable),\"findResult\":$(ref Task.x $variable)")"),\"a\":$(find FindQueue '{"ref":{"val":"'$variable'"}}'),\"b\":$(find FindQueue '{"+":{"operands":[]}}'),\"c\":$(find FindSkill '{"emp":{}}'),\"d\":$(find FindQueueById '{"ref":{}}'),\"variables\":[{\"id\":\"$variable\",\"name\":\"v\",\"__type\":\"StringVariable\"}]"
	refs
	refs_are "dynamic body user - - 1" "dynamic body queue - - 3"
	jq -r 'select(.type == "queue").at[]' out >got
	refs_are /configuration/a/config/FindQueue/operands/0 /configuration/b/config/FindQueue/operands/0 \
		/configuration/d/config/FindQueueById/operands/0
	gc-refs --each in | jq -r 'select(.type == "user") | .node.type, .at[]' >got
	refs_are FindUserAction $actions/0/findName
	gc-refs --format manifest in | jq -e '.references == {}'
}

@test "--check: what is looked up by name must be there, by id and by name; computed names are counted" {
	inventory
	echo '{"kind":"object","type":"user","id":"u2","name":"Bea","email":"Bea@example.com"}' >>inventory
	flow "\"a\":$(find FindQueue "$(str Overflow)"),\"b\":$(find FindQueue "$(str Sales)"),\"c\":$(find FindUser "$(str bea@EXAMPLE.com)"),\"d\":$(find FindUser "$(str Ann)"),\"e\":$(find FindUser "$(str eve@example.com)"),\"f\":$(find FindGroup "$(str All)"),\"g\":$(find FindSystemPrompt "$(str busy)"),\"h\":$(find FindSkill '{"ref":{}}')" ''
	for by in id name; do
		run -1 --separate-stderr gc-refs --check inventory --by $by in
		jq -r '[.class, .type, .name, .reason] | join(" ")' <<<"$output" >got
		refs_are "name queue Overflow not in inventory" "name user eve@example.com not in inventory" \
			"name group All type not in inventory"
		[[ $stderr == *"gc-refs: 1 look-up of computed names could not be checked (class dynamic)"* ]]
	done
	flow "\"h\":$(find FindSkill '{"ref":{}}')" ''
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output" ]
	[[ $stderr == *"class dynamic"* ]]
}

@test "a source that was never compiled is looked through; a compiled one counts once" {
	flow "\"a\":{\"text\":\"If(FindQueue ( \\\"Sa\\\\\\\"les\\\" ) == FindQueue(\\\"Sa\\\\\\\"les\\\"), findUser(Task.who), FindQueueById(\\\"x\\\"))\"},\"b\":{\"text\":\"\\\"FindQueue(\\\\\\\"No\\\\\\\")\\\"\"},\"c\":{\"text\":\"FindSkill(\\\"A\\\")\",\"config\":{\"FindSkill\":{\"text\":\"FindSkill(\\\"A\\\")\",\"operands\":[$(str A)]}}},\"d\":{\"text\":\"MyFindQueue(\\\"No\\\") Flow.FindQueue(\\\"No\\\") FindQueue\"},\"e\":{\"text\":\"\\n\\u0046indGroup\\n(\\\"All\\\")\"}"
	refs
	refs_are 'name body queue - Sa"les 1' "dynamic body user - - 1" "name body acdSkill - A 1" "name body group - All 1"
	at 'Sa"les' /configuration/a/text
}

@test "--where: look-ups by name are hits, and those of computed names are counted" {
	flow "\"a\":$(find FindQueue "$(str Overflow)"),\"b\":$(find FindQueue '{"ref":{}}'),\"c\":$(find FindQueue '{"ref":{}}'),\"d\":$(find FindSkill '{"ref":{}}')" ''
	run -0 --separate-stderr gc-refs --where queue/Overflow in
	[ "$(jq -r .count <<<"$output")" = 1 ]
	[ "$stderr" = "gc-refs: 2 look-ups of a queue are of computed names, and may find this one, too (class dynamic)" ]
	run -1 --separate-stderr gc-refs --where queue/Other in
	[[ $stderr == *"2 look-ups of a queue are of computed names"* ]]
}

@test "a looked-up name may be as long as an id, or some other object's id" {
	local long='a queue whose name is longer than an id is'
	flow "\"a\":$(find FindQueue "$(str "$long")"),\"b\":$(find FindQueue "$(str AA-Get)")" '"bridgeAction":[{"id":"AA-Get"}]'
	refs
	refs_are "name manifest bridgeAction AA-Get - 1" "name body queue - $long 1" "name body queue - AA-Get 1"
}

@test "an embedded common module: its uses, and its own manifest" {
	flow "\"commonModules\":[{\"id\":\"$queue\",\"version\":\"2.0\",\"model\":{\"manifest\":{\"dataTable\":[{\"id\":\"$other\",\"name\":\"T\"}]},$(
		task "$(act DataAction "\"actionId\":\"$action\",\"datatableId\":\"$other\"")"),\"uiMetaData\":{\"x\":\"$action\"}}}]" \
		'"commonModuleFlow":[{"id":"'$queue'","name":"Module"}],"dataAction":[{"id":"'$action'","name":"Get"}]'
	refs
	refs_are "object manifest commonModuleFlow $queue Module 1" "object manifest dataAction $action Get 1" \
		"object manifest dataTable $other T 1"
	at $other /configuration/commonModules/0/model/flowSequenceItemList/0/actionList/0/datatableId
}

@test "no manifest: the keys of older shapes, at the top or under configuration" {
	local step='{"id":"'$node'","name":"N","type":"x","next":"'$node2'","properties":{"references":[{"queueId":"q-1"},{"userId":"'$other'","userName":"Ann"},{"integrationId":"i"},{"groupId":"g"},{"type":"queue","id":"q-2","name":"Two"}]}}'
	printf '{"kind":"flow","id":"f1","name":"M","type":"INBOUNDCALL","nodes":[%s,{"id":"%s","name":"O"}]}\n' "$step" $node2 >in
	refs
	refs_are "object body queue q-1 - 1" "object body user $other Ann 1" "object body integration i - 1" \
		"object body group g - 1" "object body queue q-2 Two 1"
	at q-1 /nodes/0/properties/references/0/queueId
	at q-2 /nodes/0/properties/references/4/id
	printf '{"kind":"flow","id":"f1","name":"M","type":"INBOUNDCALL","configuration":{"nodes":[%s,{"id":"%s","name":"O"}]}}\n' "$step" $node2 >in
	refs
	refs_are "object body queue q-1 - 1" "object body user $other Ann 1" "object body integration i - 1" \
		"object body group g - 1" "object body queue q-2 Two 1"
	at q-1 /configuration/nodes/0/properties/references/0/queueId
}

@test "no manifest in a real shape: what its place tells the type of is an object" {
	printf '{"kind":"flow","id":"f1","name":"M","type":"INBOUNDCALL","configuration":{"a":%s,"b":{"actionId":"%s","flowId":"%s","x":"%s"},%s}}\n' \
		"$(lit que Sales $queue)" $action $other $node "$(task "$(act DataAction '"userId":"'$node2'"')")" >in
	refs
	refs_are "object body queue $queue Sales 1" "object body dataAction $action - 1" \
		"unknown body - $other - 1"
}

@test "with a manifest those keys hold only what else would be an id" {
	flow '"a":{"queueId":"q-1","userId":"'$queue'"}'
	refs
	refs_are "unknown body user $queue - 1"
}

@test "other kinds give nothing, and are checked" {
	printf '%s\n' '{"kind":"note","type":"queue","id":"q","configuration":{"manifest":{"queue":[{"id":"x"}]}}}' '{}' >in
	refs
	refs_are
	[ ! -s out ]
}

@test "a flow without its definition fails, and the others do not" {
	flow '"a":1' '"queue":[{"id":"x"}]'
	{ echo '{"kind":"flow","id":"f0","name":"Bare"}' && cat in; } >two
	run -3 --separate-stderr gc-refs two
	[ "${#lines[@]}" -eq 2 ]
	[ "$stderr" = 'gc-refs: two:1: flow f0 "Bare": no configuration; fetch it with gc-get' ]
	# many of them are one message
	{ head -1 two && cat two && head -1 two; } >more
	run -3 --separate-stderr gc-refs more
	[ "${#lines[@]}" -eq 2 ]
	[ "$stderr" = 'gc-refs: more:1: flow f0 "Bare": no configuration, and the same for 2 more; fetch them with gc-get' ]
	run -3 --separate-stderr gc-refs -v more
	[ "$(grep -c '"Bare": no configuration$' <<<"$stderr")" -eq 3 ]
}

@test "--each: one record for each use, with the node that it is in" {
	flow "\"errorHandling\":{\"queue\":$(lit que Sales $queue)},$(
		task "$(act TransferPureMatchAction "\"queues\":[$(lit que Sales $queue)]")"),\"variables\":[{\"id\":\"$variable\",\"name\":\"Flow.\\\"q\\\"\",\"initialValue\":$(lit que Sales $queue),\"__type\":\"QueueVariable\"}]" \
		'"queue":[{"id":"'$queue'","name":"Sales"}],"user":[{"id":"u"}]'
	gc-refs --each in | jq -c 'select(.class == "object") | [.id, .count, .at, .node]' >got
	refs_are '["'$queue'",1,["/configuration/errorHandling/queue/config/lit/val"],null]' \
		'["'$queue'",1,["'$actions'/0/queues/0/config/lit/val"],{"id":"'$node'","name":"Step one","type":"TransferPureMatchAction"}]' \
		'["'$queue'",1,["/configuration/variables/0/initialValue/config/lit/val"],{"id":"'$variable'","name":"Flow.\"q\"","type":"QueueVariable"}]' \
		'["u",0,[],null]'
}

@test "--where: by id, by name, by a data action's bare id, inside strings; else 1" {
	flow "$(task "$(act DataAction "\"actionId\":\"$action\",\"x\":$(lit str "$queue")")"),\"b\":\"see $other!\"" \
		'"queue":[{"id":"'$other'","name":"A/B"}],"dataAction":[{"id":"'$action'","name":"Get"}]'
	# shellcheck disable=SC2016
	local show='[.class, .id, .node.name] | join(" ")'
	gc-refs --where dataAction/Get in | jq -r "$show" >got
	refs_are "object $action Step one"
	gc-refs --where dataAction/$action in | jq -r "$show" >got
	refs_are "object $action Step one"
	gc-refs --where "dataAction/${action#custom_-_}" in | jq -r "$show" >got
	refs_are "object $action Step one"
	gc-refs --where queue/A/B in | jq -r "$show" >got
	refs_are "object $other " "literal $other "
	gc-refs --where queue/$queue in | jq -r "$show" >got
	refs_are "literal $queue Step one" "literal $queue Step one"
	run -1 --separate-stderr gc-refs --where user/A/B in
	[ -z "$output" ]
	run -1 --separate-stderr gc-refs --where inboundCallFlow/Main in
	[ -z "$output" ]
	[[ $stderr == 'gc-refs: no reference to inboundCallFlow "Main" in 1 flow'* ]]
}

@test "--where: an answer that somebody may delete a queue on is no slip's" {
	flow "\"a\":$(lit que Escalated $queue),\"x\":$(lit str "$other")" \
		'"queue":[{"id":"'$queue'","name":"Escalated"}],"somethingNew":[{"id":"n","name":"N"}]'
	# a type that does not exist: 2, the likely one, and all that there are
	run -2 --separate-stderr gc-refs --where queues/Escalated in
	[ -z "$output" ]
	[[ $stderr == 'gc-refs: --where: no such type "queues"; did you mean "queue"; types: acdLanguage, '*', queue, '* ]]
	run -2 gc-refs --where Queue/$queue in
	run -2 gc-refs --where queues/$other in
	run -2 --separate-stderr gc-refs --where nonsense/X in
	[[ $stderr == *'no such type "nonsense"; types: '* ]]
	# one that the flows have is a type, and so is one that no API lists
	run -0 gc-refs --where somethingNew/N in
	run -1 --separate-stderr gc-refs --where image/Logo in
	[ "${stderr_lines[0]}" = 'gc-refs: no reference to image "Logo" in 1 flow' ]
	# a name but for its case; ids that no name finds; names that no id finds
	run -1 --separate-stderr gc-refs --where queue/escalated in
	[ "${stderr_lines[0]}" = 'gc-refs: no reference to queue "escalated" in 1 flow; nearly the same name: "Escalated"' ]
	[[ ${stderr_lines[1]} == "gc-refs: 1 reference is an id of unknown type"*"--where queue/ID" ]]
	flow "\"a\":{\"FindQueue\":{\"operands\":[{\"lit\":{\"text\":\"Sales\"}}]}}"
	run -1 --separate-stderr gc-refs --where queue/$queue in
	[ "${stderr_lines[0]}" = "gc-refs: no reference to queue \"$queue\" in 1 flow" ]
	[[ ${stderr_lines[1]} == *"1 reference to a queue is a name without an id"*"--where queue/NAME" ]]
	run -1 --separate-stderr gc-refs -q --where queue/$queue in
	[ -z "$stderr" ]
	run -1 --separate-stderr gc-refs --where queue/X /dev/null
	[ "$stderr" = 'gc-refs: no reference to queue "X" in 0 flows' ]
}

@test "--where: unused does not hide flows that were not searched, nor computed look-ups" {
	flow "\"a\":$(find FindQueue '{"ref":{}}'),\"b\":$(find FindSkill '{"ref":{}}')" ''
	run -1 --separate-stderr gc-refs --where queue/Sales in
	[ "${stderr_lines[0]}" = 'gc-refs: no reference to queue "Sales" in 1 flow' ]
	[[ ${stderr_lines[1]} == 'gc-refs: 1 look-up of a queue is of computed names, and may find this one, too'* ]]
	[ "${#stderr_lines[@]}" -eq 2 ]
	run -1 --separate-stderr gc-refs --where user/Ann in
	[ "${#stderr_lines[@]}" -eq 1 ]
	echo '{"kind":"flow","id":"l","name":"Listed only","type":"INBOUNDCALL"}' >>in
	run -3 --separate-stderr gc-refs --where user/Ann in
	[ "${stderr_lines[0]}" = 'gc-refs: in:2: flow l "Listed only": no configuration; fetch it with gc-get' ]
	[ "${stderr_lines[1]}" = 'gc-refs: no reference to user "Ann" in 1 flow' ]
	[ "${#stderr_lines[@]}" -eq 2 ]
}

@test "--where flow/NAME: flows of any type" {
	flow '"a":1' '"botFlow":[{"id":"b","name":"Bot"}],"queue":[{"id":"q","name":"Bot"}]'
	gc-refs --where flow/Bot in | jq -r .type >got
	refs_are botFlow
}

inventory() {
	printf '%s\n' '{"kind":"object","type":"queue","id":"q1","name":"Sales"}' \
		'{"kind":"object","type":"user","id":"u1","name":"Ann"}' \
		'{"kind":"flow","id":"b1","name":"Bot","type":"BOT"}' '{"kind":"session"}'
} >inventory

@test "--check: what is missing, by id or by name, and 1" {
	inventory
	flow '"a":"q1"' '"queue":[{"id":"q1","name":"Sales"},{"id":"q2","name":"Sales"},{"id":"q3","name":"Night"}],"user":[{"id":"u1","name":"Ann"}],"botFlow":[{"id":"b1","name":"Bot"},{"id":"b2","name":"Bot"}],"language":[{"id":"en"}]'
	run -1 --separate-stderr gc-refs --check inventory in
	[ -z "$stderr" ]
	jq -r '[.type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "queue q2 not in inventory" "queue q3 not in inventory" "botFlow b2 not in inventory"
	run -1 gc-refs --check inventory --by name in
	jq -r '[.type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "queue q3 not in inventory"
	flow '"a":"q1"' '"queue":[{"id":"q1","name":"Sales"}]'
	run -0 gc-refs --check inventory in
	[ -z "$output" ]
}

@test "--check: a type that the inventory does not have is reported, and counts" {
	inventory
	flow '"a":1' '"image":[{"id":"i1"},{"id":"i2"}],"group":[{"id":"g1"}],"workflow":[{"id":"w1"}]'
	run -1 --separate-stderr gc-refs --check inventory in
	jq -r '[.type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "group g1 type not in inventory" "workflow w1 not in inventory"
	[ "$stderr" = "gc-refs: the inventory has nothing of the type \"group\"; gc-list lists it
gc-refs: image: the API has no listing of this type; references that nobody can check: 2" ]
}

@test "--check: a type that no API lists is counted once, and is an orphan with --strict alone" {
	inventory
	flow '"a":"i1"' '"image":[{"id":"i1","name":"Logo"},{"id":"i2"}]'
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output" ]
	[ "$stderr" = "gc-refs: image: the API has no listing of this type; references that nobody can check: 2" ]
	run -1 --separate-stderr gc-refs --check inventory --strict in
	jq -r '[.type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "image i1 the API has no listing of this type" "image i2 the API has no listing of this type"
	[ -z "$stderr" ]
	# An inventory that somebody completed by hand decides.
	echo '{"kind":"object","type":"image","id":"i1","name":"Logo"}' >>inventory
	run -1 --separate-stderr gc-refs --check inventory in
	jq -r '[.type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "image i2 not in inventory"
	run -2 gc-refs --strict in
}

@test "--check: an orphan is one, however the members' names and the ids are spelled" {
	inventory
	local record='{"kind":"flow","id":"f1","name":"Main","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q9","name":"Gone"}]}}}'
	for word in configuration manifest queue id name; do
		printf '%s\n' "${record//\"$word\":/\"\\u00$(printf %x "'${word:0:1}")${word:1}\":}"
	done >in
	printf '%s\n' "${record//q9/\\u00719}" "${record/flow\",/fl\\u006fw\",}" >>in
	grep -c '\\u00' in >got
	refs_are 7
	run -1 gc-refs --check inventory in
	[ "$(jq -c '[.type,.id,.name]' <<<"$output" | sort | uniq -c | tr -s ' ')" = ' 7 ["queue","q9","Gone"]' ]
}

@test "--check: own things, platform, names, literals and ids of unknown type are not looked for" {
	inventory
	flow "\"a\":{\"text\":\"$queue\"},\"b\":$(lit xyz Ann $other),\"c\":{\"category\":{\"id\":\"W\",\"name\":\"W\"}}" \
		'"systemPrompt":[{"id":"__x__"}],"nluDomain":[{"id":"'$third'"}],"bridgeAction":[{"id":"AA"}]'
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output" ]
	[[ $stderr == "gc-refs: 1 id of unknown type"* ]]
}

@test "--check: an id that was changed in the body and not in the manifest" {
	inventory
	local part=d0000000-0000-4000-8000-000000000001
	flow "\"a\":$(lit que Sales $queue),\"b\":{\"id\":\"$part\",\"name\":\"Open\"},\"c\":$(lit squ Q $other),$(
		task "$(act CallBotFlowAction '"flowId":"'$third'","flowName":"Bot"')")" \
		'"queue":[{"id":"q1","name":"Sales"}]'
	run -1 --separate-stderr gc-refs --check inventory in
	jq -r '[.class, .type, .id, .reason] | join(" ")' <<<"$output" >got
	refs_are "unknown queue $queue not in inventory" "unknown botFlow $third not in inventory"
	[ "$stderr" = "gc-refs: 2 ids of unknown type could not be checked (class unknown, without a type)" ]
	# by name the place is as good as the manifest
	run -0 gc-refs -q --check inventory --by name in
	# an id that the org has under any type is none to warn about
	printf '{"kind":"object","type":"x","id":"%s"}\n' $part $other >>inventory
	printf '{"kind":"object","type":"queue","id":"%s"}\n{"kind":"flow","type":"BOT","id":"%s"}\n' \
		$queue $third >>inventory
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output$stderr" ]
}

@test "the type of an id that the manifest lacks, by its key and its action" {
	flow "$(task "$(act CallCommonModuleAction '"flowId":"'$queue'"')" \
		"$(act TransferFlowAction '"flowId":"'$other'","flowName":"Main"')" \
		"$(act CallDialogflowBotAction '"botId":"agent~'$third'","botName":"A"')" \
		"$(act ExtractSecureDataAction '"acknowledgementUserId":"'$variable'","acknowledgementUserDisplayName":"Ann"')")"
	refs
	refs_are "unknown body commonModuleFlow $queue - 1" "unknown body inboundCallFlow $other Main 1" \
		"unknown body dialogflowAgent agent~$third A 1" "unknown body user $variable Ann 1"
	flow "$(task "$(act CallAudioConnectorAction '"integrationId":"'$queue'"')" \
		"$(act SomeOtherAction '"integrationId":"'$other'","flowId":"'$third'"')"),\"commonModules\":[{\"id\":\"$variable\"}]"
	refs
	refs_are "unknown body audioConnectorBot $queue - 1" "unknown body - $other - 1" \
		"unknown body - $third - 1" "unknown body commonModuleFlow $variable - 1"
}

@test "the Default In-Queue Flow is the platform's: in manifests, in the body, in any medium" {
	local default=037f2416-0bfc-4172-afe1-18a8989cae7e
	inventory
	flow "$(task "$(act TransferPureMatchAction '"inQueueFlowId":"'$default'","inQueueFlowName":"Default In-Queue Flow"')")"
	refs
	refs_are "platform body inqueueCallFlow $default Default In-Queue Flow 1"
	run -0 gc-refs --check inventory in
	sed -i 's/INBOUNDCALL/INBOUNDEMAIL/' in
	gc-refs in | jq -e 'select(.class == "platform").type == "inqueueCallFlow"'
	flow '"a":"'$default'"' '"inqueueCallFlow":[{"id":"'$default'","name":"Default In-Queue Flow"}]'
	refs
	refs_are "platform manifest inqueueCallFlow $default Default In-Queue Flow 1"
	run -0 gc-refs --check inventory in
}

@test "--check: what only values out of service refer to is reported, and not needed" {
	local off='{"outOfService":true,"config":{"lit":{"type":"que","text":"Old","val":"'$queue'"}}}'
	inventory
	flow '"errorHandling":{"queue":'"$off"'}'
	gc-refs in | jq -e '.class == "unknown" and .type == "queue" and .outOfService'
	run -0 --separate-stderr gc-refs --check inventory in
	[ -z "$output$stderr" ]
	flow '"errorHandling":{"queue":'"$off"'},"b":'"${off/true/false}"
	gc-refs in | jq -e '.outOfService == null and .count == 2'
	run -1 gc-refs --check inventory in
	# of an entry of the manifest the client answers for the use
	flow '"errorHandling":{"queue":'"$off"'}' '"queue":[{"id":"'$queue'","name":"Old"}]'
	gc-refs in | jq -e '.class == "object" and .outOfService == null'
	run -1 gc-refs --check inventory in
}

@test "--check --by name: an entry without a name is looked for by its id" {
	inventory
	flow '"a":1' '"queue":[{"id":"q1"},{"id":"q9"}]'
	run -1 gc-refs --check inventory --by name in
	[ "$(jq -r .id <<<"$output")" = q9 ]
}

@test "--check: an inventory that is not there, or torn" {
	flow '"a":1'
	run -74 gc-refs --check nothing in
	[[ $output == *nothing* ]]
	echo '{"kind":"object"' >torn
	run -65 gc-refs --check torn in
	[[ $output == *torn:1* ]]
	inventory
	run -0 gc-refs --check - in <inventory
}

# org NAME PLANT - a made org: its flows in the file `in`, all that it has in `inventory`.
org() {
	gc-sim --dump --flows 60 --org "$1" --plant "$2" >in
	gc-sim --dump-objects --flows 60 --org "$1" --plant "$2" | cat - in >inventory
}

@test "--check on a whole org: nothing is missing but what was planted, by id and by name" {
	org A bare=5
	run -0 --separate-stderr gc-refs --check inventory in
	# children of objects, such as a work type's statuses, which no inventory lists
	[ -z "$output" ]
	[[ ${stderr_lines[0]} == 'gc-refs: '*' look-ups of computed names could not be checked'* ]]
	[[ ${stderr_lines[1]} == 'gc-refs: '*' ids of unknown type could not be checked'* ]]
	[ "${#stderr_lines[@]}" -eq 2 ]
	org A orphan=3
	run -1 --separate-stderr gc-refs --check inventory in
	[ "${#lines[@]}" -eq 3 ]
	[ "$(jq -r .type <<<"$output" | sort -u)" = queue ]
	org B bare=5
	gc-sim --dump --flows 60 --org A >in
	run -0 --separate-stderr gc-refs --check inventory --by name in
	[ -z "$output" ]
	run -1 --separate-stderr gc-refs --check inventory in
	[ "${#lines[@]}" -gt 100 ]
}

@test "--format manifest: one object a flow, references by type" {
	flow "\"a\":{\"text\":\"$third $queue\"},\"b\":{\"category\":{\"id\":\"W\",\"name\":\"W\"}}" \
		'"queue":[{"id":"'$queue'","name":"Sales"},{"id":"q2"}],"user":[],"language":[{"id":"en-US"}]'
	gc-refs --format manifest in >out
	printf '%s\n' '{"flowId":"f1","flowName":"Main","flowType":"INBOUNDCALL","references":{"queue":[{"id":"'$queue'","name":"Sales"},{"id":"q2"}],"language":[{"id":"en-US"}],"literal":[{"id":"'$third'"}],"integration":[{"name":"W"}]}}' >want
	same want out
	flow '"a":1' ''
	gc-refs --format manifest in >out
	printf '%s\n' '{"flowId":"f1","flowName":"Main","flowType":"INBOUNDCALL","references":{}}' >want
	same want out
}

@test "--format edges: what tsort reads" {
	{
		echo '{"kind":"flow","id":"1","name":"Main 100%","type":"INBOUNDCALL","configuration":{"manifest":{"botFlow":[{"id":"2","name":"The\tbot"}],"queue":[{"id":"q","name":"Q"}],"workflow":[{"id":"3"}]}}}'
		echo '{"kind":"flow","id":"2","name":"The\tbot","type":"BOT","configuration":{"manifest":{"commonModuleFlow":[{"id":"4","name":"Ünïversal"}]}}}'
	} >in
	gc-refs --format edges in >got
	refs_are 'botFlow/The%09bot inboundCallFlow/Main%20100%25' 'workflow/3 inboundCallFlow/Main%20100%25' \
		'commonModuleFlow/Ünïversal botFlow/The%09bot'
	tsort got >sorted
	[ "$(tail -1 sorted)" = 'inboundCallFlow/Main%20100%25' ]
}

@test "--format dot: each node and edge once, all text quoted" {
	{
		echo '{"kind":"flow","id":"1","name":"A \"q\" \\ & \n end\\","type":"INBOUNDCALL","configuration":{"a":"see '$queue'","manifest":{"botFlow":[{"id":"2","name":"Bot"}],"queue":[{"id":"q","name":"Q"}],"language":[{"id":"en-US"}]}}}'
		echo '{"kind":"flow","id":"2","name":"Bot","type":"BOT","configuration":{"a":"(q)","manifest":{"queue":[{"id":"q","name":"Q"},{"id":"q","name":"Q"}]}}}'
	} >in
	gc-refs --format dot in >got
	cat >want <<'EOF'
digraph flows {
	rankdir=LR;
	node [fontname="sans-serif", shape=ellipse, color=gray40];
	edge [color=gray40];
	"inboundCallFlow/A%20\"q\"%20\\%20&%20%0A%20end\\" [label="A \"q\" \\ &amp;   end\\\ninboundCallFlow", shape=box, style=bold, color=black];
	"botFlow/Bot" [label="Bot\nbotFlow", shape=box, style=bold, color=black];
	"inboundCallFlow/A%20\"q\"%20\\%20&%20%0A%20end\\" -> "botFlow/Bot";
	"queue/q" [label="Q\nqueue"];
	"inboundCallFlow/A%20\"q\"%20\\%20&%20%0A%20end\\" -> "queue/q";
	"unknown/11111111-1111-4111-8111-111111111111" [label="11111111-1111-4111-8111-111111111111\nliteral"];
	"inboundCallFlow/A%20\"q\"%20\\%20&%20%0A%20end\\" -> "unknown/11111111-1111-4111-8111-111111111111" [style=dashed];
	"botFlow/Bot" -> "queue/q";
}
EOF
	same want got
	! command -v dot >/dev/null || dot -Tsvg got | grep -q '</svg>'
}

@test "options that do not go together: 2, and nothing on stdout" {
	local o
	for o in "--each --format dot" "--where queue/x --format edges" "--check x --format manifest" \
		"--where queue/x --check x" "--check -" "--by name" "--where queue" "--where /x" "--where queue/" \
		"--format xml"; do
		# shellcheck disable=SC2086
		run -2 --separate-stderr gc-refs $o </dev/null
		[ -z "$output" ]
		[[ ${stderr_lines[1]} == "usage: gc-refs"* ]]
	done
}

# corpus - the corpus as flow records, whose id is their number, in the file `in`.
corpus() {
	need_corpus
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","id":"%s","configuration":' $n && tr -d '\n' <"$f" && echo '}'
	done >in
}

# generated - flows of a rehearsal org, which have all shapes that real ones have.
generated() {
	gc-sim --dump --flows 50 --seed 7 >in
}

oracle() { jq -L "$FIXTURES/gc-refs" --stream -nrf "$FIXTURES/gc-refs/$1.jq" in | sort -u; }

# The manifest references of `in` and their uses, and an oracle's; $1: at least so many.
manifest_as_oracle() {
	oracle uses >want
	[ "$(wc -l <want)" -gt "$1" ]
	gc-refs in | jq -r 'select(.source == "manifest" and .type != "nluDomainVersion")
		| [.flow.id, .type, .id] as $r
		| (.at[] | select(test("^/(id|division)") | not)), if .at == [] then "-" else empty end
		| $r + [.] | join("\t")' | sort >got
	same want got
}

# Each UUID of `in` is either the flow's own wiring or a reference, and an oracle says which.
partition_as_oracle() {
	oracle uuids >uuids
	[ "$(cut -f 2 uuids | grep -c wiring)" -gt "$1" ]
	grep -P '\treference\t' uuids | cut -f 1,3 >want
	gc-refs in | jq -r 'select(.at - ["/id", "/division/id"] != []) | .flow.id as $flow | .id // ""
		| match("(custom_-_)?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}").string
		| [$flow, .] | join("\t")' | sort -u >got
	same want got
}

# bats test_tags=long
@test "the corpus: every manifest reference, and every use, as an oracle finds them" {
	corpus
	manifest_as_oracle 200
}

# bats test_tags=long
@test "the corpus: each UUID is the flow's own wiring or a reference, as lists of places say" {
	corpus
	partition_as_oracle 900
}

# bats test_tags=long
@test "generated flows: every manifest reference, and every use, as an oracle finds them" {
	generated
	manifest_as_oracle 400
}

# bats test_tags=long
@test "generated flows: each UUID is the flow's own wiring or a reference" {
	generated
	partition_as_oracle 1000
}

# bats test_tags=long
@test "the corpus: each pointer leads to the id or name of its record" {
	corpus
	gc-refs in >out
	jq -rn --slurpfile flows in --slurpfile refs out '
		(reduce $flows[] as $flow ({}; .[$flow.id] = $flow)) as $by
		| $refs[] | . as $r | .at[]
		| [split("/")[1:][] | gsub("~1"; "/") | gsub("~0"; "~")] as $path
		| reduce $path[] as $k ($by[$r.flow.id];
			if type == "array" then .[$k | tonumber] else .[$k] end)
		| ($r.id // $r.name) as $what
		| select($r.class != "dynamic")
		| select(if $r.class == "literal" then contains($what) else . == $what end | not)
		| "\($r) \(.)"' >wrong
	same /dev/null wrong
}

@test "a manifest of many names without ids: the source of all of them is the manifest" {
	flow '"a":1' "\"integration\":[$(printf '{"name":"Category %s"},' {1..500})"'{"name":"Last"}]'
	MALLOC_PERTURB_=170 gc-refs in >out
	[ "$(grep -c '"class":"name","source":"manifest"' out)" -eq 501 ]
	[ "$(grep -c '"class":"name"' out)" -eq 501 ]
}

@test "ids of tasks, actions, choices and variables are the flow's own, whatever else they have" {
	cat >in <<'END'
{"kind":"flow","id":"f","name":"F","type":"INBOUNDCALL","configuration":{"manifest":{"language":[{"id":"en-US"}]},"variables":[{"id":"11111111-1111-4111-8111-111111111111"}],"flowSequenceItemList":[{"id":"22222222-2222-4222-8222-222222222222","actionList":[{"id":"33333333-3333-4333-8333-333333333333","nextAction":"44444444-4444-4444-8444-444444444444"}],"menuChoiceList":[{"id":"55555555-5555-4555-8555-555555555555"}]}]}}
END
	gc-refs in >refs
	[ "$(jq -r 'select(.class != "own").type' refs)" = language ]
}

@test "an inventory without records is reported" {
	flow '"a":"'$queue'"' '"queue":[{"id":"'$queue'","name":"Sales"}]'
	echo '{"kind":"map"}' >inventory
	run -1 --separate-stderr gc-refs --check inventory in
	[[ $stderr == 'gc-refs: inventory: holds no objects and no flows'* ]]
}
