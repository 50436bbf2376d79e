# gc-toyaml.bats - records as YAML, and what other readers of YAML make of it.
load helper

# yaml JSON - the YAML of a record that holds this text under "a", without its first lines.
yaml() {
	printf '{"kind":"x","a":%s}\n' "$1" | gc-toyaml | tail -n +3
}

# writes JSON YAML - the value is written so.
writes() {
	local got
	got=$(yaml "$1")
	[ "$got" = "$2" ] || { printf '%s is written\n%s\nnot\n%s\n' "$1" "$got" "$2"; return 1; }
}

# For tests that ask other readers what they see.
need_readers() {
	python3 -c 'import yaml' 2>/dev/null || skip "no YAML 1.1 reader: python3-yaml is not installed"
	perl -MYAML::PP -e 1 2>/dev/null || skip "no YAML 1.2 reader: libyaml-pp-perl is not installed"
}

@test "one document per record: block style, the order of the keys, no folding" {
	cat >in <<-'END'
		{"kind":"flow","id":"a1","name":"Main IVR","z":[1,{"b":true,"a":[[],{}]},null]}

		{"kind":"session","text":"a long text that is not folded, however many words it may have, for a change of one word is one line"}
	END
	cat >want <<-'END'
		---
		kind: flow
		id: a1
		name: Main IVR
		z:
		- 1
		- b: true
		  a:
		  - []
		  - {}
		- null
		---
		kind: session
		text: "a long text that is not folded, however many words it may have, for a change of one word is one line"
	END
	run -0 --separate-stderr gc-toyaml in
	gc-toyaml in >out
	same out want
}

@test "no record, no document" {
	gc-toyaml </dev/null >out
	[ ! -s out ]
}

@test "strings are quoted wherever a reader would take them for something else" {
	local s
	for s in true False YES no On off y N null NULL 0 -1 +1 0123 0x1F 0o17 1_000 12:30 2024-01-01 1e3 e5 .5 5. .inf .NaN \
		'~' = '<<' '-' '- a' '?' ': a' 'a: b' 'a #b' '#a' '!a' '&a' '*a' '|' '>' '%a' '@a' "'a" ',a' '[a' '{a' '---' \
		'' ' a' 'a ' 'a  b'; do
		writes "\"$s\"" "a: \"$s\""
	done
	for s in a Main custom_-_x a.b.c en-US /a/b __x__ 'a b c' nullx e5x x1; do
		writes "\"$s\"" "a: $s"
	done
}

@test "numbers stay as they are, or get the spelling that every reader knows" {
	local n
	for n in 0 -0 1 -1 1.50 0.2 -0.0 1.0e+5 1.5E-7 123456789012345678901234567890; do
		writes "$n" "a: $n"
	done
	writes 1e5 "a: 1.0e+5"
	writes 1E5 "a: 1.0E+5"
	writes 1e-5 "a: 1.0e-5"
	writes 1e+5 "a: 1.0e+5"
	writes 1.5e5 "a: 1.5e+5"
	writes -0e0 "a: -0.0e+0"
}

@test "several lines are a block where it is exact, else one quoted line" {
	writes '"{\n  \"a\": 1\n}"' $'a: |-\n  {\n    "a": 1\n  }'
	writes '"a\nb\n"' $'a: |\n  a\n  b'
	writes '"# a\n\n---\nb"' $'a: |-\n  # a\n\n  ---\n  b'
	writes '"a\tb\nc"' 'a: "a\tb\nc"'
	writes '" a\nb"' 'a: " a\nb"'
	writes '"\na"' 'a: "\na"'
	writes '"a \nb"' 'a: "a \nb"'
	writes '"a\n\n"' 'a: "a\n\n"'
	writes '"a\u2028b\nc"' 'a: "a\Lb\nc"'
}

@test "Unicode is readable; what has no face is escaped" {
	writes '"español – 中文"' 'a: "español – 中文"'
	writes '"\u00e9"' 'a: "é"'
	writes '"\u0000\u0007\u007f\u0085\u2028\u2029\ufeff"' 'a: "\0\a\x7F\N\L\P\uFEFF"'
	writes '"\ud83d\ude00"' 'a: "\U0001F600"'
}

@test "keys: empty, long, odd" {
	printf '{"kind":"x","":1,"true":2,"a: b":3,"%0200d":4}\n' 0 >in
	gc-toyaml in >out
	printf -- '---\nkind: x\n"": 1\n"true": 2\n"a: b": 3\n? "%0200d"\n: 4\n' 0 | same out /dev/stdin
}

@test "a lone surrogate: that record is named and left out, status 3" {
	printf '%s\n' '{"kind":"flow","id":"f1","name":"A"}' \
		'{"kind":"flow","id":"f2","name":"B","x":[0,{"a/b":"\ud83d"}]}' \
		'{"kind":"flow","id":"f3","name":"C","x":{"\udc00":1}}' \
		'{"kind":"flow","id":"f4","name":"D"}' >in
	run -3 --separate-stderr gc-toyaml in
	[ "$output" = $'---\nkind: flow\nid: f1\nname: A\n---\nkind: flow\nid: f4\nname: D' ]
	[[ ${stderr_lines[0]} == *'in:2: flow f2 "B": /x/1/a~1b: a lone surrogate'*'--format json'* ]]
	[[ ${stderr_lines[1]} == *'in:3: flow f3 "C": /x/'*'a lone surrogate'* ]]
	[ ${#stderr_lines[@]} -eq 2 ]
}

@test "a name twice in an object: that record is named and left out, status 3" {
	printf '%s\n' '{"kind":"flow","id":"f1","x":[{"a":{"b":1},"c":2,"\u0061":3}]}' \
		'{"kind":"flow","id":"f2","x":[{"a":{"a":1}},{"a":{"a":1}}]}' >in
	run -3 --separate-stderr gc-toyaml in
	[ "${lines[2]}" = "id: f2" ]
	[[ $stderr == *'in:1: flow f1: /x/0/a: a name that its object has twice'* ]]
	# among many names, too
	{ printf '{"kind":"flow","id":"f3"' && seq -f ',"k%g":0' 1000 && printf ',"k500":1}'; } | tr -d '\n' >in
	run -3 --separate-stderr gc-toyaml in
	[ -z "$output" ]
	[[ $stderr == *'/k500: a name'* ]]
}

@test "a large record that is refused at its end leaves nothing on stdout" {
	{ printf '{"kind":"flow","id":"f1","a":[' && yes '"some text to fill the record with",' | head -n 200000 &&
		printf '1],"b":"\\ud800"}'; } | tr -d '\n' >in
	run -3 --separate-stderr gc-toyaml in
	[ -z "$output" ]
	[[ $stderr == *'f1: /b: a lone surrogate'* ]]
}

@test "deep: block style to 200 levels, then flow style, on one line" {
	local open close
	open=$(printf '{"a":%.0s' {1..250}) close=$(printf '}%.0s' {1..250})
	printf '{"kind":"x","d":%s[1,"b: c","a\\nb"]%s}\n' "$open" "$close" >in
	gc-toyaml in >out
	[ "$(wc -l <out)" -eq 201 ]
	tail -1 out | grep -qF '[1, "b: c", "a\nb"]}}}'
	gc-load - <out >back
	same in back
}

# bats test_tags=long
@test "nesting of 1,000,000" {
	{ printf '{"kind":"x","d":' && yes '[' | head -n 1000000 && yes ']' | head -n 1000000 && printf '}'; } |
		tr -d '\n' >in
	gc-toyaml in >out
	[ "$(wc -c <out)" -lt 2100000 ]
	[ "$(wc -c <out)" -gt 2000000 ]
}

@test "a wide record under deep indentation is not kept in memory" {
	local open close
	open=$(printf '[%.0s' {1..195}) close=$(printf ']%.0s' {1..195})
	{ printf '{"kind":"x","d":%s' "$open" && yes '1,' | head -n 20000 && printf '1%s}' "$close"; } | tr -d '\n' >in
	gc-toyaml in >out
	[ "$(wc -c <out)" -gt 7000000 ]
	gc-load - <out >back
	{ cat in && echo; } | same - back
}

# bats test_tags=long
@test "2,000 awkward records mean the same to readers of YAML 1.1 and 1.2, and to gc-load" {
	need_readers
	"$TOP/tests/awkward" 2000 >in
	gc-toyaml in >out
	"$TOP/tests/yaml11" in out
	head -n 500 in >in.some
	gc-toyaml in.some >out.some
	"$TOP/tests/yaml12" in.some out.some
	gc-load - <out >back
	# numbers with exponents get another spelling
	paste -d '\n' in back | awk 'NR % 2 { want = $0; next } want !~ /[0-9][eE]/ { n++; if (want != $0) exit 1 } END { exit n < 1000 }'
	gc-toyaml back >again
	same out again
}

# bats test_tags=long
@test "the corpus means the same to readers of YAML 1.1 and 1.2, and to gc-load" {
	need_corpus
	need_readers
	local f
	for f in "$CORPUS"/json/*.json; do
		printf '{"kind":"flow","configuration":' && tr -d '\n' <"$f" && printf '}\n'
	done >in
	gc-toyaml in >out
	"$TOP/tests/yaml11" in out
	gc-load - <out >back
	same in back
	awk 'length < 25000' in >in.some
	gc-toyaml in.some >out.some
	"$TOP/tests/yaml12" in.some out.some
}

@test "a text that one reader takes for a float without digits is quoted, and read as text either way" {
	echo '{"a":["e3","E09","e-1","E+1","e3 ","e","re3"],"e5":1}' >in
	gc-toyaml in >out
	printf '%s\n' '---' a: '- "e3"' '- "E09"' '- "e-1"' '- "E+1"' '- "e3 "' '- e' '- re3' '"e5": 1' | same - out
	[ "$(printf 'kind: x\na: e3\n' | gc-load)" = '{"kind":"x","a":"e3"}' ]
}

@test "a torn record is status 65, also where YAML could not have said it" {
	local bad
	for bad in '{"a":1,"a":2' '{"a":"\ud800",}' '[1]' '"a"' '{"a":1} {"b":2}' '{"a":tru}'; do
		printf '{"kind":"good"}\n%s\n' "$bad" >in
		run -65 --separate-stderr gc-toyaml in
		[ "$output" = $'---\nkind: good' ]
		[[ $stderr == "gc-toyaml: in:2: byte "* ]]
		[ ${#stderr_lines[@]} -eq 1 ]
	done
}
