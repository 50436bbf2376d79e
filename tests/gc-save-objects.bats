# gc-save-objects.bats - objects in a folder: rows as CSV, audio as files, and all that holds for flows.
load helper
load object_files
load programs

# state - everything that shows whether a file was touched.
state() { find dir -type f -exec stat -c '%n %i %y %z %s' {} + | sort; }

# listed - the paths in the manifest's list of objects, with the files next to them.
listed() { jq -r ".objects[] | .filePath, (.files // [])[]" dir/manifest.json; }

@test "a file for each object, rows as CSV, audio in a folder; the manifest lists all of it" {
	{
		skill s1 "C++ / Java"
		table t1 Numbers '[{"key":"+49 89","Flag":true,"Count":12,"Sum":1.50},{"key":"=1","Text":""}]'
		prompt p1 Hello en-us UklGRg== de-de AAEC
		printf '{"kind":"flow","id":"f1","name":"Main","type":"WORKFLOW","configuration":{}}\n'
	} >in
	run -0 --separate-stderr gc-save dir in
	[ -z "$output" ]
	[ "$stderr" = 'gc-save: saved the rows of 1 data table; rows often hold phone numbers and other personal data' ]
	[ "$(paths)" = $'WORKFLOW/Main.yaml\nacdSkill/C++ %2F Java.yaml\ndataTable/Numbers.csv\ndataTable/Numbers.yaml\nuserPrompt/Hello.yaml\nuserPrompt/Hello/de-de.wav\nuserPrompt/Hello/en-us.wav' ]
	printf '%s\n' key,Flag,Count,Sum,Text '+49 89,true,12,1.50,' '=1,,,,""' | same - dir/dataTable/Numbers.csv
	grep -qx 'rows: csv' dir/dataTable/Numbers.yaml
	printf 'RIFF' | same - dir/userPrompt/Hello/en-us.wav
	printf '\0\1\2' | same - dir/userPrompt/Hello/de-de.wav
	run ! grep -q base64 dir/userPrompt/Hello.yaml
	[ "$(jq -c '.flows | map(.filePath)' dir/manifest.json)" = '["WORKFLOW/Main.yaml"]' ]
	jq -c '.objects[] | del(.references)' dir/manifest.json >got
	cat >want <<-'END'
		{"id":"s1","name":"C++ / Java","type":"acdSkill","filePath":"acdSkill/C++ %2F Java.yaml"}
		{"id":"t1","name":"Numbers","type":"dataTable","filePath":"dataTable/Numbers.yaml","files":["dataTable/Numbers.csv"]}
		{"id":"p1","name":"Hello","type":"userPrompt","filePath":"userPrompt/Hello.yaml","files":["userPrompt/Hello/en-us.wav","userPrompt/Hello/de-de.wav"]}
	END
	same want got
	comes_back in
}

@test "the references of the manifest are those of gc-refs, by type" {
	cat >in <<-'END'
		{"kind":"object","org":"o","type":"queue","id":"q1","name":"Sales","configuration":{"id":"q1","queueFlow":{"id":"f1","name":"Wait"},"directRouting":{"backupQueueId":"q2"}}}
	END
	gc-save dir in
	[ "$(jq -c '.objects[0].references' dir/manifest.json)" = '{"inqueueCallFlow":[{"id":"f1","name":"Wait"}],"queue":[{"id":"q2"}]}' ]
	gc-refs --format manifest in | jq -c .references | same <(jq -c '.objects[0].references' dir/manifest.json) -
}

@test "a table without rows, and one whose rows were not fetched, are not the same" {
	{ table t1 Empty '[]' && table t2 Bare; } >in
	run -0 --separate-stderr gc-save dir in
	[ -z "$stderr" ] # no rows, no warning
	[ "$(paths)" = $'dataTable/Bare.yaml\ndataTable/Empty.csv\ndataTable/Empty.yaml' ]
	echo key,Flag,Count,Sum,Text | same - dir/dataTable/Empty.csv
	comes_back in
	# fetched with --no-rows later on: the CSV would be another day's
	table t1 Empty >in2
	gc-save dir in2
	[ "$(paths)" = $'dataTable/Bare.yaml\ndataTable/Empty.yaml' ]
}

@test "a changed cell is a changed line, and no other file is touched" {
	local i rows=
	for i in {1..50}; do rows+="${rows:+,}{\"key\":\"k$i\",\"Flag\":true,\"Text\":\"a, b\"}"; done
	{ table t1 Numbers "[$rows]" && table t2 Other '[]' && prompt p1 Hello en-us UklGRg==; } >in
	gc-save -q dir in
	cp -a dir old
	state >before
	gc-save -q dir in
	state | same before -
	sed 's/"key":"k7","Flag":true/"key":"k7","Flag":false/' in >in2
	gc-save -q dir in2
	diff -r old dir >diff || true
	[ "$(grep -c '^[<>]' diff)" -eq 2 ]
	grep -qx '> k7,false,,,"a, b"' diff
	state >after
	[ "$(join -v 2 <(sort before) <(sort after) -t ' ' | wc -l)" -eq 0 ]
	comes_back in2
}

@test "what CSV cannot say stays in the record, with the reason" {
	{
		table t1 Null '[{"key":"a","Text":null}]'
		table t2 Wrong '[{"key":"a"},{"key":"b","Count":1.5}]'
		table t3 More '[{"key":"a","selfUri":"/x"}]'
		printf '{"kind":"object","type":"dataTable","id":"t4","name":"Bare","configuration":{"id":"t4"},"rows":[{"key":"a"}]}\n'
	} >in
	run -0 --separate-stderr gc-save dir in
	[ "$(paths)" = $'dataTable/Bare.yaml\ndataTable/More.yaml\ndataTable/Null.yaml\ndataTable/Wrong.yaml' ]
	[[ ${stderr_lines[0]} == *'object t1 "Null": its rows stay in its own file, not in a CSV: row 1: column "Text": not a string, as its column says' ]]
	[[ ${stderr_lines[1]} == *'"Wrong": '*': row 2: column "Count": not an integer, as its column says' ]]
	[[ ${stderr_lines[2]} == *'"More": '*': row 1: column "selfUri": not in the schema' ]]
	[[ ${stderr_lines[3]} == *'"Bare": '*': it has no schema' ]]
	[[ ${stderr_lines[4]} == *'saved the rows of 4 data tables'* ]]
	[ ${#stderr_lines[@]} -eq 5 ]
	comes_back in
	# a lone surrogate: neither CSV nor YAML
	table t1 Null '[{"key":"\ud800"}]' >in2
	run -3 --separate-stderr gc-save dir in2
	[[ $stderr == *'"Null": its rows stay in its own file, not in a CSV: row 1: column "key": a lone surrogate'* ]]
	gc-save -q --fallback json dir in2
	[ -e dir/dataTable/Null.json ] && [ ! -e dir/dataTable/Null.yaml ]
	gc-load dir/dataTable/Null.json | same in2 -
}

@test "audio: extensions by content type; what has no file of its own stays in the record" {
	tr -d '\n' >in1 <<-'END'
		{"kind":"object","type":"userPrompt","id":"p1","name":"Hello","configuration":{},"media":[
		{"language":"a","contentType":"audio/wav","base64":"AA==","more":1.50},
		{"language":"b","contentType":"AUDIO/MPEG; x=y","base64":"AA=="},
		{"language":"c","contentType":"text/odd","base64":""},
		{"language":"d","base64":"AA=="},
		{"language":"D","base64":"AQ=="},
		{"language":"e","base64":"AA"},
		{"base64":"AA=="},
		{"language":"../f","base64":"AA=="},
		{"language":"g","file":"x","base64":"AA=="},
		7]}
	END
	echo >>in1
	gc-save dir in1
	[ "$(paths)" = $'userPrompt/Hello.yaml\nuserPrompt/Hello/%2E.%2Ff.wav\nuserPrompt/Hello/a.wav\nuserPrompt/Hello/b.mp3\nuserPrompt/Hello/c.bin\nuserPrompt/Hello/d.wav' ]
	comes_back in1
}

@test "a record that looks like a file of gc-save's: reported, status 3" {
	{ table t1 A '"csv"' && prompt p1 B && skill s1 C; } | sed 's/"media":\[\]/"media":[{"file":"x.wav"}]/' >in
	run -3 --separate-stderr gc-save dir in
	[ ${#stderr_lines[@]} -eq 2 ]
	[[ ${stderr_lines[0]} == *'object t1 "A": its rows are the word "csv", as files of gc-save have it' ]]
	[[ ${stderr_lines[1]} == *'object p1 "B": its media has a "file", as files of gc-save have it' ]]
	[ "$(paths)" = acdSkill/C.yaml ]
}

# bats test_tags=long
@test "any records come back: names, rows, audio, in YAML and JSON" {
	need_tool python3
	python3 -S - >in <<-'END'
		import base64, json, random
		r = random.Random(5)
		text = ["", " ", "a", "B", "null", "TRUE", "1e3", "007", "=1+1", '"', ",;\t", "\r\n", "x\ny", "\ufeff",
		        "é", "e\u0301", "\U0001f600", "\\", "/", "..", ":", "\x01", "\x7f", "CON", "~", "%", "\u2028"]
		def word(n): return "".join(r.choice(text) for _ in range(r.randrange(n)))
		numbers = ["0", "-0", "1.50", "12345678901234567890", "-7.25", "0.10"]
		whole = ["0", "-5", "12345678901234567890", "1.0"]
		types = ["string", "boolean", "integer", "number"]
		quote = lambda s: json.dumps(s, ensure_ascii=False)
		def cell(t):
		    if r.random() < .02: return r.choice(["null", "{}", '"x"', "1.5"])
		    return {"string": lambda: quote(word(5)), "boolean": lambda: r.choice(["true", "false"]),
		            "integer": lambda: r.choice(whole), "number": lambda: r.choice(numbers)}[t]()
		def table(i):
		    columns = [("key", "string")] + [(word(4) + str(n), r.choice(types)) for n in range(r.randrange(5))]
		    schema = [quote(c) + ':{"type":"%s"%s}' % (t, ',"displayOrder":%d' % n if r.random() < .8 else "")
		              for n, (c, t) in enumerate(columns)]
		    rows = [",".join(quote(c) + ":" + cell(t) for c, t in columns if c == "key" or r.random() < .7)
		            for _ in range(r.randrange(6))]
		    return '"configuration":{"schema":{"properties":{%s}}}' % ",".join(schema) + (
		        "" if r.random() < .1 else ',"rows":[%s]' % ",".join("{%s}" % row for row in rows))
		def prompt(i):
		    media = ['{"language":%s,"contentType":"%s","base64":"%s"}' % (quote(r.choice(["en-us", "EN-us", word(3)])),
		             r.choice(["audio/x-wav", "audio/mpeg", "x"]), base64.b64encode(r.randbytes(r.randrange(50))).decode())
		             for _ in range(r.randrange(4))]
		    return '"configuration":{"n":%s},"media":[%s]' % (r.choice(numbers), ",".join(media))
		for i in range(300):
		    kind = r.choice(["dataTable", "userPrompt", "queue"])
		    body = {"dataTable": table, "userPrompt": prompt, "queue": lambda i: '"configuration":{"n":1.50},"wrapupCodes":[]'}[kind](i)
		    print('{"kind":"object","org":"o","type":"%s","id":"i%d","name":%s,%s}' % (kind, i, quote(word(4)), body))
	END
	cat >values.py <<-'END'
		import json, sys
		# members in any order, numbers as spelled
		n = lambda s: ["number", s]
		for line in sorted(sys.stdin):
		    print(json.dumps(json.loads(line, parse_int=n, parse_float=n), sort_keys=True))
	END
	sort in | python3 -S values.py | sort >want
	local format
	for format in yaml json; do
		gc-save -q --format $format $format in
		[ "$(find $format -name '*.csv' | wc -l)" -gt 20 ]
		[ "$(find $format -name '*.wav' | wc -l)" -gt 20 ]
		gc-load $format | python3 -S values.py | sort >got
		same want got
		# and once more: what was read is what was saved
		cp -a $format again
		gc-load $format | gc-save -q --format $format again
		diff -r $format again
		rm -r again
	done
	# json: the bytes of everything but rows
	gc-load json | grep -v '"rows"' | sort >got
	grep -v '"rows"' in | sort | same - got
}

@test "twins: objects of one name, whatever the format of their files, have files of their own" {
	{
		table t1 Same '[{"key":"1"}]' && table t2 SAME '[{"key":"2"}]' && table t3 Same '[{"key":"\ud800"}]'
		prompt p1 Same en-us AA== && prompt p2 same en-us AQ==
	} >in
	gc-save -q --fallback json dir in
	[ "$(paths | sed 's/~[0-9a-f]*/~/' | sort | uniq -c | awk '{print $1, $2}')" = '1 dataTable/SAME~.csv
1 dataTable/SAME~.yaml
1 dataTable/Same~.csv
1 dataTable/Same~.json
1 dataTable/Same~.yaml
1 userPrompt/Same~.yaml
1 userPrompt/Same~/en-us.wav
1 userPrompt/same~.yaml
1 userPrompt/same~/en-us.wav' ]
	comes_back in
	# the same, in whatever order they come
	tac in | gc-save -q --fallback json other
	diff <(cd dir && find . -type f | sort) <(cd other && find . -type f | sort)
	# alone again: the plain name is free
	table t1 Same '[{"key":"1"}]' >one
	gc-save -q --prune dir one
	[ "$(paths | grep dataTable)" = $'dataTable/Same.csv\ndataTable/Same.yaml' ]
	[ "$(listed | grep -c userPrompt)" -eq 4 ]
	gc-load dir/dataTable | same one -
}

@test "one name and id in different types, with a template without the type" {
	{ skill x Same && table x Same '[]' && prompt x Same en-us AA==; } >in
	gc-save -q --name-template '{name}' dir in
	[ "$(paths | grep -c '^Same~[0-9a-f]*\.yaml$')" -eq 3 ]
	comes_back in
	gc-save -q --name-template '{division}/{id}' other in
	[ "$(paths other | grep -c '\.yaml$')" -eq 3 ]
	comes_back in other
}

@test "an object that was renamed or changed its format leaves no file behind" {
	{ table t1 Old '[{"key":"a"}]' && prompt p1 Was en-us AA== de-de AQ==; } >in
	gc-save -q dir in
	sed 's/"name":"Old"/"name":"New"/; s/"name":"Was"/"name":"Is"/' in >in2
	gc-save -q --format json dir in2
	[ "$(paths)" = $'dataTable/New.csv\ndataTable/New.json\nuserPrompt/Is.json\nuserPrompt/Is/de-de.wav\nuserPrompt/Is/en-us.wav' ]
	[ ! -e dir/userPrompt/Was ]
	comes_back in2
	# one language less
	{ table t1 New '[{"key":"a"}]' && prompt p1 Is de-de AQ==; } >in3
	gc-save -q --format json dir in3
	[ "$(paths | grep wav)" = userPrompt/Is/de-de.wav ]
	comes_back in3
}

@test "--prune: objects of the types that the input has, with the files next to them" {
	{ table t1 A '[]' && table t2 B '[]' && prompt p1 P en-us AA== && skill s1 S; } >in
	gc-save dir in
	printf '{"kind":"flow","id":"f1","name":"F","type":"BOT","configuration":{}}\n' >flow
	gc-save --prune dir flow
	[ "$(paths | wc -l)" -eq 8 ] # of objects the input said nothing
	table t2 B '[]' | gc-save --prune dir
	[ "$(paths)" = $'BOT/F.yaml\nacdSkill/S.yaml\ndataTable/B.csv\ndataTable/B.yaml\nuserPrompt/P.yaml\nuserPrompt/P/en-us.wav' ]
	# an inventory record is in the org: its file stays
	printf '{"kind":"object","type":"userPrompt","id":"p1","name":"P"}\n' | gc-save -q --prune dir
	[ -e dir/userPrompt/P.yaml ]
	prompt p2 Q | gc-save --prune dir
	[ "$(paths | grep userPrompt)" = userPrompt/Q.yaml ]
	[ ! -e dir/userPrompt/P ]
	[ "$(listed | sort)" = "$(paths | grep -v BOT)" ]
	run -3 --separate-stderr gc-save --prune dir </dev/null
	[[ $stderr == *'dir: --prune removed nothing, because the input has no flow and no object' ]]
	# one that fails keeps everything
	{ skill s2 T && table t9 X '"csv"'; } >bad
	run -3 --separate-stderr gc-save --prune dir bad
	[ -e dir/acdSkill/S.yaml ] && [ -e dir/dataTable/B.csv ]
}

@test "records without a configuration are not saved, and counted; other kinds too" {
	{ skill s1 S && printf '{"kind":"object","type":"user","id":"u%d","name":"U"}\n' 1 2 && echo '{"kind":"ref"}'; } >in
	run -0 --separate-stderr gc-save dir in
	[ "$stderr" = $'gc-save: skipped 1 record of other kinds than flow and object\ngc-save: skipped 2 objects without a configuration; fetch it with gc-get' ]
	[ "$(paths)" = acdSkill/S.yaml ]
}

@test "i3 and archy are formats of flows: objects are YAML with them" {
	{ table t1 A '[{"key":"a"}]' && prompt p1 B en-us AA==; } >in
	gc-save -q want in
	local format
	for format in i3 archy; do
		gc-save -q --format $format $format in
		diff -r want $format
	done
}

@test "names that lead elsewhere, hide, or are too long: all inside, all different" {
	local long
	long=$(printf 'x%.0s' {1..300})
	jq -cn --arg long "$long" '["..", "../../a", ".", "", "a/b", "-rf", "CON", "a\u0001b", "a\nb", " x ", "x.", $long, $long + "y", "é"] |
		to_entries[] | {kind: "object", type: "userPrompt", id: "p\(.key)", name: .value, configuration: {},
			media: [{language: .value, contentType: "audio/x-wav", base64: "AA=="}, {language: "\(.value)2", base64: "AQ=="}]}' >in
	mkdir outside
	gc-save outside/dir in
	[ "$(find outside -type f -name '*.yaml' | wc -l)" -eq 14 ]
	# the empty language has no name
	[ "$(find outside -type f -name '*.wav' | wc -l)" -eq 27 ]
	[ "$(find . -type f ! -path './outside/dir/*' ! -path ./in)" = "" ]
	comes_back in outside/dir
}

@test "--mask-headers: literal keys are masked, all other bytes stay; without it each action is named" {
	{
		action custom_-_1 Get '{"Authorization":"Basic abc","x-api-key":"k","Accept":"text/plain"}'
		action custom_-_2 Put '{"Authorization":"Bearer ${credentials.token}"}'
		skill s1 S
	} >in
	run -0 --separate-stderr gc-save --format json dir in
	[ "$stderr" = 'gc-save: in:1: object custom_-_1 "Get": its file has the literal values of the headers Authorization, x-api-key; mask such keys with --mask-headers' ]
	comes_back in
	run -0 --separate-stderr gc-save --format json --mask-headers dir in
	[ -z "$stderr" ]
	run ! grep -r "Basic abc" dir
	sed 's/"Basic abc"/"*** masked by gc-tools ***"/; s/"k"/"*** masked by gc-tools ***"/' in >want
	comes_back want
	# what is masked is no literal key any more
	run -0 --separate-stderr gc-save --format json dir want
	[ -z "$stderr" ]
}

# bats test_tags=long
@test "kill -9 at any moment: every file is whole, and the next run ends as if nothing had been" {
	local i rows=
	for i in {1..40}; do rows+="${rows:+,}{\"key\":\"k$i\"}"; done
	for i in {1..60}; do table "t$i" "T $i" "[$rows]" && prompt "p$i" "P $i" en-us "$(printf 'AAAA%.0s' {1..300})"; done >in
	gc-save -q want in
	# over nothing, and over records of other names with other rows
	sed 's/"name":"\(.\) /"name":"\1-/; s/k1"/k0"/; s/AAAA/AQAA/' in >old
	for i in 1 2 4 7; do
		rm -rf dir
		[ $((i % 2)) -eq 1 ] || gc-save -q dir old
		gc-save -q dir in 3>&- 4>&- &
		sleep "0.0$i"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		[ -d dir ] || continue # killed before it made its folder
		# whatever is there is read, and is one of the two
		gc-load dir | sort >back
		cat in old | sort | comm -13 - back | same - /dev/null
		gc-save -q dir in
		diff -r want dir
		[ "$(find dir -name '.*' -type f | wc -l)" -eq 0 ]
	done
}

@test "a file next to an object's that cannot be written: status 74, the record's file stays as it was" {
	table t1 A '[{"key":"a"}]' >in
	gc-save -q dir in
	cp -a dir old
	rm dir/dataTable/A.csv
	mkdir -p dir/dataTable/A.csv/x
	{ table t1 A '[{"key":"b"}]' | sed 's/"division"/"category":"x","division"/' && skill s1 S; } >in2
	run -74 --separate-stderr gc-save -q dir in2
	[[ $stderr == *'dir/dataTable/A.csv: '* ]]
	same old/dataTable/A.yaml dir/dataTable/A.yaml
	[ -e dir/acdSkill/S.yaml ]
	[ "$(find dir -name '.*' -type f | wc -l)" -eq 0 ]
}

@test "a manifest whose files are none of the object's: status 65, nothing is changed" {
	table t1 A '[]' | gc-save dir
	local file
	for file in ../x dataTable/B.csv dataTable/A/../../x /etc/passwd dataTable/A dataTable/.A.csv 5; do
		jq --arg f "$file" '.objects[0].files = [$f]' dir/manifest.json >m && cp m dir/manifest.json
		cp -a dir old
		run -65 --separate-stderr gc-save --prune dir </dev/null
		[[ $stderr == *'dir/manifest.json: not written by gc-save (a file of an object is not one that gc-save writes)'* ]]
		diff -r old dir
		rm -r old
	done
}

# bats test_tags=long
@test "5,000 rows of 50 columns: in a moment, and in flat memory" {
	! sanitized || skip "sanitizers use memory of their own"
	need_tool python3
	python3 -S - >in <<-'END'
		import json
		columns = ["key"] + ["Column %d" % i for i in range(1, 50)]
		properties = {c: {"type": "string", "displayOrder": i} for i, c in enumerate(columns)}
		rows = [{c: "value %d of %d" % (i, n) for i, c in enumerate(columns)} for n in range(5000)]
		print(json.dumps({"kind": "object", "type": "dataTable", "id": "t", "name": "Big",
		                  "configuration": {"schema": {"properties": properties}}, "rows": rows}, separators=(",", ":")))
	END
	local i size
	size=$(($(stat -c %s in) / 1048576))
	[ "$size" -ge 7 ]
	for i in {1..10}; do sed "s/\"id\":\"t\"/\"id\":\"t$i\"/; s/\"Big\"/\"Big $i\"/" in; done >many
	"$BUILD/peak" "$PWD/peak" gc-save -q dir many
	[ "$(wc -l <"dir/dataTable/Big 7.csv")" -eq 5001 ]
	# a record, its split, its CSV and its copies: not those of all ten
	[ $(($(cat peak) / 1024)) -lt $((size * 6 + 10)) ]
	"$BUILD/peak" "$PWD/peak" gc-load dir >back
	[ $(($(cat peak) / 1024)) -lt $((size * 6 + 10)) ]
	sort many >want
	sort back | same want -
}

@test "--base: results of objects are none of the flows" {
	skill s1 S | gc-save dir
	printf '{"kind":"result","org":"o1","object":{"id":"s1","name":"S","type":"acdSkill"},"action":"create","status":"done","target":{"version":"2"}}\n' >results
	cp -a dir old
	run -0 --separate-stderr gc-save --base results dir
	[ -z "$stderr" ]
	diff -r old dir
}
