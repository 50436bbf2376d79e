# gc-refs-archy.bats - what Archy YAML refers to: by type and name, at a path, on a line.
load helper
load programs

# Two flows: one names objects in each form, one looks all of them up.
setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
	cat >main.yaml <<-'END'
		inboundCall:
		  name: "{{prefix}}-Main"
		  division: Home
		  defaultLanguage: en-us
		  tasks:
		    - task:
		        name: Sales or service
		        actions:
		          - transferToAcd:
		              name: To Sales
		              targetQueue:
		                lit:
		                  name: Sales
		              preTransferAudio:
		                tts: You are in the queue "Service"
		          - callData:
		              name: Get
		              category:
		                CRM:
		                  dataAction:
		                    Get Contact:
		                      inputs:
		                        queue: {exp: 'FindQueue("Service").id'}
		                        text: {lit: Sales}
		          - callData:
		              category: {Other: {dataAction: {Get Contact: {inputs: {}}}}}
		          - playAudio:
		              audio: {exp: 'AudioPlaybackOptions(Prompt.Welcome, ToAudioTTS("Prompt.No"))'}
		          - transferToAcd:
		              targetQueue: {lit: {name: "{{queue}}"}}
		          - callCommonModule:
		              commonModule:
		                Ask:
		                  ver_latestPublished: {}
		          - transferToFlow:
		              targetFlow: {name: Other}
		          - findSkill:
		              findName: {exp: Flow.Skill}
		          - transferToAcd:
		              targetQueue: {lit: {name: Sales}}
	END
	cat >found.yaml <<-'END'
		commonModule:
		  name: Ask
		  x:
		    - a: {exp: FindQueue(Flow.Queue)}
	END
	gc-load found.yaml main.yaml >flows
}

@test "references have a type, a name, a path and a line" {
	gc-refs flows 2>/dev/null >out
	jq -r 'select(.flow.name != "Ask") | "\(.class) \(.type) \(.name // "-") \(.category // "-") \(.line) \(.file)"' out |
		same - <(cat <<-'END'
			own inboundCallFlow {{prefix}}-Main - [2] main.yaml
			own division Home - [3] main.yaml
			platform language en-us - [4] main.yaml
			object queue Sales - [13,40] main.yaml
			name integration CRM - [19] main.yaml
			object dataAction Get Contact CRM [21] main.yaml
			name queue Service - [23] main.yaml
			name integration Other - [26] main.yaml
			object dataAction Get Contact Other [26] main.yaml
			object userPrompt Welcome - [28] main.yaml
			object queue {{queue}} - [30] main.yaml
			object commonModuleFlow Ask - [33] main.yaml
			object inboundCallFlow Other - [36] main.yaml
			dynamic acdSkill - - [38] main.yaml
		END
		)
	[ "$(jq -r 'select(.name == "Sales").at[1]' out)" = /inboundCall/tasks/0/task/actions/8/transferToAcd/targetQueue/lit/name ]
	gc-refs --each flows 2>/dev/null | jq -c 'select(.name == "Sales") | [.line, .count, .node]' |
		same - <(printf '%s\n' '[13,1,{"name":"To Sales","type":"transferToAcd"}]' '[40,1,{"type":"transferToAcd"}]')
}

@test "a flow that looks everything up by computed names: gc-refs says so" {
	gc-load found.yaml | gc-refs >out 2>err
	[ "$(cat err)" = 'gc-refs: flow "Ask": names no object; it looks up all of them by computed names (1, class dynamic)' ]
	gc-load main.yaml | gc-refs >out 2>err
	[ ! -s err ]
}

@test "--check: by name, whatever --by says; a placeholder is missing" {
	cat >inventory <<-'END'
		{"kind":"object","type":"queue","id":"q1","name":"Sales"}
		{"kind":"object","type":"dataAction","id":"d1","name":"Get Contact"}
		{"kind":"flow","id":"f1","name":"Ask","type":"COMMONMODULE"}
	END
	local by
	for by in id name; do
		run -1 --separate-stderr gc-refs --check inventory --by "$by" flows
		jq -r '"\(.type) \(.name) \(.reason)"' <<<"$output" | same - <(cat <<-'END'
			queue Service not in inventory
			userPrompt Welcome type not in inventory
			queue {{queue}} placeholder
			inboundCallFlow Other not in inventory
		END
		)
	done
}

@test "--check: a grammar by its name is the org's, wherever it is named" {
	cat >g.yaml <<-'END'
		inboundCall:
		  name: G
		  x:
		    - x: {exp: Grammar.Mine}
		    - updateData: {statements: [{grammar: {variable: a, value: {lit: {name: Mine 2}}}}]}
		    - y: {exp: 'FindGrammar("Mine 3")'}
		    - z: {exp: Grammar.There}
	END
	gc-load g.yaml >g.ndjson
	echo '{"kind":"object","type":"grammar","id":"g1","name":"There"}' >inventory
	run -1 --separate-stderr gc-refs --check inventory g.ndjson
	[ "$(jq -r 'select(.type == "grammar").name' <<<"$output" | paste -sd,)" = 'Mine,Mine 2,Mine 3' ]
}

@test "--where finds names; --format=flows passes the flows that use them" {
	gc-refs --where queue/Sales flows | jq -r .line | same - <(printf '13\n40\n')
	gc-refs --where commonModuleFlow/Ask --format flows flows | same - <(tail -1 flows)
	run -1 --separate-stderr gc-refs --where queue/Nobody --format flows flows
	[ -z "$output" ]
	run -2 gc-refs --format flows flows
	run -2 gc-refs --where queue/Sales --each --format flows flows
}

@test "--placeholders: each {{key}} with flow, file and line; comments have none" {
	printf '# {{no}}\nworkflow:\n  name: W # {{no}}\n  a: "{{x}} {{ y }}"\n  {{x}}: 1\n' >w.yaml
	gc-load main.yaml w.yaml | gc-refs --placeholders |
		jq -r '"\(.kind) \(.flow.name) \(.key) \(.file) \(.line)"' | same - <(cat <<-'END'
			placeholder {{prefix}}-Main prefix main.yaml 2
			placeholder {{prefix}}-Main queue main.yaml 30
			placeholder W x w.yaml 4
			placeholder W y w.yaml 4
			placeholder W x w.yaml 5
		END
		)
	run -2 gc-refs --placeholders --where queue/Sales flows
}

@test "manifest, edges and dot; configurations in the same input" {
	local configured='{"kind":"flow","id":"c1","name":"Ask","type":"COMMONMODULE","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}]}}}'
	{ echo "$configured" && tail -1 flows; } >mixed
	gc-refs --format edges mixed | sort | same - <(printf '%s\n' \
		'commonModuleFlow/Ask inboundCallFlow/{{prefix}}-Main' 'inboundCallFlow/Other inboundCallFlow/{{prefix}}-Main')
	gc-refs --format manifest mixed | tail -1 | jq -c '.references | .queue, .dataAction' | same - <(printf '%s\n' \
		'[{"name":"Sales"},{"name":"Service"},{"name":"{{queue}}"}]' \
		'[{"name":"Get Contact","category":"CRM"},{"name":"Get Contact","category":"Other"}]')
	gc-refs --format dot mixed >out
	grep -q '"inboundCallFlow/{{prefix}}-Main" -> "commonModuleFlow/Ask";' out
	gc-refs mixed | jq -s 'map(select(.name == "Sales") | .id // "none")' -c | same - <(echo '["q1","none"]')
}

@test "a flow that cannot be read is named with line and column, and the others go on" {
	printf '{"kind":"flow","name":"B","type":"BOT","archy":"botFlow:\\n  name: B\\n  a: [\\n"}\n' >broken
	run -3 --separate-stderr gc-refs broken flows
	[ "${stderr_lines[0]}" = 'gc-refs: broken:1: flow "B": archy: line 4, column 1: not YAML: did not find expected node content' ]
	[ "$(jq -r .flow.name <<<"$output" | sort -u)" = $'Ask\n{{prefix}}-Main' ]
	printf '{"kind":"flow","name":"B","type":"BOT","file":"x/B.yaml","archy":"a: b\\n"}\n' >broken
	run -3 --separate-stderr gc-refs broken
	[ "$stderr" = 'gc-refs: x/B.yaml:1:1: "a" is not a type of flow' ]
}

@test "gc-save keeps the bytes, and its manifest has the references; gc-load gives the same record" {
	gc-save --format archy saved flows
	same main.yaml saved/INBOUNDCALL/*Main.yaml
	jq -c '.flows[] | select(.flowName == "Ask" | not).references | keys' saved/manifest.json |
		same - <(echo '["commonModuleFlow","dataAction","inboundCallFlow","integration","language","queue","userPrompt"]')
	same <(gc-load saved | jq -cS 'del(.file)' | sort) <(jq -cS 'del(.file)' flows | sort)
	# Where a flow was read is not of the flow.
	gc-save saved2 flows
	run -1 grep -r '^file:' saved2
}

# archy_expected FILE... - the references that a walk of its own finds, and those of gc-refs.
archy_expected() {
	python3 "$TOP/tests/archy_walk" "$@" | sort >expected
	gc-load "$@" | gc-refs --each 2>/dev/null |
		jq -r '[.file, .line, .class, .type // "", .category // "", .name // .id // "", .at[0]] | @tsv' | sort -u >got
	same expected got
}

@test "an independent walk finds the same references, in generated flows" {
	python3 -c 'import yaml' 2>/dev/null || skip "python3 with PyYAML is not installed"
	archy_expected main.yaml found.yaml
	[ "$(wc -l <expected)" -ge 17 ]
}

@test "an independent walk finds the same references, in real flows; load, save, load" {
	python3 -c 'import yaml' 2>/dev/null || skip "python3 with PyYAML is not installed"
	need_corpus
	[ -d "$CORPUS/archy" ] || skip "the corpus has no Archy YAML"
	archy_expected "$CORPUS"/archy/*.yaml
	[ "$(wc -l <expected)" -ge 380 ]
	gc-load "$CORPUS/archy" >all
	[ "$(wc -l <all)" -eq "$(ls "$CORPUS"/archy/*.yaml | wc -l)" ]
	# Some flows are here twice, by name.
	local file
	for file in "$CORPUS"/archy/*.yaml; do
		gc-load "$file" >one
		gc-save --format archy one.d one
		find one.d -name '*.yaml' -exec cmp "$file" {} \;
		gc-load one.d | jq -cS 'del(.file)' | same - <(jq -cS 'del(.file)' one)
		rm -r one.d
	done
}

@test "--format dot: what a configuration has by id and Archy YAML by name is one node" {
	local manifest='{"queue":[{"id":"q1","name":"Sales"},{"id":"q2","name":"Twice"},{"id":"q3","name":"Twice"}]}'
	printf 'inboundCall:\n  name: Other\n  x:\n' >other.yaml
	printf '    - transferToAcd: {targetQueue: {lit: {name: %s}}}\n' Sales Twice Alone Sales >>other.yaml
	gc-load other.yaml >mixed
	printf '{"kind":"flow","id":"f","name":"Main","type":"INBOUNDCALL","configuration":{"manifest":%s}}\n' "$manifest" >>mixed
	gc-refs --format dot mixed >out
	[ "$(grep -c '\[label="Sales' out)" -eq 1 ]
	[ "$(grep -c '\[label="Twice' out)" -eq 3 ] # nobody knows which of both it is
	[ "$(grep -c '\[label="Alone' out)" -eq 1 ]
	grep -qxF '	"inboundCallFlow/Other" -> "queue/q1";' out
	grep -qxF '	"inboundCallFlow/Other" -> "queue/Twice";' out
	[ "$(grep -c -- '->' out)" -eq 6 ]
}

@test "the target flow of an action that nobody knows is reported, without a type" {
	cat >post.yaml <<-'END'
		inboundCall:
		  name: U
		  x:
		    - setPostFlow: {name: Ask, targetFlow: {name: CSAT}}
		    - transferToFlow: {name: Go, targetFlow: {name: Other}}
	END
	gc-load post.yaml | gc-refs | jq -r 'select(.class != "own") | "\(.class) \(.type) \(.name) \(.line[0])"' |
		same - <(printf 'unknown null CSAT 4\nobject inboundCallFlow Other 5\n')
}

@test "names that stand directly in a literal, and prompts without their word, where the place tells what they are" {
	cat >forms.yaml <<-'END'
		inboundCall:
		  name: U
		  variables:
		    - stringVariable: {name: Flow.s, initialValue: {lit: Sales}}
		    - queueVariable: {name: Flow.q, initialValue: {lit: Q1}}
		    - promptVariable: {name: Flow.p, initialValue: {lit: Prompt.P1}}
		  x:
		    - transferToAcd: {targetQueue: {lit: Sales}, preferredAgents: {lit: [Jo, {name: Al}]}, priority: {lit: 5}}
		    - transferToAcd: {targetQueue: {lit: ""}, languageSkill: {noValue: true}}
		    - transferToAcd: {targetQueue: {lit: 5}}
		    - transferToFlow: {targetFlow: {lit: Other}}
		    - playAudio: {audio: {prompt: F}}
		    - playAudio: {audio: {prompt: Prompt.G}}
		    - playAudio: {audio: {tts: F}}
		    - updateData: {statements: [{queue: {variable: Flow.q, value: {lit: Q2}}}, {string: {variable: Flow.s, value: {lit: Q3}}}]}
		    - transferToVoicemail: {destination: {queue: {targetQueue: {lit: {name: V}}}}, voicemailGreeting: {prompt: VG}}
		    - digitalMenu: {prompt: text, x: {lit: text}}
		  settingsActionDefaults:
		    callData: {processingPrompt: {lit: {name: PromptSystem.processing}}}
		    callBridge: {processingPrompt: {lit: {name: Bare}}}
	END
	gc-load forms.yaml >forms
	gc-refs forms | jq -r 'select(.class != "own") | "\(.class) \(.type) \(.name) \(.line[0])"' | same - <(cat <<-'END'
		object queue Q1 5
		object userPrompt P1 6
		object queue Sales 8
		object user Jo 8
		object user Al 8
		object inboundCallFlow Other 11
		object userPrompt F 12
		object userPrompt G 13
		object queue Q2 15
		object queue V 16
		object userPrompt VG 16
		platform systemPrompt processing 19
		object userPrompt Bare 20
	END
	)
	# Each of these changes with a rename, and comes back.
	printf '%s\t*\tB_*\n' queue user userPrompt inboundCallFlow >rules
	gc-remap --rename rules <forms >out
	jq -j .archy out | grep -qF 'targetQueue: {lit: B_Sales}, preferredAgents: {lit: [B_Jo, {name: B_Al}]}, priority: {lit: 5}}'
	jq -j .archy out | grep -qF 'audio: {prompt: B_F}}'
	jq -j .archy out | grep -qF 'audio: {prompt: Prompt.B_G}}'
	[ "$(jq -j .archy out | grep -c 'B_')" -eq 10 ]
	gc-remap --rename rules --reverse <out | same forms -
}
