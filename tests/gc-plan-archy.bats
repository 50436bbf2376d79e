# gc-plan-archy.bats - references of Archy YAML, which have names only, in the plan.
load helper

# plan [OPTION...] - the map of the flow against the target, one line each.
plan() {
	gc-refs flow 2>/dev/null | gc-plan --target target "$@" >map 2>err || status=$?
	jq -r '"\(.type) \(.name) \(.category // "-") \(.to // "-") \(.to_name // "-") \(.status) \(.reason // "-")"' map
}

setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
	status=0
	cat >a.yaml <<-'END'
		inboundCall:
		  name: Main
		  division: Sales
		  x:
		    - transferToAcd: {targetQueue: {lit: {name: Support}}}
		    - transferToAcd: {targetQueue: {lit: {name: Nobody}}}
		    - transferToAcd: {targetQueue: {lit: {name: "{{queue}}"}}}
		    - callData: {category: {CRM: {dataAction: {Get: {inputs: {}}}}}}
		    - callData: {category: {ERP: {dataAction: {Get: {inputs: {}}}}}}
		    - transferToUser: {targetUser: {lit: {name: Jo}}}
		    - transferToFlow: {targetFlow: {name: Other}}
	END
	printf 'inboundCall:\n  name: Other\n  division: Sales\n' >b.yaml
	gc-load a.yaml b.yaml >flow
	cat >target <<-'END'
		{"kind":"object","org":"o","type":"queue","id":"q1","name":"Support","division":{"id":"v1","name":"Sales"}}
		{"kind":"object","org":"o","type":"queue","id":"q2","name":"nobody"}
		{"kind":"object","org":"o","type":"dataAction","id":"a1","name":"Get","category":"CRM"}
		{"kind":"object","org":"o","type":"dataAction","id":"a2","name":"Get","category":"SAP"}
		{"kind":"object","org":"o","type":"user","id":"u1","name":"Jo"}
		{"kind":"object","org":"o","type":"user","id":"u2","name":"Jo"}
		{"kind":"flow","org":"o","id":"f1","name":"Main","type":"INBOUNDCALL"}
	END
}

@test "names of Archy YAML are found by name: mapped, missing, ambiguous, new, with a placeholder" {
	plan >out
	same - out <<-'END'
		dataAction Get CRM a1 Get mapped -
		dataAction Get ERP - - missing in another category there
		division Sales - v1 Sales mapped -
		inboundCallFlow Main - f1 Main mapped -
		inboundCallFlow Other - - - new -
		queue Nobody - - - missing -
		queue Support - q1 Support mapped -
		queue {{queue}} - - - missing placeholder
		user Jo - - - ambiguous -
	END
	[ "$status" -eq 1 ]
	jq -se 'any(.[]; .name == "Nobody" and .near[0].id == "q2")' map
	jq -se 'any(.[]; .name == "Jo" and (.candidates | length == 2))' map
	jq -se 'all(.[]; has("from") | not)' map
	grep -qF 'gc-plan: queue "Nobody": missing in the target; nearly: "nobody"; 1 flow needs it' err
}

@test "rules rename what Archy YAML names: a queue, and the category of a data action" {
	printf 'queue\tNobody\tSupport\nintegration\tERP\tSAP\n' >rules
	plan --rename rules >out
	grep -qx 'queue Nobody - q1 Support mapped -' out
	grep -qx 'dataAction Get ERP a2 Get mapped -' out
}

@test "a configuration's reference and one of Archy YAML stand in one plan" {
	echo '{"kind":"flow","id":"c1","name":"C","type":"BOT","configuration":{"manifest":{"queue":[{"id":"old","name":"Support"}]}}}' >>flow
	plan >out
	grep -qx 'queue Support - q1 Support mapped -' out
	[ "$(grep -c '^queue Support' out)" -eq 2 ]
	[ "$(jq -c 'select(.from == "old").to' map)" = '"q1"' ]
}

@test "broken references have file and line in each format for people and CI" {
	gc-refs flow >refs 2>/dev/null
	run -1 gc-plan --target target --format text refs
	grep -qE '^  queue +"Nobody" .*  \(a\.yaml:6\)$' <<<"$output" || { echo "$output"; false; }
	run -1 gc-plan --target target --format github refs
	[[ $output == *'::error file=a.yaml,line=6,'* ]]
	run -1 gc-plan --target target --format junit refs
	[[ $output == *'a.yaml:6: queue &#34;Nobody&#34;'* ]]
	run -1 gc-plan --target target --format ndjson refs
	[ "$(jq -c 'select(.name == "Nobody") | [.file, .line]' <<<"$output")" = '["a.yaml",6]' ]
	# gc-load --locate knows the file's name from where it finds it; the line stays.
	sed -i 's/"file":"[^"]*",//' refs
	gc-load --locate refs a.yaml | jq -c 'select(.name == "{{queue}}") | [.file, .line]' | same - <(echo '["a.yaml",7]')
}

@test "gc-validate, gc-graph and gc-compare take folders of Archy YAML, with configurations" {
	mkdir -p dir/x && cp a.yaml b.yaml dir/x
	echo '{"name":"C","type":"bot","manifest":{"queue":[{"id":"q1","name":"Support"}]}}' >dir/c.json
	run -1 "$TOP/pipelines/gc-validate" --target target dir
	[[ $output == *'(dir/x/a.yaml:6)'* ]]
	run -1 "$TOP/pipelines/gc-validate" --target target --format github dir
	[[ $output == *'::error file=dir/x/a.yaml,line=6,'* ]]
	"$TOP/pipelines/gc-graph" --output graph.dot dir
	grep -q '"Main\\nINBOUNDCALL"' graph.dot
	grep -q 'Nobody' graph.dot
	cp -r dir changed
	sed -i 's/Nobody/Somebody/' changed/x/a.yaml
	run -1 "$TOP/pipelines/gc-compare" dir changed
	[[ $output == *'{lit: {name: Somebody}}}'* ]]
}

@test "a user of Archy YAML may be an e-mail address, in any letter case" {
	printf 'inboundCall:\n  name: Main\n  x:\n' >a.yaml
	printf '    - transferToUser: {targetUser: {lit: {name: %s}}}\n' Jo@example.com no@example.com >>a.yaml
	gc-load a.yaml >flow
	printf '%s\n' '{"kind":"object","org":"o","type":"user","id":"u1","name":"Jo","email":"jo@Example.com"}' >target
	plan >out
	grep -qx 'user Jo@example.com - - Jo@example.com mapped -' out
	grep -qx 'user no@example.com - - - missing -' out
	[ "$status" -eq 1 ]
	[ "$(gc-remap --unmapped keep map flow 2>err | jq -r .archy)" = "$(jq -r .archy flow)" ]
}

@test "--symbolic: the home division of Archy YAML, by its name, is that of a configuration" {
	printf '%s\n' '{"kind":"object","org":"o","type":"division","id":"v1","name":"Sales","homeDivision":true}' >source
	gc-refs flow 2>/dev/null | gc-plan --symbolic --source source >map
	[ "$(jq -r 'select(.type == "division") | .name + " " + .to + " " + .to_name' map)" = 'Sales gc:division/@home @home' ]
	sed -i 's/homeDivision":true/homeDivision":false/' source
	gc-refs flow 2>/dev/null | gc-plan --symbolic --source source >map
	[ ! -s map ] # names are what orgs share: they stay
}

@test "two files with a flow of one name, as templates have: each with its own file and lines" {
	mkdir dir
	printf 'inboundCall:\n  name: "{{flow_name}}"\n  x:\n    - transferToAcd: {targetQueue: {lit: {name: Nobody}}}\n' >dir/a.yaml
	{ echo '# one line more' && cat dir/a.yaml; } >dir/b.yaml
	gc-load dir | gc-refs >refs 2>/dev/null
	gc-load --locate refs dir | jq -r 'select(.type == "queue") | "\(.file):\(.line)"' | same - <(printf '%s\n' dir/a.yaml:4 dir/b.yaml:5)
	run -1 --separate-stderr gc-validate --target target dir
	[[ $output == *'"Nobody"'*'(dir/a.yaml:4)'*'"Nobody"'*'(dir/b.yaml:5)' ]]
	[[ $stderr == *'2 broken references in 2 of 2 flows'* ]]
	run -1 gc-validate --target target --format github dir
	[[ $output == *'file=dir/a.yaml,line=4,'*'file=dir/b.yaml,line=5,'* ]]
}

@test "a name in a place that no rule covers is counted, and with --strict it is broken" {
	printf 'inboundCall:\n  name: Main\n  x:\n    - setFoo: {fooThing: {lit: {name: Bar}}}\n' >a.yaml
	gc-load a.yaml >flow
	run -0 --separate-stderr gc-refs --check target --by name flow
	[[ -z $output && $stderr == 'gc-refs: 1 name in places of Archy YAML that gc-tools does not know could not be checked (class unknown)' ]]
	run -1 gc-refs --check target --by name --strict flow
	[ "$(jq -r '.name + ": " + .reason' <<<"$output")" = 'Bar: named in a place that gc-tools does not know' ]
	status=0
	plan >out
	grep -qx 'unknown Bar - - - unlisted named in a place that gc-tools does not know' out
	[ "$status" -eq 0 ]
	[ "$(cat err)" = 'gc-plan: names in places of Archy YAML that gc-tools does not know, which nobody can check (status unlisted): 1' ]
	gc-remap map flow | same flow -
	run -0 --separate-stderr gc-validate --target target a.yaml
	[[ $stderr == *'that gc-tools does not know'*': 1' ]]
	run -1 --separate-stderr gc-validate --strict --target target a.yaml
	[[ $output == *'unknown  "Bar"  missing in the target (named in a place that gc-tools does not know)  (a.yaml:4)' ]]
	run -0 gc-validate --strict --ignore unknown/Bar --target target a.yaml
	run -0 gc-validate --source target a.yaml
	run -1 --separate-stderr gc-refs --where queue/Bar flow
	[[ $stderr == *'1 reference to this name in a place of Archy YAML that gc-tools does not know (class unknown)'* ]]
	gc-refs flow | gc-plan --symbolic --source target >map
	[ ! -s map ]
}

@test "a renamed object that is missing: the message says what was looked for, and from what" {
	echo '{"kind":"flow","id":"c1","name":"C","type":"BOT","configuration":{"manifest":{"queue":[{"id":"old","name":"Nobody"}]}}}' >>flow
	printf 'queue\tNo*\tPROD_*\n' >rules
	plan --rename rules >/dev/null
	[ "$(grep -c '"Nobody".*: missing in the target, looked for as "PROD_body"; ' err)" -eq 2 ]
	[ "$(jq -c 'select(.name == "Nobody") | .looked_for' map | uniq)" = '"PROD_body"' ]
	[ "$(jq -c 'select(.looked_for) | .name' map | uniq)" = '"Nobody"' ]
	run -1 gc-remap map flow
	[ "$(grep -c 'queue "Nobody".* is missing in the target, looked for as "PROD_body"' <<<"$output")" -eq 2 ]
	run -1 gc-validate --target target --rename rules a.yaml
	[[ $output == *'"Nobody"'*'missing in the target, looked for as "PROD_body"'*'(a.yaml:6)'* ]]
}
