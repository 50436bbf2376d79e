# gc-plan-tables.bats - broken references and work by hand, with names that are hard to write.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines

# ref FLOW TYPE ID NAME [MEMBERS] - add a reference of the flow with this name; texts are JSON.
ref() {
	printf '{"kind":"ref","org":"o-1","flow":{"id":"f-1","name":"%s","type":"INBOUNDCALL"},"type":"%s","id":"%s","name":"%s","class":"object","count":1,"at":["/x"]%s}\n' \
		"$1" "$2" "$3" "$4" "${5:+,$5}" >>refs
}

# object TYPE ID NAME - add an object to the target.
object() {
	printf '{"kind":"object","org":"o-2","type":"%s","id":"%s","name":"%s"}\n' "$1" "$2" "$3" >>target
}

# broken FORMAT - the report, in `got`; something is broken.
broken() {
	local status=0
	object queue Q-0 'Something else'
	gc-plan --target target --format "$1" refs >got 2>err || status=$?
	[ "$status" -eq 1 ]
}

# many N - so many letters.
many() { printf "%$1s" '' | tr ' ' x; }

@test "text: no control character of a name reaches the terminal" {
	ref 'Fl\u001b[2Jow\nTwo' queue q-1 'Sa\u009bles\u007f'
	ref 'Fl\u001b[2Jow\nTwo' queue q-2 'Night'
	ref 'Fl\u001b[2Jow\nTwo' queue q-3 '' '"file":"a\u001bb\u0085.yaml","line":3'
	object queue Q-2 'nig\u0007ht'
	object queue Q-3 'night\u0007'
	object queue Q-4 'NIGHT'
	broken text
	[ "$(head -1 got)" = 'INBOUNDCALL "Fl?[2Jow?Two" f-1' ]
	# the C1 characters are masked with both of their bytes
	[ "$(LC_ALL=C tr -d '\n -~' <got | wc -c)" -eq 0 ]
	grep -qF '"Sa??les?"' got
	grep -qF '"Night"' got
	grep -qF '"NIGHT"' got
	grep -qF '(a?b??.yaml:3)' got
}

@test "a line without a file, and a file without a line" {
	ref F queue q-1 Gone '"line":17'
	broken text
	[ "$(tail -1 got)" = '  queue  "Gone"  missing in the target  (line 17)' ]
	broken github
	[ "$(cat got)" = '::error title=Broken reference::INBOUNDCALL "F": queue "Gone": missing in the target' ]
	rm refs
	ref 'F\n' queue q-1 Gone '"file":"a:b\t.yaml"'
	broken text
	[ "$(tail -1 got)" = '  queue  "Gone"  missing in the target' ]
	broken github
	[ "$(cat got)" = '::error file=a%3Ab%09.yaml,line=1,title=Broken reference::INBOUNDCALL "F%0A": queue "Gone": missing in the target' ]
}

@test "tsv and csv: each escape of a cell" {
	ref 'A\tB\nC\rD\\E\u0000F' queue q-1 'say \"no\"'
	broken tsv
	[ "$(sed -n 2p got | tr '\0' '0' | cut -f2)" = 'A\tB\nC\rD\\E0F' ]
	[ "$(wc -l <got)" -eq 2 ]
	rm refs
	ref 'A\nB' queue q-1 '=1+1'
	ref 'A\nB' queue q-2 'x\ry'
	broken csv
	python3 - got <<-'END' || [ $? -eq 127 ]
	import csv, sys
	rows = list(csv.reader(open(sys.argv[1], newline="")))
	assert [r[1] for r in rows] == ["flow name", "A\nB", "A\nB"], rows
	assert sorted(r[4] for r in rows[1:]) == ["'=1+1", "x\ry"], rows
	END
}

@test "junit: what XML cannot hold is replaced, at any place" {
	ref 'a\uffffb\ufffe\ud55c\uf900\ufffd\u0001' queue q-1 'a\tb\nc\rd\"<&>'
	broken junit
	grep -qF $'name="a\xef\xbf\xbdb\xef\xbf\xbd\xed\x95\x9c\xef\xa4\x80\xef\xbf\xbd\xef\xbf\xbd"' got
	grep -qF 'queue &#34;a&#9;b&#10;c&#13;d&#34;&lt;&amp;&gt;&#34; q-1: missing in the target' got
	if command -v xmllint >/dev/null; then xmllint --noout got; fi
}

@test "names and types of thousands of bytes are cut in texts for people, and whole in tables" {
	local long
	long=$(many 5000)
	printf '{"kind":"ref","flow":{"id":"%s","name":"%s","type":"%s"},"type":"%s","id":"q-1","name":"%s","class":"object"}\n' \
		"F$long" "N$long" "T$long" "Q$long" "$long" >refs
	object "Q$long" Q-1 Other
	broken text
	[ "$(head -1 got | wc -c)" -eq $((3 * 4096 + 5)) ]
	[[ $(tail -1 got) == "  Q$(many 4095)  \"$long\"  missing "* ]]
	broken github
	[[ $(cat got) == "::error title=Broken reference::T$(many 4095) \"N$(many 4095)\": Q$(many 4095) \"$long\": missing "* ]]
	broken tsv
	[ "$(sed -n 2p got | cut -f2)" = "N$long" ]
	# candidates, too: those that are nearly the same
	rm refs target
	ref F queue q-1 "$long"
	object queue "I$long" "X${long:1}"
	broken text
	[[ $(tail -1 got) == *"; nearly: \"X$(many 4095)\"" ]]
}

@test "ids of candidates are cut, too" {
	local long
	long=$(many 5000)
	ref F queue q-1 Twin
	object queue "I$long" Twin
	object queue J-1 Twin
	broken text
	[[ $(tail -1 got) == *": I$(many 4095), J-1" ]]
}

@test "--by-hand: names with tabs, line ends and backslashes; a formula; what to choose" {
	local status=0
	ref F queue q-1 'A\tB\nC\rD\\E'
	ref F queue q-2 '=SUM(1)'
	ref F queue q-3 Twin
	ref F inboundCallFlow f-9 'Other'
	ref F workflow f-8 'Wo\trk'
	object queue Q-1 Twin
	object queue Q-2 Twin
	object inboundCallFlow F-1 One
	object workflow F-2 One
	object flow F-3 One
	gc-plan --target target --by-hand table refs >map 2>err || status=$?
	[ "$status" -eq 1 ]
	grep -v 'waits for' table | cut -f2- | sort >got
	sort >want <<-'END'
	type	name	what to do
	queue	A\tB\nC\rD\\E	move this object, too, or create it
	queue	'=SUM(1)	move this object, too, or create it
	queue	Twin	several could be meant: choose one in the table of decisions
	INBOUNDCALL	Other	move this flow, too, or create it
	WORKFLOW	Wo\trk	move this flow, too, or create it
	END
	diff want got
}

@test "usage: --by-hand does not go with --symbolic; an inventory that is missing" {
	ref F queue q-1 Gone
	run -2 --separate-stderr gc-plan --symbolic --by-hand table refs
	[[ ${stderr_lines[0]} == *'--by-hand does not go with --symbolic'* ]]
	run -74 --separate-stderr gc-plan --source none --target refs refs
	[[ ${stderr_lines[0]} == 'gc-plan: none: '* ]]
}
