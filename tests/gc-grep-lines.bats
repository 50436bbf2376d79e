# gc-grep-lines.bats - hits as lines for a terminal, and which operands are refused.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines

need_terminal() {
	need_tool script
	script -qec true /dev/null </dev/null >/dev/null 2>&1 || skip "no pseudo-terminals"
}

# on_terminal ARGUMENT... - what gc-grep writes there, without colours.
on_terminal() { NO_COLOR=1 script -qec "gc-grep $*" /dev/null </dev/null | tr -d '\r'; }

@test "lines of Archy YAML: without their indentation, whatever blanks they end with" {
	need_terminal
	printf 'inboundCall:\n  name: Main\n  tasks:\n    - task:\n        name: "Start"\n        a: Find me   \t \r\n        b: Find me\n' >flow.yaml
	on_terminal Find flow.yaml >out
	sed 's/  flow.yaml:/|flow.yaml:/' out | tr '\t' ' ' >got
	[ "$(sed -n 1p got | sed 's/ *|/|/')" = 'INBOUNDCALL/Main: Start: a: Find me|flow.yaml:6' ]
	[ "$(sed -n 2p got)" = 'INBOUNDCALL/Main: Start: b: Find me|flow.yaml:7' ]
	# blanks that the text itself has are a part of the hit
	on_terminal "'  *a: Find'" flow.yaml >out
	grep -qF 'Start:         a: Find me' out
	gc-load flow.yaml | jq -c 'del(.file)' >nameless.ndjson
	on_terminal Find nameless.ndjson | grep -q ' /archy:7$'
}

@test "C1 characters are masked, others of two bytes are not; cuts are between characters" {
	need_terminal
	local long
	long=$(printf 'ü%.0s' {1..60})
	printf '{"kind":"flow","id":"f-1","type":"BOT","configuration":{"t":"a\\u009b\\u007f\\u00a0ü NEEDLE","u":"x%sNEEDLE%sy","v":7}}\n' "$long" "$long" >in
	on_terminal NEEDLE in >out
	[ "$(sed -n 1p out)" = $'BOT/f-1: a  \xc2\xa0ü NEEDLE  /configuration/t' ]
	[[ $(sed -n 2p out) == 'BOT/f-1: …ü'*'üNEEDLEü'*'ü…  /configuration/u' ]]
	iconv -f UTF-8 -t UTF-8 out >/dev/null
	TERM=dumb script -qec "gc-grep NEEDLE in" /dev/null </dev/null >out
	run -1 grep -q $'\033' out
	NO_COLOR='' TERM=xterm script -qec "gc-grep NEEDLE in" /dev/null </dev/null >out
	grep -q $'\033\[1;31mNEEDLE\033\[0m' out
	env -u TERM script -qec "env -u TERM gc-grep NEEDLE in" /dev/null </dev/null >out
	run -1 grep -q $'\033' out
}

@test "records whose members are of other kinds are shown as they are spelled" {
	need_terminal
	printf '{"kind":"flow","id":7,"name":null,"type":["x"],"configuration":{"t":"NEEDLE"}}\n' >in
	on_terminal NEEDLE in >out
	[[ $(cat out) == *': NEEDLE  /configuration/t' ]]
	gc-grep NEEDLE in >out
	[ "$(wc -l <out)" -eq 1 ]
}

@test "usage: no text, an expression that is none, a terminal and no file" {
	run -2 --separate-stderr gc-grep
	[[ $stderr == *'TEXT is missing'* ]]
	run -2 --separate-stderr gc-grep '(' in
	[[ $stderr == *'"(": '*'(-F takes it literally)'* ]]
	run -2 --separate-stderr gc-grep -e a -e '[' in
	[[ $stderr == *'"[": '*'(-F takes it literally)'* ]]
	need_terminal
	run -2 script -qec "gc-grep -e a" /dev/null
	[[ $output == *'stdin is a terminal'* ]]
}

@test "records of other kinds next to flows are counted" {
	printf '{"kind":"flow","name":"F","configuration":{"t":"x"}}\n{"kind":"ref"}\n{"kind":"map"}\n' >in
	run -0 --separate-stderr gc-grep x in
	[ "$stderr" = 'gc-grep: skipped 2 records of other kinds than flow and object' ]
}
