# shellcheck shell=bash
# flowdiff.bash - a flow that the tests of differences edit, and what they expect.

# jq functions for edits.
EDIT='
def lit($type; $text; $val): {config: {lit: ({pos: 1, text: $text, type: $type} + if $val then {val: $val} else {} end)},
	text: $text, type: $type, metaData: {}, version: 2};
def audio($text): {config: {ToAudio: {pos: 1, operands: [{ref: {pos: 9, text: ($text | ltrimstr("ToAudio(") | rtrimstr(")")),
	type: "pmt", val: ("gc:userPrompt/" + ($text | ltrimstr("ToAudio(Prompt.") | rtrimstr(")")))}}], type: "aud"}}, text: $text, type: "aud"};
'

# main_ivr - a flow record, its ids symbolic
main_ivr() {
	jq -nc "$EDIT"'{kind: "flow", org: "gc:organization", id: "gc:inboundCallFlow/Main%20IVR", name: "Main IVR", type: "INBOUNDCALL",
	division: {id: "gc:division/Home", name: "Home"}, configuration: {name: "Main IVR", type: "inboundcall", defaultLanguage: "en-US",
	initialSequence: "t1-id", supportedLanguages: ["en-US"], flowMetaData: {},
	errorHandling: {handlingType: "Disconnect"},
	manifest: {queue: [{id: "gc:queue/Sales", name: "Sales", context: [{actionName: "Transfer to ACD", id: "a13-id", name: "To agents"}]}],
		userPrompt: [{id: "gc:userPrompt/Greeting_Day", name: "Greeting_Day", context: [{actionName: "Play Audio", id: "a12-id", name: "Play greeting"}]}],
		dataAction: [{id: "gc:dataAction/Get%20one", name: "Get one"}], language: [{id: "en-US"}]},
	variables: [{id: "v1-id", name: "Flow.Count", __type: "IntegerVariable", isInput: false, initialValue: lit("int"; "1"; null)},
		{id: "v2-id", name: "Flow.Name", __type: "StringVariable", initialValue: lit("str"; ""; null)}],
	flowSequenceItemList: [
		{id: "t1-id", name: "Main Menu", trackingId: 10, __type: "Task", startAction: "a12-id", variables: [],
		actionList: [
			{id: "a12-id", trackingId: 12, name: "Play greeting", __type: "PlayAudioAction", nextAction: "a14-id",
			prompts: {defaultAudio: audio("ToAudio(Prompt.Greeting_Day)"), cases: []}},
			{id: "a13-id", trackingId: 13, name: "To agents", __type: "TransferPureMatchAction", useDefaultHandling: true,
			priority: lit("int"; "0"; null), queues: [lit("que"; "Sales"; "gc:queue/Sales")], paths: [{label: "Failure", outputId: "__FAILURE__"}]},
			{id: "a14-id", trackingId: 14, name: "Look up", __type: "DataAction", actionId: "gc:dataAction/Get%20one", actionName: "Get one",
			inputs: [{name: "key", value: lit("str"; "one"; null)}],
			paths: [{nextActionId: "a13-id", label: "Success", outputId: "__SUCCESS__"}, {label: "Failure", outputId: "__FAILURE__"}]}]},
		{id: "t2-id", name: "Other", trackingId: 11, __type: "Task", startAction: "a16-id",
		actionList: [{id: "a16-id", trackingId: 16, name: "Bye", __type: "DisconnectAction"},
			{id: "a17-id", trackingId: 17, name: "Which", __type: "SwitchAction", cases: [{name: "Case 1", referenceId: "k1-id", value: lit("bln"; "true"; null)},
				{name: "Case 2", referenceId: "k2-id", value: lit("bln"; "false"; null)}],
			paths: [{nextActionId: "a16-id", label: "Case 1", outputId: "k1-id"}, {label: "Case 2", outputId: "k2-id"}]}]},
		{id: "t3-id", name: "Choose", trackingId: 18, __type: "Menu", defaultMenuChoice: "c1-id",
		menuChoiceList: [{id: "c1-id", name: "Billing", digit: 1, action: {id: "a21-id", trackingId: 21, name: "Billing", __type: "TaskAction", taskReference: "t2-id"}},
			{id: "c2-id", name: "Sales", digit: 2, action: {id: "a22-id", trackingId: 22, name: "Sales", __type: "TaskAction", taskReference: "t1-id"}}]}]}}'
}

# edit FILE NEW PROGRAM - write the edited flows to NEW; .action(N) is the action of this tracking id,
# .choice(NAME) a choice of the menu
edit() {
	local program=${3//.action(/action(}
	program=${program//.choice(/choice(}
	jq -c "$EDIT"'
	def action($n): first(.. | objects | select(.trackingId? == $n));
	def choice($name): first(.. | objects | select(.name? == $name and .action?));
	'"$program" "$1" >"$2"
}

# differs A B LINE - this is the only difference
differs() {
	run -1 --separate-stderr gc-flowdiff "$1" "$2"
	[ "$output" = "$3" ] || { printf 'said: %s\nwant: %s\n' "$output" "$3"; return 1; }
	[ -z "$stderr" ]
}

# symbolic FILE - flow records with symbols for ids, as gc-diff makes them
symbolic() {
	gc-refs "$1" >"$1.refs"
	gc-plan -q --symbolic "$1.refs" >"$1.map"
	gc-strip -q --for diff "$1" >"$1.stripped"
	gc-remap -q --unmapped keep "$1.map" "$1.stripped" || [ $? -eq 1 ]
}
