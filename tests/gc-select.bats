# gc-select.bats - records for which a jq expression is true.
load helper

@test "the selected records come out byte for byte, in order, of any kind" {
	printf '%s\n' '{"kind":"flow","id":"a","n":1.50,"name":"\u00e9"}' '{"kind":"object", "id":"b"}' \
		'{"kind":"flow","id":"c","n":1.5}' >in
	gc-select '.kind == "flow"' in >out
	sed -n '1p;3p' in >want
	same want out
	gc-select '.id == "b"' <in >out
	sed -n 2p in >want
	same want out
	run -0 gc-select 'false' in
	[ -z "$output" ]
}

@test "bodies are hidden from the expression, whatever their depth, and pass through" {
	local deep
	deep=$(printf '[%.0s' {1..20000})1$(printf ']%.0s' {1..20000})
	printf '{"kind":"flow","id":"a","configuration":%s,"archy":"x","rows":[],"media":[],"z":1}\n' "$deep" >in
	gc-select 'keys == ["id", "kind", "z"]' in >out
	same in out
}

@test "a wrong expression is 2, before anything is read; a value that is no answer is 2, with the record" {
	run -2 --separate-stderr gc-select '.name ==' nothing
	[[ $stderr == "gc-select: .name ==: "* ]]
	run -2 gc-select
	printf '%s\n' '{"kind":"flow","id":"a","name":"Main"}' >in
	run -2 --separate-stderr gc-select '.name = "X"' in
	[ -z "$output" ]
	[[ $stderr == 'gc-select: in:1: flow a "Main": the result is {'*', not true or false; did you mean: .name == "X"' ]]
}

@test "an expression that fails on a record: 3, the record is named, the others are written" {
	printf '%s\n' '{"kind":"flow","id":"a","name":"Main"}' '{"kind":"flow","id":"b","name":1}' >in
	run -3 --separate-stderr gc-select '.name | startswith("M")' in
	[ "$output" = "$(sed -n 1p in)" ]
	[[ $stderr == 'gc-select: in:2: flow b: startswith() requires string inputs'* ]]
}
