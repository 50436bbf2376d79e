# gc-load.bats - files back into records; what is unclear is refused, not guessed.
load helper
load programs

# reads YAML JSON - the document {a: YAML} of a record is read as this JSON.
reads() {
	local got
	got=$(printf 'kind: x\na: %s\n' "$1" | gc-load) || return 1
	[ "$got" = "{\"kind\":\"x\",\"a\":$2}" ] || { printf '%s is read as\n%s\n' "$1" "$got"; return 1; }
}

# refuses LINE WHY YAML - with one line on stderr that names the line of the YAML, status 3.
refuses() {
	local code=0 said
	printf '%s\n' "$3" >doc.yaml
	gc-load doc.yaml >out 2>err || code=$?
	mapfile -t said <err
	if [ "$code" -ne 3 ] || [ -s out ] || [ ${#said[@]} -ne 1 ] || [[ ${said[0]} != *"doc.yaml: line $1: "*$2* ]]; then
		echo "status $code for: $3"
		cat out err
		return 1
	fi
}

@test "what gc-toyaml wrote comes back: one record for each document" {
	cat >in <<-'END'
		{"kind":"flow","id":"a","n":[1.50,-0,0.2,null,true,false],"s":["","true","1","a\nb","é"],"e":[],"o":{}}
		{"kind":"object","type":"queue","id":"q"}
	END
	gc-toyaml in >in.yaml
	gc-load in.yaml >out
	same in out
	gc-load <in.yaml >out
	same in out
	cp in.yaml also.yaml
	gc-load - also.yaml <in.yaml >out
	cat in in | same - out
}

@test "plain scalars that every reader reads alike" {
	reads null null && reads '~' null && reads Null null && reads '' null
	reads true true && reads False false && reads TRUE true
	local s
	for s in 0 -0 1 1.5 -0.0 1e5 1.0e+5 1E-7 123456789012345678901234567890; do reads "$s" "$s"; done
	for s in a 'a b' 2a '2 queues' custom_-_1 2ab 0fg urn:a:b /x http://a/b é nullx yess 1.2.3q; do
		reads "$s" "\"$s\""
	done
	reads 'two # words' '"two"'
	reads "'yes'" '"yes"'
	reads '"\x41\u00e9\n"' '"Aé\n"'
	reads $'|\n  a\n  b' '"a\nb\n"'
	reads $'>\n  a\n  b' '"a b\n"'
	reads $'a\n  b' '"a b"'
	reads '{b: [1, x], c: {}}' '{"b":[1,"x"],"c":{}}'
	reads $'\n- 1\n- - x\n  - z' '[1,["x","z"]]'
}

@test "what readers differ on is refused, naming the line" {
	local s
	for s in yes No on OFF y N tRue 0123 0x1F 0o17 0b1 1_000 12:30 1.5:30 +1 .5 5. .inf -.INF .nan 2024-01-01 \
		'2024-01-01T10:00:00Z' = '<<'; do
		refuses 3 'quote it' $'kind: x\nb: 1\na: '"$s"
		[ "$s" = '<<' ] || refuses 2 'quote it' $'kind: x\n'"$s: 1"
	done
	refuses 2 'quote it' $'kind: x\n<<: {a: 1}'
	refuses 2 'a key that is not text' $'kind: x\n1: a'
	refuses 2 'a key that is not text' $'kind: x\nnull: a'
	refuses 2 'a key that is not text' $'kind: x\n? [a]\n: b'
	refuses 4 'twice' $'kind: x\na: 1\nb: 2\na: 3'
	refuses 3 'twice' $'kind: x\na:\n  kind: 1\n  "kind": 2' || refuses 4 'twice' $'kind: x\na:\n  kind: 1\n  "kind": 2'
}

@test "tags, anchors and aliases are refused: nothing is expanded" {
	refuses 2 tags $'kind: x\na: !!str 1'
	refuses 2 tags $'kind: x\na: !x {b: 1}'
	refuses 2 tags $'kind: x\na: !!set [b]'
	refuses 2 anchors $'kind: x\na: &x 1'
	refuses 2 anchors $'kind: x\na: &x [1]'
	refuses 2 aliases $'kind: x\na: *x'
	{ echo 'kind: x' && echo 'a: &a [x, x, x, x, x, x, x, x, x]' &&
		for i in {1..50}; do echo "a$i: &a$i [*a, *a, *a, *a, *a, *a, *a]"; done; } >bomb.yaml
	run -3 --separate-stderr gc-load bomb.yaml
	[ -z "$output" ]
	[[ $stderr == *'bomb.yaml: line 2: anchors are not read' ]]
}

@test "what is no YAML, no JSON, no export: named with the place, the others go on" {
	mkdir dir
	printf 'kind: x\nb: [1\n' >dir/1.yaml
	printf 'kind: x\nb: "\xff"\n' >dir/2.yaml
	printf '{"kind":"x",}' >dir/3.json
	printf '{"kind":"x"} {"kind":"x"}' >dir/4.json
	printf '[1]' >dir/5.json
	printf '{"name":"a"}' >dir/6.json
	printf 'JTdC!' >dir/7.i3WorkFlow
	printf '%s' '%7B' | base64 >dir/8.i3WorkFlow
	printf -- '- 1\n' >dir/9.yaml
	printf 'kind: x\n---\nkind: [\n' >dir/a.yaml
	printf 'kind: good\n' >dir/b.yaml
	: >dir/c.json
	run -3 --separate-stderr gc-load dir
	[ "$output" = $'{"kind":"x"}\n{"kind":"good"}' ]
	[ ${#stderr_lines[@]} -eq 11 ]
	[[ ${stderr_lines[0]} == "gc-load: dir/1.yaml: line "[23]": "* ]]
	[[ ${stderr_lines[1]} == "gc-load: dir/2.yaml: line "*": "*UTF-8* ]]
	[[ ${stderr_lines[2]} == "gc-load: dir/3.json: byte 13: a member's name is missing" ]]
	[[ ${stderr_lines[3]} == "gc-load: dir/4.json: byte 14: something follows the value" ]]
	[[ ${stderr_lines[4]} == "gc-load: dir/5.json: neither a record"* ]]
	[[ ${stderr_lines[5]} == "gc-load: dir/6.json: neither a record"* ]]
	[[ ${stderr_lines[6]} == "gc-load: dir/7.i3WorkFlow: byte 5: the file ends too early" ]]
	[[ ${stderr_lines[7]} == "gc-load: dir/8.i3WorkFlow: the text ends too early" ]]
	[[ ${stderr_lines[8]} == "gc-load: dir/9.yaml: line 1: neither a record"* ]]
	[[ ${stderr_lines[9]} == "gc-load: dir/a.yaml: line "[34]": "* ]]
	[[ ${stderr_lines[10]} == "gc-load: dir/c.json: byte 1: the text ends too early" ]]
}

@test "JSON: the bytes of the tokens, in any layout, with a byte order mark or without" {
	printf '\xef\xbb\xbf{ "kind" : "x" ,\r\n\t"a":[ 1.50 , "\\u00e9 \\/ " ] , "a":1e5 }\n' >a.json
	[ "$(gc-load a.json)" = '{"kind":"x","a":[1.50,"\u00e9 \/ "],"a":1e5}' ]
}

@test "UTF-16: YAML is read, as its standard says; all else says what helps" {
	need_tool iconv
	printf '{"kind":"x","s":"é"}' >a.json
	gc-load a.json >want
	iconv -f UTF-8 -t UTF-16 a.json >a.yaml
	gc-load a.yaml | same want -
	iconv -f UTF-8 -t UTF-16 a.json >b.json
	run -3 --separate-stderr gc-load b.json
	[[ $stderr == 'gc-load: b.json: it is UTF-16'*'iconv -f UTF-16 -t UTF-8' ]]
	printf 'inboundCall:\n  name: A\n' | iconv -f UTF-8 -t UTF-16 >archy.yaml
	run -3 --separate-stderr gc-load archy.yaml
	[[ $stderr == 'gc-load: archy.yaml: it is UTF-16'* ]]
	[ -z "$output" ]
}

@test "a bare configuration becomes a flow record" {
	printf '{\n "name": "A \\"b\\"",\n "type": "inboundcall",\n "manifest": {}\n}\n' >a.json
	printf 'name: "A \\"b\\""\ntype: inboundcall\nmanifest: {}\n' >a.yaml
	printf '{"name":"A \\"b\\"","type":"inboundcall","manifest":{}}' | jq -Rj '@uri' | base64 -w0 >a.i3InboundFlow
	echo '{"kind":"flow","name":"A \"b\"","type":"INBOUNDCALL","configuration":{"name":"A \"b\"","type":"inboundcall","manifest":{}}}' >want
	local f
	for f in a.json a.yaml a.i3InboundFlow; do
		gc-load $f >out
		same want out
	done
	printf '{"name":"a","type":"\\u0062ot","flowMetaData":{}}' >b.json
	[ "$(gc-load b.json | jq -r .type)" = BOT ]
	# An export is never a record, whatever its members are called.
	printf '{"kind":"x","name":"a","type":"bot"}' | jq -Rj '@uri' | base64 -w0 >d.i3BotFlow
	[ "$(gc-load d.i3BotFlow)" = '{"kind":"flow","name":"a","type":"BOT","configuration":{"kind":"x","name":"a","type":"bot"}}' ]
	# What it says of itself is not lost to who reads the record only.
	printf '{"type":"bot","description":"\\u00e9 b","name":"a","manifest":{}}' >c.json
	[ "$(gc-load c.json)" = '{"kind":"flow","name":"a","type":"BOT","description":"\u00e9 b","configuration":{"type":"bot","description":"\u00e9 b","name":"a","manifest":{}}}' ]
}

@test "an object with a name and a type is no flow for that: it is refused and named" {
	mkdir dir
	echo '{"name":"my-function","version":"1.0.0","type":"commonjs"}' >dir/package.json
	printf 'name: build\ntype: workflow\n' >dir/ci.yml
	echo '{"name":"a","type":"bot","manifest":"x","flowSequenceItemList":{},"flowMetaData":[],"nodes":{}}' >dir/x.json
	echo '{"name":"a","type":"module","flowMetaData":{},"nodes":[]}' >dir/y.json
	run -3 --separate-stderr gc-load dir
	[ -z "$output" ]
	[ ${#stderr_lines[@]} -eq 4 ]
	[[ ${stderr_lines[0]} == 'gc-load: dir/ci.yml: line 1: neither a record'* ]]
	[[ ${stderr_lines[1]} == 'gc-load: dir/package.json: neither a record'* ]]
	# what tells a configuration, one at a time; a manifest speaks for a type that nobody knows yet
	local member
	for member in '"manifest":{}' '"flowSequenceItemList":[]' '"flowMetaData":{}' '"nodes":[{"properties":{"references":[]}}]'; do
		echo '{"name":"a","type":"InboundCall",'"$member"'}' >one.json
		[ "$(gc-load one.json | jq -r .type)" = INBOUNDCALL ]
	done
	echo '{"name":"a","type":"tomorrow","manifest":{}}' >one.json
	[ "$(gc-load one.json | jq -r .type)" = TOMORROW ]
	run -65 gc-sim --from dir --dump
}

@test "Archy YAML becomes a flow record with the file's text" {
	printf 'inboundCall:\n  name: "A: b"\n  startUpRef: /x # kept\n' >a.yaml
	gc-load a.yaml >out
	printf '{"kind":"flow","name":"A: b","type":"INBOUNDCALL","file":"a.yaml","archy":"inboundCall:\\n  name: \\"A: b\\"\\n  startUpRef: /x # kept\\n"}\n' |
		same - out
	local pair
	for pair in botFlow:BOT digitalBot:DIGITALBOT workflow:WORKFLOW commonModule:COMMONMODULE inqueueCall:INQUEUECALL; do
		printf '%s:\n  name: x\n' "${pair%:*}" >b.yaml
		[ "$(gc-load b.yaml | jq -r .type)" = "${pair#*:}" ]
	done
	gc-save --format archy dir out
	same a.yaml "dir/INBOUNDCALL/A%3A b.yaml"
}

# bats test_tags=long
@test "Archy YAML may hold what no record may: it is text" {
	local line
	for line in 'on: yes' 'a: 0123' 'a: 2024-01-01' 'a: &x 1' $'a: &x 1\n  b: *x' $'yes: 1\n  no: 2' \
		'a: !x 1' 'a: {{key}}' '"": {name: other}' 'x: name' '{{key}}: {{b}}' "'{{a}}': \"x {{b}}\""; do
		printf '# c\n---\nworkflow:\n  %s\n  name: A b\n  name2: c\n...\n' "$line" >a.yaml
		gc-load a.yaml >out
		jq -j .archy out | same - a.yaml
		[ "$(jq -r '.name + .type' out)" = "A bWORKFLOW" ]
	done
}

@test "Archy YAML: name, division and description as they are written; tabs, CRLF, a mark" {
	printf '\xef\xbb\xbfbotFlow:\r\n\t\r\n  name:\t"{{name}} é"\r\n  division: {{division}}\r\n  description: \047it\047\047s\047 \t# x\r\n  list:\r\n    -\t1' >a.yaml
	gc-load a.yaml >out
	jq -j .archy out | same - a.yaml
	[ "$(jq -c '[.name, .type, .division, .description]' out)" = '["{{name}} é","BOT",{"name":"{{division}}"},"it'"'"'s"]' ]
	gc-load <a.yaml | jq -e 'has("file") | not'
}

# refuse TEXT WHERE - what gc-load says of a file with this text, but for its name.
refuse() {
	printf '%b' "$1" >refused.yaml
	run -3 --separate-stderr gc-load refused.yaml
	[ -z "$output" ] || bad "$1: $output"
	[[ $stderr == "gc-load: refused.yaml: $2"* && ${#stderr_lines[@]} -eq 1 ]] || bad "$1: $stderr"
}

@test "Archy YAML that is refused: one line, with line and column" {
	refuse 'botFlow:\n  name: a\n---\nbotFlow:\n  name: b\n' 'line 3, column 1: a second document'
	refuse 'botFlow:\n  name: a\n  on: yes\nbot2: {}\n' 'line 4, column 1: a second key next to "botFlow"'
	refuse '\n# c\nbotFlow:\n  name: ~\n  on: yes\n' 'line 3, column 1: "botFlow" has no name'
	refuse 'botFlow:\n  x: {name: a}\n' 'line 1, column 1: "botFlow" has no name'
	refuse 'botFlow:\n  name: a\n  b: [\n' 'line 4, column 1: not YAML: '
	refuse 'botFlow:\n  name: a\n<<<<<<< HEAD\n  b: 1\n=======\n  b: 2\n>>>>>>> x\n' 'line 3, column 1: a conflict marker'
	refuse '<<<<<<< HEAD\nbotFlow:\n=======\nworkflow:\n>>>>>>> x\n  name: b\n' 'line 1, column 1: a conflict marker'
	refuse 'botFlow:\n  name: a\n  {{x}}: 1\n  b: 1\n  "{{x}}": 2\n' 'line 5, column 3: the key "{{x}}" occurs twice'
	refuse 'botFlow:\n  name: a\n  ? [b]\n  : c\n' 'line 3, column 5: a key that is not a plain or quoted text'
	refuse 'botFlow:\n  name: a\n  é: \xff\n' 'line 3, column 6: not UTF-8'
	refuse 'botFlow:\n  name: a\n  b: *c\n' 'line 3, column 6: an alias without its anchor'
	# As deep as a flow may not be, and so deep that libyaml needs long: at once.
	printf 'botFlow:\n  name: a\n  b: %0100000d\n' 0 | tr 0 '[' >deep.yaml
	SECONDS=0
	run -3 gc-load deep.yaml
	[[ $output == 'gc-load: deep.yaml: line 3, column 1004: more than 1000 levels' && $SECONDS -lt 5 ]]
	printf 'botFlow:\n  name: a\n' | iconv -t UTF-16 >refused.yaml
	run -3 --separate-stderr gc-load refused.yaml
	[[ $stderr == *'UTF-16'* && -z $output ]]
	no_failures
}

@test "nothing that is not a flow becomes one" {
	local text
	for text in 'bot:\n  name: a\n' 'actions:\n  - name: x\n' 'name: x\n' \
		'common:\n  tasks:\n    - task: {name: x}\n' 'inboundCallFlow:\n  name: x\n' '- inboundCall:\n    name: x\n'; do
		refuse "$text" 'line 1: neither a record'
	done
	no_failures
}

# bats test_tags=long
@test "hostile Archy YAML: aliases are not expanded; depth has a bound; one clear line" {
	{ printf 'workflow:\n  name: a\n  a: &a [x,x,x,x,x,x,x,x,x]\n'
		for i in b c d e f g h i j k l m n; do
			printf '  %s: &%s [*a,*a,*a,*a,*a,*a,*a,*a,*a]\n' $i $i
		done; } >bomb.yaml
	gc-load bomb.yaml | jq -j .archy | same - bomb.yaml
	{ printf 'workflow:\n  name: a\n  b: ' && printf '[%.0s' {1..2000}; } >deep.yaml
	run -3 --separate-stderr timeout 20 gc-load deep.yaml
	[ "$stderr" = 'gc-load: deep.yaml: line 3, column 1004: more than 1000 levels' ]
	{ printf 'workflow:\n  name: a\n  b: ' && head -c 17000000 /dev/zero | tr '\0' x; } >huge.yaml
	run -3 --separate-stderr timeout 20 gc-load huge.yaml
	[ "$stderr" = 'gc-load: huge.yaml: line 3, column 6: a text of more than 16 MiB' ]
}

@test "an export in plain JSON, wrapped, with a byte order mark, CRLF or a final newline: all the same" {
	local text='{"name":"A é","type":"bot","x":[1.0,"a b c d e f g h i j k l m n o p q r s t u v w x y z"]}'
	printf '%s' "$text" | jq -Rj '@uri' | base64 -w0 >plain.i3BotFlow
	base64 -d plain.i3BotFlow | base64 -w76 >wrapped.i3BotFlow
	sed 's/$/\r/' wrapped.i3BotFlow >crlf.i3BotFlow
	{ printf '\357\273\277' && cat plain.i3BotFlow && echo; } >mark.i3BotFlow
	printf '%s' "$text" >json.i3BotFlow
	{ printf '\357\273\277\n' && printf '%s\r\n' "${text//,/,$'\r\n'}"; } >marked-json.i3BotFlow
	printf '{"kind":"flow","name":"A é","type":"BOT","configuration":%s}\n' "$text" >want
	local f
	for f in plain wrapped crlf mark json marked-json; do
		gc-load $f.i3BotFlow | same want - || { echo "$f"; return 1; }
	done
	printf '{"name":"A"' >torn.i3BotFlow
	run -3 --separate-stderr gc-load torn.i3BotFlow
	[[ $stderr == 'gc-load: torn.i3BotFlow: byte 12: the text ends too early' ]]
}

# bats test_tags=long
@test "the corpus's exports hold the corpus's configurations" {
	need_corpus
	local f
	for f in "$CORPUS"/i3/*; do
		base64 -d "$f" | perl -pe 's/%(..)/chr hex $1/ge' >want
		gc-load "$f" | jq -c .name >/dev/null
		gc-load "$f" | perl -pe 's/^.*?"configuration"://; s/}$//' | tr -d '\n' | same want -
	done
}

@test "a folder without files to read, and a file of records, are reported" {
	mkdir -p dir/below
	echo text >dir/below/README.md
	run -0 --separate-stderr gc-load dir
	[[ $stderr == 'gc-load: dir: has no '* ]]
	echo '{"kind":"flow"}' >x.ndjson
	run -3 --separate-stderr gc-load x.ndjson
	[[ $stderr == *'has records already; '* ]]
}

@test "folders: in the order of the paths; manifest, hidden files, other kinds and links are skipped" {
	mkdir -p dir/B dir/.git outside
	local f
	for f in dir/B/2 dir/B/1 dir/B-1 dir/a; do printf 'kind: %s\n' "${f//\//_}" >"$f.yaml"; done
	printf '{"flows":[]}' >dir/manifest.json
	printf 'kind: hidden\n' >dir/.git/x.yaml
	printf 'kind: hidden\n' >dir/.x.yaml
	printf 'kind: outside\n' >outside/x.yaml
	ln -s ../outside dir/link
	ln -s ../outside/x.yaml dir/link.yaml
	mkfifo dir/pipe.yaml
	echo text >dir/README.md
	run -0 --separate-stderr gc-load dir
	[ "$output" = $'{"kind":"dir_B-1"}\n{"kind":"dir_B_1"}\n{"kind":"dir_B_2"}\n{"kind":"dir_a"}' ]
	[ -z "$stderr" ]
	run -0 --separate-stderr gc-load -v dir/
	[[ $stderr == *"dir//link.yaml: skipped"* ]] || [[ $stderr == *"dir/link.yaml: skipped"* ]]
	[[ $stderr == *README.md* ]]
	# what is named is read, also through a link
	run -0 gc-load dir/link.yaml
	[ "$output" = '{"kind":"outside"}' ]
}

@test "a folder whose files cannot be looked at, and one that cannot be read: status 74, each named" {
	need_mortal
	mkdir -p dir/closed dir/listed dir/open
	local f
	for f in dir/closed/1 dir/listed/2 dir/listed/3 dir/open/4; do printf 'kind: x\n' >$f.yaml; done
	touch dir/listed/.hidden
	chmod 0 dir/closed
	chmod 400 dir/listed # its names can be read, and nothing else of it
	run -74 --separate-stderr as_mortal gc-load dir
	chmod 700 dir/closed dir/listed
	[ "$output" = '{"kind":"x"}' ]
	[ "$stderr" = 'gc-load: dir/closed: Permission denied
gc-load: dir/listed/2.yaml: Permission denied
gc-load: dir/listed/3.yaml: Permission denied' ]
}

@test "an operand that is not there, or of no kind: named, the others go on" {
	printf 'kind: x\n' >a.yaml
	run -74 --separate-stderr gc-load nothing.yaml a.yaml
	[ "$output" = '{"kind":"x"}' ]
	[[ $stderr == "gc-load: nothing.yaml: No such file or directory" ]]
	run -74 --separate-stderr gc-load nothing a.yaml
	[ "$output" = '{"kind":"x"}' ]
	cp a.yaml a.txt
	run -3 --separate-stderr gc-load a.txt a.yaml
	[ "$output" = '{"kind":"x"}' ]
	[[ $stderr == *"a.txt: the name must end in"* ]]
}

@test "nothing in, nothing out" {
	run -0 --separate-stderr gc-load </dev/null
	[ -z "$output$stderr" ]
	mkdir dir
	gc-save dir </dev/null
	run -0 --separate-stderr gc-load dir
	[ -z "$output$stderr" ]
	: >a.yaml
	run -0 --separate-stderr gc-load a.yaml
	[ -z "$output$stderr" ]
}

@test "deep YAML: 20,000 levels are read, more than 100,000 are refused" {
	{ printf 'kind: x\na: ' && yes '[' | head -n 20000 && yes ']' | head -n 20000; } | tr -d '\n' | sed 's/xa/x\na/' >a.yaml
	gc-load a.yaml >out
	{ printf '{"kind":"x","a":' && yes '[' | head -n 20000 && yes ']' | head -n 20000 && printf '}'; } | tr -d '\n' >want
	echo >>want
	same want out
}

# located FILE - each record that --locate wrote has a line, and that line has the id or the name, or
# begins the block of text that has it. (A look-up of a computed name has neither.)
located() {
	local file line id name text read='' lines
	[ -s "$1" ]
	while IFS=$'\x1f' read -r file line id name; do
		[ "$file" = "$read" ] || mapfile -t lines <"$file"
		read=$file
		text=${lines[line - 1]}
		[[ $text != *': |'* ]] || text=$(tail -n "+$line" "$file" | block)
		[[ -n $id && $text == *"$id"* ]] || [[ -n $name && $text == *"$name"* ]] ||
			{ echo "$file:$line has neither \"$id\" nor \"$name\": $text" && return 1; }
	done < <(jq -r 'select(.class != "dynamic") | [.file, .line, .id // "", .name // ""] | map(tostring) | join("\u001f")' "$1")
}

# block - of a YAML text that begins with a block of text, this block: all that has a deeper indentation.
block() {
	awk '{ match($0, /^ */) } NR == 1 { indent = RLENGTH } NR > 1 && NF && RLENGTH <= indent { exit } { print }'
}

@test "--locate: each ref with the file and line of its place, in YAML, JSON and bare configurations" {
	local f
	gc-sim --seed 5 --flows 20 --dump >flows
	gc-save yaml flows
	gc-save --format json json flows
	mkdir bare
	jq -sc '.[]' flows | while read -r f; do
		jq '.configuration' <<<"$f" >"bare/$((++n)).json"
	done
	for f in yaml json bare; do
		gc-load $f | gc-refs >refs
		gc-load --locate refs $f/ >out
		jq -c 'del(.file, .line)' out | same refs -
		located out
	done
	# a literal block, and one line of JSON
	printf '%s' '{"kind":"flow","id":"f","name":"F","type":"BOT","configuration":{"a":"x\ny","b":"q1"}}' >one.json
	gc-load one.json >one && gc-save one.d one
	printf '{"kind":"ref","flow":{"id":"f"},"id":"q1","at":["/configuration/b"]}\n' >refs
	gc-load --locate refs one.json | jq -c '[.file, .line]' | same - <(echo '["one.json",1]')
	gc-load --locate refs one.d >out
	located out
	grep -q '|-' one.d/BOT/F.yaml
	# standard input, and a record that has an old line
	sed 's/"at"/"file":"old","line":[7,8],&/' refs | gc-load --locate - one.d | same out -
}

@test "--locate: flows by id or by type and name; documents of a stream; the manifest's entry where nothing is used" {
	cat >flows.yaml <<-'END'
		kind: flow
		id: f1
		name: Same
		type: BOT
		configuration:
		  "a/b":
		  - "~": q1
		---
		kind: flow
		id: f2
		name: Same
		type: BOT
		configuration:
		  manifest:
		    user:
		    - id: q1
		    queue:
		    - id: q0
		    - name: Sales
		      id: q1
		  "a/b":
		  - "~": q1
		---
		kind: flow
		name: Other
		type: BOT
		configuration: {x: q1}
	END
	cat >refs <<-'END'
		{"kind":"ref","flow":{"id":"f2","name":"Same","type":"BOT"},"type":"queue","id":"q1","at":["/configuration/a~1b/0/~0","/id"]}
		{"kind":"ref","flow":{"id":"f1","name":"Renamed","type":"BOT"},"type":"queue","id":"q1","at":["\/configuration/a~1b/0/~0"]}
		{"kind":"ref","flow":{"id":"f2"},"type":"queue","id":"q1","count":0,"at":[]}
		{"kind":"ref","flow":{"id":"f3","name":"Other","type":"BOT"},"type":"queue","id":"q1","at":["/configuration/x"]}
		{"kind":"ref","flow":{"id":"f1"},"at":["/configuration/none"]}
		{"kind":"ref","flow":{"id":"f9","name":"Same","type":"BOT"},"id":"q1","at":["/configuration/x"]}
		{"kind":"ref","flow":{"id":"f1"},"at":"x"}
		{"kind":"ref", "object":{"id":"o"}}
		{"kind":"other","flow":{"id":"f1"},"at":["/id"]}
	END
	gc-load --locate refs flows.yaml >out
	jq -r '"\(.file) \(.line)"' out >got
	printf '%s\n' 'flows.yaml 22' 'flows.yaml 7' 'flows.yaml 20' 'flows.yaml 27' 'flows.yaml null' \
		'null null' 'flows.yaml null' 'null null' 'null null' | same - got
	# what is not found is not touched
	diff <(sed -n '6p;8,$p' refs) <(sed -n '6p;8,$p' out)
	# the first file that has the flow counts; the others are read nevertheless
	cp flows.yaml again.yaml
	echo 'kind: [' >bad.yaml
	run -3 --separate-stderr gc-load --locate refs again.yaml bad.yaml flows.yaml
	[ "$output" = "$(sed 's/flows.yaml/again.yaml/' out)" ]
	[[ $stderr == 'gc-load: bad.yaml: line '* ]]
}

@test "--locate: an export in base64 has a file and no lines; usage; a torn list of refs" {
	printf '{"kind":"ref","flow":{"name":"a","type":"BOT"},"id":"q","at":["/configuration/q"]}\n' >refs
	printf '{"name":"a","type":"bot",\n"q":"q"}' >a.i3BotFlow
	[ "$(gc-load --locate refs a.i3BotFlow | jq -c '[.file, .line]')" = '["a.i3BotFlow",2]' ]
	jq -Rsj '@uri' a.i3BotFlow | base64 -w0 >b.i3BotFlow
	[ "$(gc-load --locate refs b.i3BotFlow | jq -c '[.file, .line]')" = '["b.i3BotFlow",null]' ]
	run -2 gc-load --locate refs
	run -2 gc-load --locate refs -
	run -74 gc-load --locate none a.i3BotFlow
	echo '{"kind":' >torn
	run -65 gc-load --locate torn a.i3BotFlow
}

@test "an options file of Archy among flows is skipped with one line, and none of its values is shown" {
	mkdir flows
	printf 'workflow:\n  name: {{name}}\n' >flows/w.yaml
	printf '# of the team\nclientSecret: xyzzy\nsubstitutions:\n  name: W\n' >flows/options.yaml
	printf '{"clientSecret": "xyzzy", "substitutions": {"name": "W"}}' >flows/options.json
	printf 'clientSecret: &s xyzzy\nother: *s\nsubstitutions:\n' >flows/anchors.yml
	run -0 --separate-stderr gc-load flows
	[ "$(jq -r .name <<<"$output")" = '{{name}}' ]
	local f
	for f in anchors.yml options.json options.yaml; do
		echo "gc-load: flows/$f: skipped; it is an options file of Archy and not a flow (its values are for --options)"
	done | same - <(echo "$stderr")
	run -0 gc-remap --options flows/options.yaml <<<"$output"
	[[ $output == *'"name":"W"'* ]]
	# A flow with a second key is no options file.
	printf 'workflow:\n  name: W\nsubstitutions:\n  a: b\n' >flow.yaml
	run -3 gc-load flow.yaml
	[[ $output == *'line 3, column 1: a second key next to "workflow"'* ]]
	printf 'substitutions:\n  a: b\n' | gc-load 2>&1 | grep -q '^gc-load: stdin: skipped'
}
