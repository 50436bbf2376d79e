# report.bats - gc-report: one page and its tables. In a browser where there is one.
load helper
load report

queue=11111111-1111-4111-8111-111111111111
gone=22222222-2222-4222-8222-222222222222
main=f0000000-0000-4000-8000-000000000001
help=f0000000-0000-4000-8000-000000000002

# flow ID NAME TYPE TEXT MANIFEST - a flow record with a step that says TEXT and uses all of MANIFEST.
# NAME and TEXT are JSON strings.
flow() {
	jq -nc --arg id "$1" --argjson name "$2" --arg type "$3" --argjson text "$4" --argjson manifest "$5" '
		{kind: "flow", org: "o1", id: $id, name: $name, type: $type, division: {id: "d1", name: "Home"},
		publishedVersion: {id: "4.0", datePublished: "2026-02-03T04:05:06.000Z"}, publishedBy: {id: "u1", name: "Ada"},
		configuration: {name: $name, type: ($type | ascii_downcase), flowMetaData: {}, manifest: $manifest,
			flowSequenceItemList: [{id: "t1", name: "Start", __type: "Task", actionList: [
				{id: "a1", name: "Greet", __type: "PlayAudioAction", prompt: {text: $text, config: {lit: {text: $text}}}},
				{id: "a2", name: "Transfer", __type: "TransferAction", targets: [$manifest[][] | {config: {lit: {val: .id, text: .name}}, text: .name}]}]}]}}'
}

setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
	{
		flow $main '"Main IVR"' INBOUNDCALL '"Thank you for calling"' \
			'{"queue":[{"id":"'$queue'","name":"Sales"},{"id":"'$gone'","name":"Old Queue"}],"inboundCallFlow":[{"id":"'$help'","name":"Help Desk"}]}'
		flow $help '"Help Desk"' INBOUNDCALL '"tel:+12015550100"' '{"queue":[{"id":"'$queue'","name":"Sales"}]}'
	} >flows.ndjson
	printf '{"kind":"object","org":"o1","type":"queue","id":"%s","name":"Sales","division":{"name":"Home"}}\n' $queue >source
	gc-strip -q --for none --drop /configuration flows.ndjson >>source
	printf '{"kind":"object","org":"o2","type":"queue","id":"x","name":"Old Queue"}\n' >target
	jq -c '.org = "o2"' <<<'{"kind":"flow","id":"y","name":"Help Desk","type":"INBOUNDCALL"}' >>target
	gc-strip <flows.ndjson | gc-save flows
}

@test "one page: flows with version, date and author from the source, references, users, texts" {
	gc-report --source source flows
	[ "$(tail -1 report.html)" = '</html>' ]
	grep -q '>Main IVR</a>.*<td>Inbound call<td>Home<td>4.0<td>2026-02-03<td>Ada<td>' report.html
	grep -q "<td id=\"$queue\"><a href=#o[0-9]*>Sales</a><td>Queue<td>Home<td><details><summary>2</summary><p><a href=#f0>Help Desk</a>, <a href=#f1>Main IVR</a>" report.html
	grep -q '<tr><td>Start<td>Greet<td>Thank you for calling' report.html
	grep -q "<tr><td>Queue<td><a href=#o[0-9]*>Old Queue</a><td class=\"id\">$gone<td><a href=#f1>Main IVR</a><td>Transfer<td>not in inventory" report.html
	# one file: nothing is fetched
	run ! grep -E '(src|href)="?(https?:|//)|@import|fetch\(|XMLHttp' report.html
	run ! grep -q '@[a-z]*@$' report.html
}

@test "without a source no orphans are claimed; target, plan and changes have their tables" {
	gc-report flows.ndjson
	run ! grep -q 'id="orphans"\|id="missing"\|id="plan"\|id="changes"' report.html
	grep -q '<td>4.0<td>2026-02-03<td>Ada' report.html # from the flows themselves
	mkdir plan
	printf '{"kind":"map","type":"queue","name":"Sales","from":"%s","status":"missing"}\n{"kind":"map","type":"queue","name":"Old Queue","from":"%s","to":"x","status":"mapped"}\n' \
		$queue $gone >plan/map.ndjson
	sed 's/Thank you for calling/Welcome/' flows.ndjson >old.ndjson
	gc-report --target target --plan plan --changes old.ndjson -o all.html flows.ndjson
	run ! grep -q 'id="orphans"' all.html
	grep -q 'Sales</a><td class="id">'$queue'<td><a href=#f0>Help Desk</a><td>Transfer<td>not in inventory' all.html
	run ! grep -q 'Old Queue</a><td class="id">' all.html
	grep -q 'Sales</a><td>Queue<td>missing<td><td class="id">'$queue all.html
	grep -q 'Main IVR</a><td>Inbound call<td>changed<td class="text">.*Welcome' all.html
}

@test "--csv: the same tables" {
	gc-report --source source --target target --csv tables flows
	[ "$(cd tables && echo *)" = 'flows.csv missing.csv objects.csv orphans.csv references.csv texts.csv' ]
	[ "$(grep Main tables/flows.csv)" = "\"$main\",\"INBOUNDCALL\",\"Main IVR\",\"Home\",\"4.0\",\"2026-02-03\",\"Ada\",3,0" ]
	grep -q "\"queue\",\"Old Queue\",\"$gone\",\"INBOUNDCALL\",\"Main IVR\",\"Transfer\"" tables/orphans.csv
	grep -q '"INBOUNDCALL","Main IVR","Start","Greet","/configuration/[^"]*","Thank you for calling"' tables/texts.csv
	[ "$(wc -l <tables/references.csv)" -eq 5 ]
}

# What breaks out of HTML, of a script, of SVG, or becomes a formula in a spreadsheet.
hostile() {
	local evil='</script><img src=x onerror=document.title=1>"'"'"'><svg onload=document.title=1>&amp;\u0000\u001b[2J\n\u202e${7*7}`'
	evil=$(jq -n --arg e "$evil" '$e | gsub("\\\\u0000"; "\u0000")')
	flow 'f"><b id=x>' "$evil" INBOUNDCALL "$evil" "{\"queue\":[{\"id\":\"q'><i>\",\"name\":$evil}]}"
	flow $main '"=cmd|'"' /C calc'"'!A0"' 'BOT"><u>' '"@SUM(1 1)"' '{"dataTable":[{"id":"-1+1","name":"+1 2"}]}'
}

@test "templates of one name: each has its row, references and texts, with its file" {
	local f
	for f in a b; do
		printf 'inboundCall:\n  name: "{{flow}}"\n  x:\n    - transferToAcd: {targetQueue: {lit: {name: %s}}}\n    - tts: "say %s"\n' "Queue $f" $f >$f.yaml
	done
	printf '{"kind":"object","org":"o1","type":"queue","id":"q","name":"Queue a"}\n' >queues
	gc-report --source queues --csv tables -o -r.html a.yaml b.yaml
	cut -d, -f2,3 tables/flows.csv | sed -n '2,$p' >got
	printf '"INBOUNDCALL","{{flow}} (%s.yaml)"\n' a b >want
	same want got
	cut -d, -f2,5 tables/references.csv | sed -n '2,$p' >got
	printf '"{{flow}} (%s.yaml)","Queue %s"\n' a a b b >want
	same want got
	grep '"say' tables/texts.csv | sed 's/ *- / /; s/""/"/g' | cut -d, -f2,6 >got
	printf '"{{flow}} (%s.yaml)"," tts: "say %s""\n' a a b b >want
	same want got
	cut -d, -f1,2,5 tables/orphans.csv | sed -n '2,$p' >got
	printf '"queue","Queue b","{{flow}} (b.yaml)"\n' >want
	same want got
	[ "$(grep -c '^<tr id=f.*>{{flow}} ([ab].yaml)</a>' ./-r.html)" -eq 2 ]
}

@test "hostile names: escaped in HTML and CSV" {
	hostile >evil.ndjson
	gc-report --source source --target target --title '</title><b>' --csv tables -o evil.html evil.ndjson
	run ! grep -oE '<(img|b id|i>|u>)|<svg onload|</script><|</title><' evil.html
	run ! env LC_ALL=C grep -q $'[\001-\010\013-\037]' evil.html
	run ! grep -hE '(^|,)"?[=+@-]' tables/*.csv
	grep -q "\"'=cmd|" tables/flows.csv
	grep -q "\"'@SUM" tables/texts.csv
	grep -q "\"'-1+1\"" tables/objects.csv
}

@test "in a browser: hostile names are text, and the page works with them" {
	need_browser
	hostile >evil.ndjson
	gc-report --source source -o evil.html evil.ndjson
	browse "evil.html#q'%3E%3Ci%3E" 'document.body.dataset.tags = document.querySelectorAll("img, i, u, b[id], svg[onload]").length
		document.body.dataset.title = document.title' >dom
	quiet_console
	grep -q 'data-tags="0"' dom
	grep -q 'data-title="Flows"' dom
	grep -q '<section id="detail"[^>]*><div class="top"><h2 id="detail-title"[^>]*>&lt;/script&gt;&lt;img' dom
}

# bats test_tags=long
@test "in a browser: search by name, id, text and phone number; filters; an address opens an item" {
	need_browser
	gc-report --source source flows
	browse report.html '
		const found = (text) => { q.value = text; q.dispatchEvent(new Event("input")); };
		const hits = () => Array.from(document.querySelectorAll("#results li"), (li) => li.textContent).join("|");
		const texts = ["thank YOU", "00 1 201 555-0100", "sales", "'${gone:0:13}'", "nowhere"], all = [];
		const next = () => {
			if (!texts.length) {
				found(""); type.value = "Queue"; type.dispatchEvent(new Event("change"));
				all.push(Array.from(document.querySelectorAll("#flows tbody tr, #objects tbody tr")).filter((r) => !r.hidden).length);
				document.body.dataset.all = all.join("#");
				return;
			}
			found(texts.shift());
			setTimeout(() => { all.push(hits()); next(); }, 200);
		};
		next();' >dom
	quiet_console
	grep -o 'data-all="[^"]*"' dom >got
	cat >want <<-END
		data-all="Main IVR Inbound callStart › Greet: Thank you for calling#Help Desk Inbound callStart › Greet: tel:+12015550100#Sales Queue#Old Queue Queue $gone#Nothing found#2"
	END
	same want got
	browse "report.html#$queue" >dom
	quiet_console
	grep -q '<section id="detail" class="card" aria-labelledby="detail-title"><div class="top"><h2 id="detail-title"[^>]*>Sales' dom
	grep -q 'aria-label="Graph around Sales"' dom
	grep -q 'One step in each direction. Choose a box to move there.' dom
	[ "$(grep -o '<a href="#f0000000[^"]*" class="node flow"' dom | wc -l)" -eq 2 ]
	browse "report.html#$main" >dom
	[ "$(grep -o 'class="node thing[^"]*"' dom | sort | tr '\n' ' ')" = 'class="node thing broken" class="node thing" ' ]
}

# bats test_tags=long
@test "in a browser: a click moves the graph; keys reach the search; every control has a label" {
	need_browser
	gc-report --source source flows
	browse "report.html#$main" '
		const b = document.body.dataset;
		document.querySelector("svg a.flow").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, view: window }));
		setTimeout(() => {
			b.moved = document.querySelector("#detail-title").textContent + location.hash;
			document.activeElement.blur();
			document.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true }));
			b.focus = document.activeElement.id;
			b.bare = Array.from(document.querySelectorAll("input, select, button")).filter((e) => !(e.labels && e.labels.length) && !e.textContent.trim()).length;
			b.landmarks = ["header", "nav", "main", "footer", "[role=search]"].filter((s) => document.querySelectorAll(s).length === 1).length;
			b.headings = Array.from(document.querySelectorAll("section:not([hidden])")).filter((s) => !s.querySelector("h2")).length;
			document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
			setTimeout(() => { b.closed = document.querySelector("#detail").hidden; }, 100);
		}, 200);' >dom
	quiet_console
	grep -oE 'data-[a-z]+="[^"]*"' dom | grep -v 'data-n=' | sort >got
	cat >want <<-END
		data-bare="0"
		data-closed="true"
		data-focus="q"
		data-headings="0"
		data-landmarks="5"
		data-moved="Help Desk Inbound call#$help"
	END
	same want got
}

# WCAG 2 AA: 4.5:1, for the colours of text on what is below them, light and dark.
@test "contrast of all text colours, light and dark" {
	need_tool python3
	python3 -S - "$TOP/pipelines/report/report.css" <<-'END'
		import re, sys
		css = open(sys.argv[1]).read()
		blocks = re.findall(r':root \{(.*?)\}', css, re.S)[:2]
		def light(h):
		    h = h.lstrip('#'); h = ''.join(c * 2 for c in h) if len(h) == 3 else h
		    v = [int(h[i:i + 2], 16) / 255 for i in (0, 2, 4)]
		    v = [c / 12.92 if c <= .03928 else ((c + .055) / 1.055) ** 2.4 for c in v]
		    return .2126 * v[0] + .7152 * v[1] + .0722 * v[2]
		pairs = [(t, b) for t in ('ink', 'soft', 'link') for b in ('page', 'card', 'flow', 'thing')]
		pairs += [('bad', 'bad-soft'), ('bad', 'card'), ('warn', 'warn-soft'), ('warn', 'card'), ('good', 'card'), ('ink', 'mark'), ('ink', 'bad-soft'), ('soft', 'bad-soft')]
		wrong = []
		for block in blocks:
		    colours = dict(re.findall(r'--([a-z-]+): (#[0-9a-f]+)', block))
		    for t, b in pairs:
		        x, y = sorted((light(colours[t]), light(colours[b])))
		        if (y + .05) / (x + .05) < 4.5: wrong.append('%s on %s: %.2f' % (t, b, (y + .05) / (x + .05)))
		print('\n'.join(wrong)); sys.exit(bool(wrong) or len(blocks) != 2)
	END
}

@test "what is missing is 2, what cannot be written 74, and then nothing is left behind" {
	run -2 gc-report
	run -2 gc-report no-such-folder
	[ "$output" = 'gc-report: no-such-folder: no such file or folder' ]
	run -2 gc-report --plan nowhere flows
	run -2 gc-report --plan flows flows
	[[ $output == 'gc-report: flows: no map.ndjson; '* ]]
	run -2 gc-report --source nowhere flows
	run -2 gc-report --changes nowhere flows
	run -2 gc-report -o flows flows
	[ ! -e report.html ]
	run -74 gc-report -o no/such/folder/report.html flows
	echo old >report.html
	run bash -c 'ulimit -f 8; gc-report --csv tables --source source flows'
	[ "$status" -eq 74 ]
	[ "$(cat report.html)" = old ]
	[ -z "$(find . -name '*.new*')" ]
	[ -z "$(find tables -type f 2>/dev/null)" ]
	echo '{"kind":"flow"' >torn.ndjson
	run -65 gc-report torn.ndjson
	[ "$(cat report.html)" = old ]
}

@test "-o -: standard output, also one that is a file" {
	for out in - /dev/stdout; do
		gc-report --source source -o $out flows >page
		[ "$(tail -n 1 page)" = '</html>' ]
	done
	[ ! -e ./- ] && [ ! -e report.html ]
}

@test "-o: a device is written to, not replaced; what a link leads to is replaced" {
	mkfifo pipe
	timeout 20 cat pipe >got &
	gc-report -o pipe flows
	wait $!
	[ -p pipe ]
	[ "$(tail -n 1 got)" = '</html>' ]
	if [ -e /dev/full ]; then
		ln -s /dev/full full
		run -74 gc-report -o full flows
		[ -L full ]
	fi
	echo old >there.html
	ln -s there.html link.html
	gc-report -o link.html flows
	[ -L link.html ]
	cmp link.html there.html
	[ "$(tail -n 1 there.html)" = '</html>' ]
	[ "$(ls)" = "$(ls | grep -v new)" ]
}

@test "a flow without a configuration is in the tables, reported, and the status is 3" {
	gc-load flows >some.ndjson
	echo '{"kind":"flow","id":"f9","name":"Head only","type":"BOT"}' >>some.ndjson
	run -3 --separate-stderr gc-report --source source --target target --csv tables some.ndjson
	[[ $stderr == *'flow f9 "Head only": no configuration; fetch it with gc-get' ]] && [ "${#stderr_lines[@]}" -eq 1 ]
	grep -q '>Head only</a>' report.html
	grep -q '^"f9","BOT","Head only"' tables/flows.csv
	run -3 gc-report --changes flows some.ndjson
	grep -q 'Head only' report.html
	# so it is with a file that cannot be read
	cp -R flows some
	echo '- x' >some/bad.yaml
	run -3 --separate-stderr gc-report -o some.html some
	[[ $stderr == *bad.yaml* ]]
	grep -q '>Main IVR</a>' some.html
}

# bats test_tags=long
@test "1,000 flows of 20 nodes and 10 sentences: below 2 MB" {
	need_tool python3
	python3 -S - >many.ndjson <<-'END'
		import json, random
		random.seed(7)
		id = lambda: '%08x-%04x-4%03x-8%03x-%012x' % tuple(random.getrandbits(n) for n in (32, 16, 12, 12, 48))
		words = 'thank you for calling please hold the line while we connect your call press one two three sales support billing'.split()
		say = lambda n: ' '.join(random.choice(words) for _ in range(n)).capitalize()
		queues = [{'id': id(), 'name': say(2) + ' %d' % i} for i in range(300)]
		for i in range(1000):
		    used = random.sample(queues, 6)
		    act = [{'id': id(), '__type': 'PlayAudioAction', 'name': 'Play %s %d' % (say(1), k)} for k in range(20)]
		    for k in range(10): act[2 * k]['prompt'] = {'text': say(10) + '.'}
		    for k, q in enumerate(used): act[2 * k + 1]['queue'] = {'config': {'lit': {'val': q['id'], 'text': q['name']}}}
		    name = say(3) + ' %d' % i
		    print(json.dumps({'kind': 'flow', 'org': 'o1', 'id': id(), 'name': name, 'type': 'INBOUNDCALL', 'division': {'name': 'Home'},
		        'configuration': {'name': name, 'type': 'inboundcall', 'flowMetaData': {}, 'manifest': {'queue': used},
		        'flowSequenceItemList': [{'id': id(), 'name': 'Main Task', '__type': 'Task', 'actionList': act}]}}))
	END
	gc-report -o many.html many.ndjson
	[ "$(stat -c %s many.html)" -lt 2000000 ]
	[ "$(grep -c '^<tr id=f' many.html)" -eq 1000 ]
	[ "$(grep -c '^<tr><td>.*\.$' many.html)" -ge 9900 ]
}
