# The filters, which scan and copy. Wanted, in times jq: gc-strip 63, --for=diff 47, gc-refs 31.6 (dense flows 21),
# gc-remap 47, --report 31.6.

tool lexer
if echo '#include <yyjson.h>' | "${CC:-cc}" -E - >/dev/null 2>&1; then tool yyjson -lyyjson; fi

# What gc-refs, gc-plan and gc-remap work with: the references of the flows of org A (stream made), mapped
# into org B, and 3,000 objects more.
make_map() {
	for org in A B; do
		gc-sim --dump --seed 3 --flows 300 --org $org >"flows.$org"
		gc-sim --dump-objects --seed 3 --flows 300 --org $org | cat - "flows.$org" >"objects.$org"
	done
	gc-refs flows.A >refs
	gc-plan -q --source objects.A --target objects.B refs >map || [ $? -eq 1 ]
	jq -nc 'range(3000) | (. + 1000000 | tostring) as $n | {kind: "map", type: "queue", name: "Queue \($n)",
		from: "0a000000-0000-4000-8000-00000\($n)", to: "0b000000-0000-4000-8000-00000\($n)",
		to_name: "Queue \($n)", status: "mapped"}' >>map
}

made=$(stream made)
real=$(stream real)
dense=$(stream dense)
make_map

row 'read, write' "$real" cat 'jq -c .' 'gojq -c .' yyjson
row 'read' "$real" lexer 'jq -c .'
row 'strip' "$real" gc-strip 'jq -c .' 'gojq -c .' yyjson lexer
row 'strip, made flows' "$made" gc-strip 'jq -c .' lexer
row 'strip to compare' "$real" 'gc-strip --for=diff' 'jq -c .' lexer
row 'references' "$real" gc-refs 'jq -c .' lexer
row 'references, dense flows' "$dense" gc-refs 'jq -c .' lexer
row 'orphans' "$made" 'gc-refs -q --check objects.A' 'jq -c .'
row 'search' "$real" 'gc-grep -F nowhere' 'jq -c .'
row 'remap' "$made" 'gc-remap -q map' 'jq -c .' lexer
row 'remap, report' "$made" 'gc-remap -q --report report map' 'jq -c .' lexer

# An inventory of 120,000 objects; wanted: at most 100 bytes of memory for each.
jq -nc --arg org "$(head -n 1 objects.B | jq -r .org)" 'range(120000) |
	(. + 1000000 | tostring) as $n | {kind: "object", org: $org, type: "queue",
	id: "0c000000-0000-4000-8000-00000\($n)", name: "Queue \($n)",
	division: {id: "0d000000-0000-4000-8000-000000000001", name: "Home"}}' | cat - objects.B | grep -v '"configuration"' >inventory
row 'plan' inventory 'gc-plan -q --target inventory refs' 'jq -c .'
