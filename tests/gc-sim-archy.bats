# gc-sim-archy.bats - flows of real Archy YAML: imported by job, exported, served from a folder.
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines
load helper
load sim
load archy

teardown() { stop_sims; }

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

# A folder of two flows: Main calls the module Audit, and needs a queue, a prompt and a data action.
folder() {
	mkdir -p flows
	echo '# Main, as people write it' >flows/a-main.yaml
	archy_call Main >>flows/a-main.yaml <<-'END'
		- callCommonModule: {name: Audit, commonModule: {Audit: {ver_latestPublished: {}}}}
		- callData:
		    category:
		      CRM: {dataAction: {Get Contact: {}}}
		- playAudio: {audio: {prompt: Prompt.Hello}}
		- transferToAcd:
		    targetQueue: {lit: {name: {{queue}}}}
	END
	archy_module Audit >flows/b-audit.yaml
}

# objects - what the flows need, as an inventory.
objects() {
	cat >objects.ndjson <<-'END'
		{"kind":"object","org":"o-1","type":"division","id":"d-1","name":"Home"}
		{"kind":"object","org":"o-1","type":"queue","id":"q-1","name":"Sales"}
		{"kind":"object","org":"o-1","type":"userPrompt","id":"p-1","name":"Hello"}
		{"kind":"object","org":"o-1","type":"integration","id":"i-1","name":"CRM"}
		{"kind":"object","org":"o-1","type":"dataAction","id":"a-1","name":"Get Contact","category":"CRM","integrationId":"i-1"}
	END
}

@test "import by name, in the order of the dependencies; the export is the file, byte for byte" {
	folder
	objects
	start_sim --from objects.ndjson
	gc-load flows >in
	run -3 --separate-stderr gc-put --dry-run in
	[[ $stderr == *'{{queue}} has no value'* ]]
	gc-put --set queue=Sales in >out
	[ "$(jq -r '.flow.name + " " + .status' out | paste -sd,)" = "Audit done,Main done" ]
	gc-put --set queue=Sales in >out
	jq -se 'all(.[]; .action == "skip")' out
	gc-list flow | gc-get --archy | jq -c 'select(.name == "Main")' | jq -j .archy >got
	sed 's/{{queue}}/Sales/' flows/a-main.yaml | diff - got
}

@test "what is not there fails the import by name, and gc-put says file and line" {
	folder
	objects
	start_sim --from objects.ndjson
	gc-load flows >in
	run -3 --separate-stderr gc-put --set queue=Nobody in
	[[ $stderr == *'flow "Main": create: Could not find the queue with name '"'Nobody'"'. (flows/a-main.yaml:17)'* ]]
	sed 's/Prompt.Hello/Prompt.Bye/; s/CRM/ERP/' flows/a-main.yaml >other.yaml
	gc-load other.yaml >in
	run -3 --separate-stderr gc-put --set queue=Sales in
	[[ $stderr == *"Could not find the dataAction with name 'Get Contact'."* ]]
	[[ $stderr == *"Could not find the userPrompt with name 'Bye'."* ]]
}

@test "one name for several objects, or twice: each message has the line that it is about" {
	objects
	start_sim --from objects.ndjson
	archy_call Main >main.yaml <<-'END'
		- callCommonModule: {commonModule: {Hello: {ver_latestPublished: {}}}}
		- playAudio: {audio: {prompt: Prompt.Hello}}
		- transferToAcd: {targetQueue: {lit: {name: Hello}}}
		- transferToAcd: {targetQueue: {lit: {name: My queue}}}
		- transferToAcd: {targetQueue: {lit: {name: Hello}}}
		- callCommonModule: {commonModule: {My queue: {ver_latestPublished: {}}}}
	END
	run -3 --separate-stderr gc-put < <(gc-load main.yaml)
	grep -o "the [a-zA-Z]* with name '[^']*'[^)]*" <<<"$stderr" | sed 's/the //; s/ with name//; s/\. (main.yaml//' | sort >got
	line=$(grep -n 'playAudio' main.yaml | cut -d: -f1)
	sort >want <<-END
		commonModuleFlow 'Hello':$((line - 1))
		queue 'Hello':$((line + 1))
		queue 'My queue':$((line + 2))
		queue 'Hello':$((line + 3))
		commonModuleFlow 'My queue':$((line + 4))
	END
	same want got
}

@test "--from a folder of Archy YAML: its flows, what they name, and the files again" {
	folder
	sed -i 's/{{queue}}/Sales/' flows/a-main.yaml
	start_sim --from flows
	[ "$(gc-list flow | jq -r 'select(.system != true) | .type + " " + .name' | sort | paste -sd,)" = \
		"COMMONMODULE Audit,INBOUNDCALL Main" ]
	[ "$(gc-list queue dataAction | jq -r '.name + (.category // "")' | sort | paste -sd,)" = "Get ContactCRM,Sales" ]
	gc-list flow | gc-get --archy | jq -c 'select(.name == "Main")' | jq -j .archy >got
	same got flows/a-main.yaml
	gc-load flows | gc-put >out
	jq -se 'length == 2 and all(.[]; .action == "skip")' out
}
