# gc-remap-fill.bats - flows of Archy YAML that cannot be filled or renamed, and what is said about them.
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines
load helper

# archy TEXT - the record of a workflow W with this body.
archy() {
	printf 'workflow:\n  name: W\n%s\n' "$1" >flow.yaml
	gc-load flow.yaml
}

# rules TYPE NAME TO ... - the file `rules`
rules() { printf '%s\t%s\t%s\n' "$@" >rules; }

# many N - so many letters.
many() { printf "%$1s" '' | tr ' ' x; }

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

# withheld STATUS [options] - gc-remap, which withholds the only record of `in`.
withheld() {
	local want=$1 status=0
	shift
	gc-remap "$@" <in >out 2>err || status=$?
	[ "$status" -eq "$want" ] || {
		cat err
		return 1
	}
	[ ! -s out ]
}

@test "a value that a block of text cannot have: the placeholder and its line" {
	archy $'  a: x\n  b: {{one}}\n  c: |\n    one {{two}} three' >in
	withheld 3 --set one=1 --set $'two=a\ab'
	grep -qF ': withheld: flow.yaml:6: the value of {{two}} cannot be written here; quote the text' err
	# in quotes the same value is written
	archy $'  c: "one {{two}} three"' >in
	gc-remap --set $'two=a\ab' <in >out
	[ "$(jq -j .archy out | tail -n +3)" = '  c: "one a\x07b three"' ]
}

@test "a key that becomes longer than YAML allows: the value, and the new name" {
	archy $'  x: {a: 1}\n  dataTableLookup: {dataTable: {Short: {}}}\n' >in
	rules dataTable Short "$(many 1001)"
	withheld 3 --rename rules
	grep -qF ': withheld: flow.yaml:4: dataTable "Short": the new name is too long here' err
	archy $'  {{k}}: 1' >in
	withheld 3 --set "k=$(many 1001)"
	grep -qF ': withheld: flow.yaml:3: the value of {{k}} cannot be written here' err
}

@test "keys without a value: each once, with its first line; one in a value; without a file's name" {
	archy $'  a: {{one}} {{two}}\n  b: {{one}}\n  c: {{three}}' >in
	withheld 1 --set 'three=x {{inner}}'
	grep -c 'no value for {{one}}' err | grep -qx 1
	grep -qF ': withheld: flow.yaml:3: no value for {{one}}; give it with --set or --options' err
	grep -qF 'flow.yaml:3: no value for {{two}}' err
	grep -qF 'flow.yaml:5: the value of {{three}} has a placeholder itself, {{inner}}' err
	jq -c 'del(.file)' in >bare
	mv bare in
	withheld 1 --set 'three=3'
	grep -qF ': withheld: line 3: no value for {{one}}' err
	# with --unmapped=keep the record goes, and the message says so
	run -1 --separate-stderr gc-remap --unmapped=keep --set three=3 <in
	[ "$(jq -j .archy <<<"$output" | tail -1)" = '  c: "3"' ]
	[[ $stderr == *': not mapped: line 3: no value for {{one}}'* ]]
}

@test "keys and names of thousands of bytes are cut in messages" {
	local long
	long=$(many 5000)
	archy "  a: {{$long}}" >in
	withheld 1 --set x=y
	grep -q "no value for {{x\{1000,4096\}" err
	[ "$(awk '{ if (length($0) > n) n = length($0) } END { print n }' err)" -le 4300 ]
	archy "  transferToAcd: {targetQueue: {lit: {name: $long}}}" >in
	printf '{"kind":"map","type":"queue","name":"x","to_name":"y","status":"mapped"}\n' >map
	withheld 1 map
	grep -q 'queue "x\{1000,4096\}' err
}

@test "a text that is not Archy YAML is refused as a record; a name that makes it none, too" {
	archy '  a: 1' | jq -c '.archy = "workflow: ["' >in
	withheld 3 --rename <(printf 'queue\tA\tB\n')
	grep -q ': withheld: flow.yaml:1: "workflow" is not a mapping' err
	archy '  a: 1' | jq -c '.archy = "workflow: {name: ~}\n"' >in
	withheld 3 --set a=b
	grep -q ': withheld: flow.yaml:1: "workflow" has no name' err
	archy '  a: 1' | jq -c '.archy = "workflow:\n  name: {{n}}\n"' >in
	withheld 3 --set n=
	grep -q ': withheld: flow.yaml:1: "workflow" has no name' err
}

@test "the report: values that are filled in, names and ids; none for what is left as it is" {
	archy $'  a: {{one}} {{lit}}\n  b: {exp: Prompt.Bad}\n  c: 00000000-aaaa-4000-8000-000000000001\n  d:\n    transferToAcd: {targetQueue: {lit: {name: Sales}}}' >in
	{
		printf '{"kind":"map","type":"queue","name":"Sales","to_name":"Verkauf","status":"mapped"}\n'
		printf '{"kind":"map","type":"queue","from":"00000000-aaaa-4000-8000-000000000001","to":"00000000-bbbb-4000-8000-000000000001","status":"mapped"}\n'
		printf '{"kind":"map","type":"userPrompt","name":"Bad","to_name":"a b","status":"mapped"}\n'
	} >map
	run -0 --separate-stderr gc-remap --set one=1 --literal lit --report report map in
	[[ $stderr == *'flow.yaml:4: userPrompt "Bad" was not changed; change it to "a b" by hand'* ]]
	jq -r '"\(.line) \(.type // "") \(.at): \(.old) -> \(.new)"' report >got
	cat >want <<-'END'
	3  /workflow/a: {{one}} -> 1
	5  /workflow/c: 00000000-aaaa-4000-8000-000000000001 -> 00000000-bbbb-4000-8000-000000000001
	7 queue /workflow/d/transferToAcd/targetQueue/lit/name: Sales -> Verkauf
	END
	diff want got
}
