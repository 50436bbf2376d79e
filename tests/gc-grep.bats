# gc-grep.bats - where flows and objects have a text. What is searched is in tests/unit/grep.
load helper

setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
	printf '%s\n' \
		'{"kind":"flow","id":"f1","name":"Main","type":"INBOUNDCALL","configuration":{"flowSequenceItemList":[{"name":"Start","__type":"Task","actionList":[{"name":"Greet","__type":"PlayAudioAction","prompt":{"config":{"lit":{"text":"Welcome, caller"}},"text":"Welcome, caller"}},{"name":"Dial","__type":"TransferExternalAction","number":{"text":"tel:+12015550100"}}]}]}}' \
		'{"kind":"object","id":"q1","name":"Sales","type":"queue","configuration":{"name":"Sales","callingPartyNumber":"+1 (201) 555-0100"}}' >in
}

@test "a match record for each hit, with flow, task, node and pointer; 1 if there is none" {
	gc-grep Welcome in >out
	cat >want <<-'END'
		{"kind":"match","flow":{"id":"f1","name":"Main","type":"INBOUNDCALL"},"task":"Start","node":"Greet","at":"/configuration/flowSequenceItemList/0/actionList/0/prompt/text","text":"Welcome, caller"}
	END
	same want out
	gc-grep Sales in >out
	echo '{"kind":"match","object":{"id":"q1","name":"Sales","type":"queue"},"at":"/name","text":"Sales"}' >want
	same want out
	run gc-grep Goodbye in
	[ "$status" -eq 1 ] && [ -z "$output" ]
	run gc-grep Goodbye </dev/null
	[ "$status" -eq 1 ] && [ -z "$output" ]
}

@test "-i, -F and -e as in grep; regular expressions are POSIX extended" {
	[ "$(gc-grep -i 'WELCOME' in | wc -l)" -eq 1 ]
	[ "$(gc-grep '^(Welcome|Sales)' in | wc -l)" -eq 2 ]
	run gc-grep -F '^(Welcome|Sales)' in
	[ "$status" -eq 1 ]
	[ "$(gc-grep -iF -e welcome -e SALES in | wc -l)" -eq 2 ]
	[ "$(gc-grep -Fi 'welcome, c' in | wc -l)" -eq 1 ]
	run gc-grep -F 'caller.' in
	[ "$status" -eq 1 ]
	[ "$(gc-grep -i '[Ü]BER' <<<'{"kind":"flow","name":"über"}' 2>/dev/null | wc -l)" -eq 1 ]
	run gc-grep '(' in
	[ "$status" -eq 2 ]
	[[ ${lines[0]} == 'gc-grep: "(": '*'(-F takes it literally)' ]]
	run gc-grep
	[ "$status" -eq 2 ] && [ "${lines[0]}" = 'gc-grep: TEXT is missing' ]
}

@test "a phone number in any spelling; with -F literally" {
	local number
	for number in +12015550100 '+1 201 555-0100' 0012015550100 'tel:+1.201.555.0100' 5550100; do
		[ "$(gc-grep "$number" in | wc -l)" -eq 2 ]
	done
	[ "$(gc-grep -F +12015550100 in | jq -r .node)" = Dial ]
	run gc-grep +22015550100 in
	[ "$status" -eq 1 ]
}

@test "folders, files and records: as gc-load reads them" {
	gc-save flows <in
	gc-grep 5550100 in >want
	gc-grep 5550100 flows >out
	[ "$(jq -r .text out | sort)" = "$(jq -r .text want | sort)" ]
	gc-load flows | gc-grep 5550100 >out2
	same out out2
	cat flows/*/*.yaml >/dev/null
	gc-grep 5550100 flows/*/*.yaml >out3
	[ "$(wc -l <out3)" -eq 2 ]
	gc-grep 5550100 - <in >out4
	same want out4
	gc-grep 5550100 <(cat in) >out5
	same want out5
	mkfifo pipe
	cat in >pipe &
	gc-grep 5550100 pipe >out6
	same want out6
}

@test "Archy texts: the line, with its task and action, in templates that are not YAML, too" {
	cat >flow.yaml <<-'END'
		inboundCall:
		  name: Main
		  startUpRef: /inboundCall/tasks/task[Start_10]
		  tasks:
		    - task:
		        name: Start
		        actions:
		          - playAudio:
		              name: Greet
		              audio:
		                tts: Thank you for calling
	END
	# what no file was named for, has none
	gc-load flow.yaml | jq -c 'del(.file)' | gc-grep 'Thank you' | jq -e 'has("file") | not'
	gc-grep 'Thank you' flow.yaml >out
	cat >want <<-'END'
		{"kind":"match","flow":{"name":"Main","type":"INBOUNDCALL"},"task":"Start","node":"Greet","at":"/archy","file":"flow.yaml","line":11,"text":"                tts: Thank you for calling"}
	END
	same want out
}

@test "on a terminal: a line for each hit, long texts around the match, no control characters" {
	need_tool script
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
	local long
	long=$(printf 'ü%.0s' {1..200})
	printf '{"kind":"flow","name":"A\\u001b[2J\\nB","type":"BOT","configuration":{"t":"%sNEEDLE%s"}}\n' "$long" "$long" >long
	NO_COLOR=1 script -qec "gc-grep Welcome in" /dev/null </dev/null | tr -d '\r' >out
	[ "$(cat out)" = 'INBOUNDCALL/Main: Start: Greet: Welcome, caller  /configuration/flowSequenceItemList/0/actionList/0/prompt/text' ]
	TERM=xterm script -qec "gc-grep Welc in" /dev/null </dev/null >out
	grep -q $'\033\[1;31mWelc\033\[0mome' out
	NO_COLOR=1 script -qec "gc-grep NEEDLE long" /dev/null </dev/null | tr -d '\r' >out
	[ "$(wc -l <out)" -eq 1 ]
	[[ $(cat out) == 'BOT/A [2J B: …'*'üNEEDLEü'*'ü…  /configuration/t' ]]
	[ "$(wc -c <out)" -lt 250 ]
	iconv -f UTF-8 -t UTF-8 out >/dev/null
	run -2 script -qec "gc-grep Welcome" /dev/null
	[[ $output == *'stdin is a terminal'* ]]
}

@test "what cannot be read: 3 for one file of a folder, 65 for a torn record, 74 for a missing one" {
	mkdir dir
	cp in dir/good.json
	echo '{"kind":"flow"' >dir/bad.json
	head -1 in >dir/good.json
	run --separate-stderr gc-grep Welcome dir
	[ "$status" -eq 3 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ $stderr == 'gc-grep: dir/bad.json: '* ]]
	run --separate-stderr gc-grep Welcome in dir/../dir/bad.json no-such-file.ndjson
	[ "$status" -eq 74 ]
	echo '{"kind":"flow"' >>in
	run --separate-stderr gc-grep Welcome in
	[ "$status" -eq 65 ]
	[ "${#lines[@]}" -eq 1 ]
	[[ $stderr == 'gc-grep: in:3: '* ]]
}

@test "records of other kinds, and flows without a configuration, are reported" {
	run --separate-stderr gc-grep x <<<'{"kind":"map"}'
	[ "$status" -eq 1 ]
	[ "$stderr" = 'gc-grep: no flow or object records among 1' ]
	run --separate-stderr gc-grep Main <<<'{"kind":"flow","id":"f1","name":"Main","type":"BOT"}'
	[ "$status" -eq 0 ]
	[ "$stderr" = 'gc-grep: 1 flow has no configuration; only the names were searched' ]
}

@test "every text of the corpus is found where its pointer says" {
	need_corpus
	gc-load "$CORPUS/json" >flows
	gc-grep '[a-z] [a-z]' flows >out
	[ "$(wc -l <out)" -gt 500 ]
	jq -n --slurpfile flows flows '[inputs | . as $m | .at[1:] | split("/") |
		map(gsub("~1"; "/") | gsub("~0"; "~")) as $path |
		select(any($flows[]; .name == $m.flow.name and .type == $m.flow.type and
			(try (getpath($path | map(if test("^[0-9]+$") then tonumber else . end)) == $m.text)
			catch false)) | not)] | length' out >wrong
	[ "$(cat wrong)" -eq 0 ]
}
