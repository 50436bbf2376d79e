# gc-remap-archy.bats - flows of Archy YAML: names of another org, and placeholders.
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines
load helper

# archy TEXT [NAME] - the record of a flow of this YAML, which is a workflow called W unless TEXT is whole.
archy() {
	local text=$1
	[[ $text == *$'\n'* && $text == [a-z]*: ]] || text=$'workflow:\n  name: W\n'$1
	printf '%s\n' "$text" >flow.yaml
	gc-load flow.yaml
}

# to STATUS TYPE NAME TO_NAME [MEMBERS] - add a record without ids to the file `map`.
to() {
	printf '{"kind":"map","type":"%s","name":"%s","to_name":"%s","status":"%s"%s}\n' "$2" "$3" "$4" "$1" \
		"${5:+,$5}" >>map
}

# rules TYPE NAME TO ... - the file `rules`
rules() { printf '%s\t%s\t%s\n' "$@" >rules; }

# text - the YAML of the record on stdin, without the two lines that archy adds.
text() { jq -j .archy | tail -n +3; }

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

QUEUE='  a:
    - transferToAcd:
        targetQueue: {lit: {name: Sales}} # Sales'

@test "a map by name: values, keys, categories, prompts, expressions; the rest stays" {
	cat >in.yaml <<-'END'
		inboundCall:
		  name: Main
		  division: Home
		  startUpRef: "/inboundCall/tasks/task[Sales_10]"
		  tasks:
		    - task:
		        name: Sales   # as the queue
		        refId: Sales_10
		        actions:
		          - transferToAcd: {name: x, targetQueue: {lit: {name: 'Sales'}}}
		          - callData:
		              category:
		                Web:
		                  dataAction:
		                    "Get Contact ":
		                      inputs: {Sales: {exp: '"Sales"'}}
		          - playAudio: {audio: {prompt: Prompt.Hello}}
		          - playAudio:
		              audio:
		                exp: "Append(ToAudio(Prompt.Hello), ToAudioTTS(\"Sales\"), FindQueue(\"Sales\").id)"
		          - evaluateSchedule:
		              evaluationType: {schedule: {selectedSchedule: {lit: {name: Days}}, name: Days}}
	END
	gc-load in.yaml >in
	to mapped queue Sales 'Sales & \"Co\"'
	to mapped division Home Zuhause
	to mapped inboundCallFlow Main Haupt
	to mapped userPrompt Hello Hallo
	to mapped schedule Days Tage
	to mapped dataAction 'Get Contact ' 'Get Contact' '"from":"a-1","to":"b-1","category":"Web","to_category":"Netz"'
	gc-remap --report report map in >out
	sed -e 's/name: Main/name: Haupt/; s/Home/Zuhause/; s/Web:/Netz:/; s/"Get Contact "/"Get Contact"/' \
		-e "s/'Sales'}}}/'Sales \& \"Co\"'}}}/; s/Prompt.Hello/Prompt.Hallo/; s/Days/Tage/g" \
		-e 's/Queue(\\"Sales\\")/Queue(\\"Sales \& \\\\\\"Co\\\\\\"\\")/' in.yaml >want
	jq -j .archy out >got
	same got want
	[ "$(jq -r .name out)" = Haupt ]
	[ "$(jq -c '[.line, .type, .old, .new]' report | head -3)" = '[2,"inboundCallFlow","Main","Haupt"]
[3,"division","Home","Zuhause"]
[10,"queue","Sales","Sales & \"Co\""]' ]
	jq -se 'length == 10 and all(.[]; .at | startswith("/inboundCall/"))' report
	run -0 --separate-stderr gc-remap --unmapped=keep --reverse map out
	jq -j .archy <<<"$output" >back
	same back in.yaml
}

@test "withheld: what is not in the map, open in it, or has a placeholder, with the line" {
	archy "$QUEUE" >in
	to missing queue Sales ''
	run -1 --separate-stderr gc-remap --withheld held map in
	[ "$output" = '' ]
	[[ ${stderr_lines[0]} == 'gc-remap: in:1: flow "W": withheld: '*'5: queue "Sales" is missing in the target' ]]
	same held in
	printf '{"kind":"map","type":"queue","name":"Other","from":"a","to":"b","status":"mapped"}\n' >map
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *'5: queue "Sales" is not in the map' ]]
	run -1 --separate-stderr gc-remap --unmapped=keep map in
	[ "$output" = "$(cat in)" ]
	archy "${QUEUE//Sales/'"{{q}}"'}" >in
	run -1 --separate-stderr gc-remap map in
	[[ ${stderr_lines[0]} == *'5: queue "{{q}}" has a placeholder in its name; fill it with --set or --options' ]]
	printf '%s\n' '{"kind":"map","type":"queue","name":"Sales","from":"a","to":"b","to_name":"X","status":"mapped"}' \
		'{"kind":"map","type":"queue","name":"Sales","from":"c","to":"d","to_name":"Y","status":"mapped"}' >map
	run -1 --separate-stderr gc-remap --set q=Sales map in
	[[ ${stderr_lines[0]} == *'"Sales" has several records in the map, with different targets' ]]
}

@test "data actions of one name in two categories; a new flow withholds nothing" {
	archy '  a:
    - callData: {category: {A: {dataAction: {Get: {}}}}}
    - callData: {category: {B: {dataAction: {Get: {}}}}}
    - callCommonModule: {commonModule: {Mod: {ver_latestPublished: {}}}}' >in
	to mapped dataAction Get One '"from":"a","to":"b","category":"A","to_category":"A2"'
	to mapped dataAction Get Two '"from":"c","to":"d","category":"B"'
	to new commonModuleFlow Mod ''
	gc-remap map in >out
	[ "$(text <out)" = '  a:
    - callData: {category: {A2: {dataAction: {One: {}}}}}
    - callData: {category: {B: {dataAction: {Two: {}}}}}
    - callCommonModule: {commonModule: {Mod: {ver_latestPublished: {}}}}' ]
}

@test "--rename without a map: records come from stdin; configurations are counted and stay" {
	archy "$QUEUE" >in
	printf '{"kind":"flow","id":"f","name":"C","configuration":{"manifest":{"queue":[{"id":"x"}]}}}\n' >>in
	rules queue 'S*s' 'DEV: *'
	run -0 --separate-stderr gc-remap --rename rules <in
	[ "$(text <<<"${lines[0]}")" = "${QUEUE/name: Sales/name: \"DEV: ale\"}" ]
	[ "${lines[1]}" = "$(sed -n 2p in)" ]
	[ "$stderr" = 'gc-remap: 1 flow with a configuration not renamed by --rename; give it to gc-plan' ]
	run -0 --separate-stderr gc-remap --rename rules --reverse <<<"${lines[0]}"
	[ "$(text <<<"$output")" = "${QUEUE/name: Sales/name: \"Sales\"}" ]
	run -2 --separate-stderr gc-remap <in
	[[ ${stderr_lines[0]} == *'an operand is missing: the map' ]]
}

@test "a prompt's name that an expression cannot have stays, with a warning" {
	archy '  exp: Prompt.Hello
  b: {exp: "FindQueue(\x22Sales\x22)"}' >in
	rules userPrompt Hello 'Hello again' queue Sales Support
	run -0 --separate-stderr gc-remap --rename rules <in
	[ "$(text <<<"$output")" = '  exp: Prompt.Hello
  b: {exp: "FindQueue(\"Support\")"}' ]
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr == *'3: userPrompt "Hello" was not changed; change it to "Hello again" by hand' ]]
}

@test "--set and --options: each form of a placeholder; what has no value withholds the flow" {
	archy '  a: {{v}} # {{comment}}
  {{k}}: "{{v}}"
  b: '"'{{v}}'"'
  exp: ToAudioTTS("{{v}}")
  c: {{n}}' >in
	cat >opts <<-'END'
		clientSecret: xyzzy
		location: [dev, {a: b}]
		substitutions:
		  k: Kontakt
		  v: 'it"s'
		  n: 1.0
	END
	gc-remap --options opts --set 'v=a: "b"' --report report <in >out
	[ "$(text <out)" = '  a: "a: \"b\"" # {{comment}}
  Kontakt: "a: \"b\""
  b: '"'a: \"b\"'"'
  exp: "ToAudioTTS(\"a: \\\"b\\\"\")"
  c: "1.0"' ]
	[ "$(jq -c '[.line, .at, .old, .new]' report | sed -n 2p)" = '[4,"/workflow/{{k}}","{{k}}","Kontakt"]' ]
	run -1 --separate-stderr gc-remap --set k=x --withheld held <in
	[ "$output" = '' ]
	same held in
	[ "${#stderr_lines[@]}" -eq 3 ]
	[[ ${stderr_lines[0]} == *'W": withheld: '*'3: no value for {{v}}; give it with --set or --options, or --literal if it is text' ]]
	gc-remap --set k=x --literal v --literal n <in | text >out
	[ "$(sed -n 1p out)" = '  a: "{{v}}" # {{comment}}' ]
	gc-remap --set k=x --literal '*' <in | text | diff - out
	run -1 --separate-stderr gc-remap --options opts --set 'n={{m}}' <in
	[[ $stderr == *'the value of {{n}} has a placeholder itself, {{m}}'* ]]
	[[ $stderr != *xyzzy* ]]
}

@test "the record's name, description and division are filled as its YAML is" {
	printf 'inboundCall:\n  name: "{{n}}"\n  division: {{d}}\n  description: for {{d}}\n' >flow.yaml
	gc-load flow.yaml >in
	gc-remap --set n=Main --set d=Home <in >out
	[ "$(jq -c '[.name, .description // "for Home", .division.name // "Home"]' out)" = '["Main","for Home","Home"]' ]
}

@test "options files that are none, and keys that are none: status 2, the line named, no secret shown" {
	archy "$QUEUE" >in
	local text
	for text in 'substitutions: x' 'substitutions: [a]' '- a' 'a: b\nsubstitutions:\n  k: {x: y}' \
		'a: b\nsubstitutions:\n  k: [x]' 'a: b\nsubstitutions:\n  k:' 'a: b\nsubstitutions:\n  " k": v' \
		'substitutions:\n  k: a\n  k: b' 'substitutions: {k: a}\nsubstitutions: {l: b}' \
		'clientSecret: xyzzy\n  a: {'; do
		printf '%b\n' "$text" >opts
		run -2 --separate-stderr gc-remap --options opts <in
		[[ $stderr == 'gc-remap: opts:'[1-9]': '* ]] && [[ $stderr != *xyzzy* ]]
	done
	printf 'a: b\n' >opts
	run -0 --separate-stderr gc-remap --options opts <in
	[ "$stderr" = 'gc-remap: opts: has no "substitutions"' ]
	for text in x =x 'a}}=x' ' a=x'; do
		run -2 --separate-stderr gc-remap --set "$text" <in
		[[ $stderr == *'--set needs KEY=VALUE'* ]]
	done
	run -74 --separate-stderr gc-remap --options nowhere <in
}

@test "a record whose YAML is not a flow is withheld: status 3, line named" {
	printf '{"kind":"flow","name":"X","archy":"workflow:\\n  name: a\\n  b: [\\n"}\n' >in
	rules queue a b
	run -3 --separate-stderr gc-remap --rename rules --withheld held <in
	[[ ${stderr_lines[0]} == *'"X": withheld: line 4: not YAML: '* ]]
	same held in
}

# scalars NAME - the name as YAML spells it: plain where that is possible, in single and double quotes.
scalars() {
	case $1 in
	*': '* | *' #'* | '#'* | '&'* | '*'* | '"'* | "'"* | '{'* | '- '* | yes | 1.0 | *'	'* | *' ') ;;
	*) printf '%s\n' "$1" ;;
	esac
	case $1 in *'	'*) ;; *) printf "'%s'\n" "${1//\'/\'\'}" ;; esac
	jq -cn --arg s "$1" '$s'
}

@test "A to B to A gives the first bytes back, for awkward names in each quoting and form" {
	local name scalar names=(Sales 'Back Office' "O'Neil" 'a "b" c' 'x: y' '#1' 'R&D' '&anchor' '*' '- item' yes 1.0
		Süd '日本' 'tab	stop' 'a\b' 'trailing ' B_Sales_b '{x}' '50%, or more')
	{
		printf 'inboundCall:\n  name: Main # not "Sales"\n  x:\n'
		for name in "${names[@]}"; do
			while IFS= read -r scalar; do
				printf '    - transferToAcd:\n        targetQueue:\n          lit:\n            name: %s # Sales\n' "$scalar"
				printf '    - callData:\n        category:\n          ? %s\n          : dataAction: {a: {}}\n' "$scalar"
				printf '    - createCallback:\n        callbackScript:\n          %s: {inputs: {Sales: {}}}\n' "$scalar"
			done < <(scalars "$name")
			# An expression is changed only where the literal has no escape but \" and \\.
			[ "$name" = 'tab	stop' ] || jq -nr --arg s "$name" '"FindQueue(\($s | tojson))" | "    - updateData: {statements: [{queue: {value: {exp: \(tojson)}}}]}"'
		done
	} >flow.yaml
	jq -cRs '{kind: "flow", archy: .}, {kind: "flow", archy: gsub("\n"; "\r\n")}' flow.yaml >in
	printf '%s\t*\tB_*_b\n' queue integration composerScript >rules
	gc-remap --rename rules --report there <in >out
	gc-remap --rename rules --reverse --report back <out >again
	[ "$(wc -l <there)" -eq "$(wc -l <back)" ]
	same again in
	local renamed='select(.type | IN("queue", "integration", "composerScript"))'
	[ "$(gc-refs in | jq "$renamed.type" | wc -l)" -ge 120 ]
	gc-refs in | jq -r "$renamed | \"B_\(.name)_b\"" | same - <(gc-refs out | jq -r "$renamed.name")
}

# Every flow of the corpus, each name renamed, and back.
@test "A to B to A gives the first bytes back, for each flow of the corpus" {
	need_corpus
	local file
	for file in "$CORPUS"/archy/*.yaml; do
		jq -cRs '{kind: "flow", archy: .}' "$file"
	done >in
	[ "$(wc -l <in)" -gt 40 ]
	gc-remap --rename <(printf 'x\tx\ty\n') <in | cmp - in
	local type
	for type in queue user group acdSkill acdLanguage userPrompt dataAction integration dataTable \
		schedule scheduleGroup emergencyGroup division composerScript contactList acdWrapupCode \
		knowledgeBase worktype botFlow commonModuleFlow digitalBotFlow secureCallFlow workflow \
		inboundCallFlow inqueueCallFlow inboundShortMessageFlow inboundEmailFlow inboundChatFlow; do
		printf '%s\t*\tB_*_b\n' $type
	done >rules
	gc-remap --rename rules --report there <in >out
	[ "$(wc -l <there)" -gt 200 ]
	gc-remap --rename rules --reverse --report back <out >again
	[ "$(wc -l <there)" -eq "$(wc -l <back)" ]
	same again in
	! cmp -s out in
}

@test "anchors, tags and aliases: a new name takes the place of the scalar alone; no other text changes" {
	archy '  x:
    - transferToAcd: {targetQueue: {lit: {name: &n Sales}}}
    - transferToAcd: {targetQueue: {lit: {name: *n}}}
    - playAudio: {tts: *n}
    - transferToAcd: {targetQueue: {lit: {name: &t !!str "Tagged"}}}
    - transferToAcd: {targetQueue: {lit: {name: ! '"'Old'"'}}}
    - transferToAcd:
        targetQueue:
          lit:
            name: &u # the queue
              Under
    - y: {tts: &w Word, z: &v "FindQueue(\"Sales\")", exp: *v}
    - transferToAcd: {targetQueue: {lit: {name: *w}}}
    - exp: &e "FindQueue(\"Sales\")"
    - exp: *e' >in
	printf 'queue\t*\tPROD_*\n' >rules
	gc-remap --rename rules --report report <in 2>err | text >out
	same out <(cat <<-'END'
		  x:
		    - transferToAcd: {targetQueue: {lit: {name: &n PROD_Sales}}}
		    - transferToAcd: {targetQueue: {lit: {name: *n}}}
		    - playAudio: {tts: Sales}
		    - transferToAcd: {targetQueue: {lit: {name: &t !!str "PROD_Tagged"}}}
		    - transferToAcd: {targetQueue: {lit: {name: ! 'PROD_Old'}}}
		    - transferToAcd:
		        targetQueue:
		          lit:
		            name: &u # the queue
		              PROD_Under
		    - y: {tts: &w Word, z: &v "FindQueue(\"Sales\")", exp: *v}
		    - transferToAcd: {targetQueue: {lit: {name: PROD_Word}}}
		    - exp: &e "FindQueue(\"PROD_Sales\")"
		    - exp: *e
	END
	)
	[ "$(cat err)" = 'gc-remap: stdin:1: flow "W": flow.yaml:14: queue "Sales" was not changed; change it to "PROD_Sales" by hand' ]
	jq -r '"\(.line) \(.old) \(.new)"' report | sort -n | same - <(printf '%s\n' '4 Sales PROD_Sales' '5 Sales PROD_Sales' \
		'7 Tagged PROD_Tagged' '8 Old PROD_Old' '13 Under PROD_Under' '15 Word PROD_Word' '16 Sales PROD_Sales' '17 Sales PROD_Sales')
}

@test "an alias of a mapping, or of a long text, is not followed, and that is reported" {
	{ printf 'workflow:\n  name: W\n  x:\n    - targetQueue: &q {lit: {name: Sales}}\n    - transferToAcd: {targetQueue: *q}\n    - exp: &l '\''FindQueue("Sales") + "'
		printf '%01000d"'\''\n    - exp: *l\n' 0; } >flow.yaml
	gc-load flow.yaml >in
	printf 'queue\tSales\tService\n' >rules
	gc-remap --rename rules <in 2>err | same in -
	[ "$(wc -l <err)" -eq 2 ]
	grep -qF 'flow.yaml:5: an alias of more than a short text is not followed; what it names changes where its anchor is, and only there (2 such aliases)' err
	grep -qF 'flow.yaml:6: queue "Sales" was not changed; change it to "Service" by hand' err
	gc-refs in 2>&1 >out | grep -qF 'flow.yaml:5:36: an alias of more than a short text is not followed'
}

@test "aliases that repeat a text endlessly are refused in one line" {
	{ printf 'workflow:\n  name: W\n  x:\n    - &a %0999d\n' 0; yes '    - *a' | head -n 20000; } >flow.yaml
	run -3 gc-load flow.yaml
	[[ $output =~ ^gc-load:\ flow.yaml:\ line\ [0-9]+,\ column\ 7:\ aliases\ that\ repeat\ too\ many\ bytes$ ]]
	# Of mappings, which are not expanded, and each of which would have the one before ten times.
	{
		printf 'workflow:\n  name: W\n  a0: &a0 {lit: {name: x}}\n'
		for i in {1..30}; do printf '  a%d: &a%d [*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d,*a%d]\n' \
			"$i" "$i" $((i-1)){,,,,,,,,,}; done
	} >flow.yaml
	gc-load flow.yaml | gc-refs 2>&1 >out | grep -q '300 such aliases'
}

@test "A to B to A gives the first bytes back, for names with escapes, on several lines and in blocks" {
	archy '  x:
    - transferToAcd: {targetQueue: {lit: {name: "S\u00fcd\x41\
         b  \
         c"}}}
    - transferToAcd:
        targetQueue:
          lit:
            name: Sales and
              Service # c
    - transferToAcd:
        targetQueue:
          lit:
            name: "Sales and

              Ser vice \
              x"
    - transferToAcd:
        targetQueue:
          lit:
            name: |-   # comment
              Block
    - transferToAcd:
        targetQueue:
          lit:
            name: &a !!str >-
              Fold
              more

    - transferToAcd: {targetQueue: {lit: {name: " \ta "}}}
    - transferToAcd: {targetQueue: {lit: {name: '"'it''s
         two'"'}}}' >in
	local rule
	for rule in 'PROD_*' '*_x' 'A-*-B'; do
		printf 'queue\t*\t%s\n' "$rule" >rules
		gc-remap --rename rules <in >out
		gc-refs in | jq -r --arg rule "$rule" 'select(.type == "queue") | .name as $n | $rule | sub("[*]"; $n)' |
			same - <(gc-refs out | jq -r 'select(.type == "queue").name')
		[ "$(jq -j .archy out | grep -c '\\u00fcd\\x41\\$\|and$\|# comment$\|>-$\|two')" -ge 5 ]
		gc-remap --rename rules --reverse <out | same in -
	done
}

# What a name was spelled like, and the new one cannot be, nobody knows when it goes back.
@test "A to B to A: the exceptions that the manual lists are equal in meaning" {
	local queue='    - transferToAcd: {targetQueue: {lit: {name: '
	archy "  x:
${queue}Sales}}}
${queue}'Single'}}}
${queue}123}}}
${queue}\"Z\\u00fcrich\"}}}
    - transferToAcd:
        targetQueue:
          lit:
            name: |-
              Block" >in
	printf 'queue\tSales\tx: y\nqueue\tSingle\ta\tb\nqueue\t123\tNumber\nqueue\tZürich\tBonn\nqueue\tBlock\tOther\n' |
		sed 's/\ta\tb/\ta\x01b/' >rules
	gc-remap --rename rules <in >out
	gc-remap --rename rules --reverse <out >again
	gc-refs in | same - <(gc-refs again)
	jq -j .archy again | tail -n +3 >got
	same got <(cat <<-END
		  x:
		${queue}"Sales"}}}
		${queue}"Single"}}}
		${queue}"123"}}}
		${queue}"Zürich"}}}
		    - transferToAcd:
		        targetQueue:
		          lit:
		            name: "Block"
	END
	)
}

@test "--rename without a map: rules that match nothing are named; flows in the place of the map, too" {
	archy "$QUEUE" >in
	printf '# teams\nqueue\tS*\tT*\nqueue\tX*\tY*\nuser\tJo\tAl\n' >rules
	run -0 --separate-stderr gc-remap --rename rules <in
	[ "$stderr" = 'gc-remap: rules:3: no flow uses an object of type queue with the name "X*"
gc-remap: rules:4: no flow uses this object' ]
	run -0 --separate-stderr gc-remap -q --rename rules <in
	[ -z "$stderr" ]
	run -65 gc-remap --set a=b in </dev/null
	[ "$output" = 'gc-remap: in: holds no map records; without a map, give the flows on standard input' ]
}
