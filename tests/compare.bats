#!/usr/bin/env bats
# The pipelines that only look: validate and compare.

load helper
load pipelines

@test "validate: what the flows' own org lacks, by id, and another one, by name; the folder stays as it is" {
	org dev --seed 5 --flows 20 --plant orphan=2
	"$TOP/pipelines/gc-export" -p dev flows
	gc-load flows | gc-refs >refs
	gc-list -p dev --for refs flow >inventory
	tree flows >before
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --source inventory --format tsv flows
	[ "$(grep -c '	queue	.*	not in the org' <<<"$output")" -eq 2 ]
	# all that gc-refs finds but what cannot be listed
	gc-load flows | gc-refs --check inventory | jq -r 'select(.type != "image").id' | sort >ids
	sed 1d <<<"$output" | cut -f6 | sort >named
	same ids named
	# another org, by name: what it lacks, and nothing that it has under another id
	grep -v '"type":"queue"' inventory >poor
	run -1 "$TOP/pipelines/gc-validate" --target poor --log misses --format tsv flows
	[ "$(grep -c '	queue	.*	missing in the target' misses)" -ge 2 ]
	tree flows >after
	same before after
	run -1 "$TOP/pipelines/gc-validate" --target poor --flag-manifest --log /dev/null flows
	[ "$(jq '[.flows[] | select(.broken)] | length' flows/manifest.json)" -ge 2 ]
	run -0 "$TOP/pipelines/gc-validate" --target inventory --ignore 'queue/*' --flag-manifest flows
	[ "$(jq '[.flows[] | select(.broken)] | length' flows/manifest.json)" -eq 0 ]
	echo '<<<<<<< HEAD' >>flows/manifest.json
	run -65 "$TOP/pipelines/gc-validate" -q --target inventory --flag-manifest flows
	[[ $output == *'gc-validate: flows/manifest.json: not written by gc-save; move it away' ]]
}

# bats test_tags=long
@test "validate: on a full disk log and manifest stay whole, and the status is 74" {
	gc-sim --seed 5 --flows 8 --dump >flows.ndjson
	gc-save flows flows.ndjson
	: >none
	run -1 "$TOP/pipelines/gc-validate" --target none --log log --flag-manifest flows
	[ -s log ]
	rm none
	gc-sim --seed 5 --flows 8 --dump-objects >some
	{ tree flows && sha256sum log; } >before
	for program in cp mv jq cat; do
		case $program in
		cp) full cp 'head -c 20 "$2" >"$3"; echo cp: no space >&2; exit 1' ;;
		mv) full mv 'echo mv: no space >&2; exit 1' ;;
		*) full $program "echo '{\"flows\":['; echo $program: no space >&2; exit 1" ;;
		esac
		log=log
		[ $program != cat ] || log=/dev/stdout
		PATH=$PWD/bin:$PATH run -74 --separate-stderr "$TOP/pipelines/gc-validate" --target some --log $log --flag-manifest flows
		[[ $stderr == *"$program: no space" ]]
		rm -r bin
		{ tree flows && sha256sum log; } >after
		[ ! -e log.new ]
		[ $program = cp ] || [ $program = cat ] || same before after
		cp log log.kept
		same <(grep log before) <(grep log after)
	done
	# what cannot be made is 74, too; what is no file is written to
	run -74 --separate-stderr "$TOP/pipelines/gc-validate" --target none --log none/log flows
}

@test "validate: an id that was changed by hand in a body; what nobody can check is counted" {
	local id=11111111-1111-4111-8111-111111111111
	printf '{"kind":"flow","org":"o","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}]},"a":{"lit":{"text":"Sales","type":"que","val":"%s"}},"b":{"id":"%s","name":"X"}}}\n' \
		$id ${id//1/2} >flows.ndjson
	echo '{"kind":"object","org":"o","type":"queue","id":"q1","name":"Sales"}' >inventory
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --source inventory --format ndjson flows.ndjson
	[ "$(jq -r '[.type, .name, .id, .status] | join(" ")' <<<"$output")" = "queue Sales $id missing" ]
	[[ $stderr == *"1 id is not in the inventories"* ]]
}

@test "validate: look-ups of computed names are counted once, whether or not something is broken" {
	local say='gc-plan: 1 look-up of computed names could not be checked (class dynamic)'
	printf '{"kind":"flow","org":"o","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}]},"a":{"FindQueue":{"operands":[{"ref":{}}]}}}}\n' >flows.ndjson
	echo '{"kind":"object","org":"o","type":"queue","id":"q1","name":"Sales"}' >inventory
	run -0 --separate-stderr "$TOP/pipelines/gc-validate" --source inventory --target inventory flows.ndjson
	[ "$stderr" = "$say" ]
	[ -z "$output" ]
	echo '{"kind":"object","org":"o","type":"queue","id":"q2","name":"Other"}' >inventory
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --source inventory --target inventory flows.ndjson
	[ "$(grep -c 'look-up' <<<"$stderr")" -eq 1 ]
	grep -qxF "$say" <<<"$stderr"
}

@test "validate: .gc-ignore of the folder and of its git work tree, --log without a file, exit codes" {
	printf '{"kind":"flow","org":"o","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}],"user":[{"id":"u1","name":"Kim"}]}}}\n' >flows.ndjson
	mkdir -p tree/.git
	gc-save tree/flows flows.ndjson
	echo '{"kind":"object","type":"queue","id":"q2","name":"Other"}' >target
	run -1 "$TOP/pipelines/gc-validate" --target target --log tree/flows
	[ "$(grep -c missing broken_references.log)" -eq 2 ]
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target --format github tree/flows/
	[[ ${lines[0]} == '::error file=tree/flows/WORKFLOW/F.yaml,line=9,title=Broken reference::WORKFLOW "F": queue "Sales": missing'* ]]
	# from the working folder, however the folder was given
	local want=${lines[0]} folder
	for folder in "$PWD/tree/flows" ./tree/flows .; do
		[ "$folder" != . ] || cd tree/flows
		run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target "$BATS_TEST_TMPDIR/target" --format github "$folder"
		[ "$folder" != . ] || want=${want/tree\/flows\//}
		[ "${lines[0]}" = "$want" ]
	done
	cd "$BATS_TEST_TMPDIR"
	echo 'queue/S*' >tree/flows/.gc-ignore
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target tree/flows
	[[ $output != *Sales* && $output == *Kim* ]]
	printf '# left\nuser/Kim\n' >tree/.gc-ignore
	run -0 "$TOP/pipelines/gc-validate" --target target tree/flows
	run -1 "$TOP/pipelines/gc-validate" --target target flows.ndjson
	run -0 "$TOP/pipelines/gc-validate" --target target --ignore queue/Sales --ignore=user/u1 flows.ndjson
	printf 'type\tname\tdecision\nqueue\tSales\tOther\nuser\tKim\tignore\n' >decisions
	run -0 "$TOP/pipelines/gc-validate" --target target --map decisions flows.ndjson
	printf 'queue\tSales\tOther\n' >renames
	run -0 "$TOP/pipelines/gc-validate" --target target --rename renames --ignore user/Kim flows.ndjson
	{ cat flows.ndjson && printf '{"kind":'; } >torn.ndjson
	run -65 --separate-stderr "$TOP/pipelines/gc-validate" --target target flows.ndjson torn.ndjson
	[[ $stderr == 'gc-strip: torn.ndjson:'*' byte '* ]]
	# a last line may lack its newline, also if another file follows
	printf %s "$(sed -n 1p flows.ndjson)" >unfinished.ndjson
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target unfinished.ndjson - <flows.ndjson
	[[ $stderr != *' byte '* ]]
	echo '- x' >tree/flows/WORKFLOW/bad.yaml
	# the others are judged all the same
	rm tree/flows/.gc-ignore tree/.gc-ignore
	for format in tsv github; do
		run -3 --separate-stderr "$TOP/pipelines/gc-validate" --target target --format $format tree/flows
		[ "$(grep -c Sales <<<"$output")" -eq 1 ]
		[ "$(grep -c bad.yaml <<<"$stderr")" -eq 1 ]
	done
	run -2 "$TOP/pipelines/gc-validate" --target target --format xml flows.ndjson
	run -2 "$TOP/pipelines/gc-validate" flows.ndjson
}

# bats test_tags=long
@test "validate: annotations for GitHub name the line that has the id or the name" {
	local file line text n=0
	gc-sim --seed 7 --flows 20 --dump >flows.ndjson
	gc-save flows flows.ndjson
	gc-save --format json more flows.ndjson
	echo '{"kind":"object","type":"queue","id":"q2","name":"Other"}' >target
	tree flows >before
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target --format ndjson flows
	jq -r 'select(.at) | .id // empty, .name // empty' <<<"$output" | sort -u >names
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target --format github flows/
	tree flows | same before -
	while IFS=$'\t' read -r file line; do
		mapfile -t -s $((line - 1)) -n 1 text <"${file//%2C/,}"
		printf '%s:%s: %s\n' "$file" "$line" "${text[0]}" >>there
		n=$((n + 1))
	done < <(sed -n 's/^::error file=\([^,]*\),line=\([0-9]*\),title=Broken reference::.*/\1\t\2/p' <<<"$output" | sed 's/%25/%/g')
	sed 's/^[^:]*:[0-9]*: //' there | grep -vFf names | tee others
	[ ! -s others ]
	[ "$n" -gt 20 ] && [ "$n" -eq "${#lines[@]}" ]
	[[ $output != *,line=1,* ]]
	# records have no file; one file does
	run -1 "$TOP/pipelines/gc-validate" --target target --format github flows.ndjson
	[[ $output != *file=* ]]
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --target target --format github "$(find more -name '*.json' -path '*INBOUNDCALL*' | head -n 1)"
	[[ $output == '::error file=more/INBOUNDCALL/'*,line=* ]]
}

# bats test_tags=long
@test "validate: on the demo orgs its broken flows are those that migrate withholds" {
	org dev --seed 7 --flows 60
	org test --seed 7 --flows 60 --no-flows --plant renamed=2 --plant case=1 --plant blank=1
	run -1 "$TOP/pipelines/gc-migrate" --from dev --to test migration
	jq -r '.type + " " + .name' migration/withheld.ndjson | sort >withheld
	[ -s withheld ]
	run -1 --separate-stderr "$TOP/pipelines/gc-validate" --source migration/source.inventory \
		--target migration/target.inventory --format ndjson migration/source.ndjson
	jq -r '.flow.type + " " + .flow.name' <<<"$output" | sort -u >broken
	same withheld broken
}

# bats test_tags=long
@test "compare: a folder that was exported from the org that it is compared with" {
	org dev --seed 7 --flows 30
	"$TOP/pipelines/gc-export" -p dev flows
	gc-load flows | gc-refs | grep -q '"class":"literal"'
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" profile:dev flows
	[ -z "$output" ]
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" flows profile:dev
	[ -z "$output" ]
}

# bats test_tags=long
@test "compare: a step that fails is no difference" {
	gc-sim --seed 5 --flows 8 --dump >a.ndjson
	mkdir bin none full
	run -2 "$TOP/pipelines/gc-compare" a.ndjson none.ndjson
	TMPDIR=$PWD/none/here run -74 "$TOP/pipelines/gc-compare" a.ndjson a.ndjson
	trap '' XFSZ
	for blocks in 1 100 400; do
		(ulimit -f $blocks && exec "$TOP/pipelines/gc-compare" a.ndjson a.ndjson) >out 2>err && false
		[ $? -eq 74 ]
		[ ! -s out ] && [ -s err ]
	done
	sed 's/"nextAction":"/&x/' a.ndjson >b.ndjson
	"$TOP/pipelines/gc-compare" a.ndjson b.ndjson >/dev/full 2>err && false
	[ $? -eq 74 ]
	# each program and tool that it runs, failing with the status of an answer
	for p in gc-strip gc-save gc-refs gc-plan awk sort cp; do
		rm -rf bin && mkdir bin
		printf '#!/bin/sh\necho "%s: it hurts" >&2\nexit 74\n' $p >bin/$p
		[[ $p == gc-* ]] || sed -i 's/74/1/' bin/$p
		chmod +x bin/$p
		echo '{"kind":"object","type":"queue","id":"q","name":"Q"}' >inventory
		PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/gc-compare" --inventory-a inventory a.ndjson b.ndjson
		[[ $output == *"$p: it hurts"* ]]
	done
}

# bats test_tags=long
@test "compare: no description is an empty one; a renamed division tells namesakes apart in both" {
	local side default=037f2416-0bfc-4172-afe1-18a8989cae7e
	for side in a b; do
		printf '{"kind":"flow","org":"%s","id":"%s-f","name":"F","type":"WORKFLOW"%s,"configuration":{"x":["%s-1","%s-2","%s"],"manifest":{"queue":[{"id":"%s-1","name":"Q"},{"id":"%s-2","name":"Q"}],"inqueueCallFlow":[{"id":"%s","name":"Default In-Queue Flow"}]}}}\n' \
			$side $side "$([ $side = a ] || echo ',"description":""')" $side $side $default $side $side \
			$default >$side.ndjson
		printf '{"kind":"object","org":"%s","type":"queue","id":"%s-%s","name":"Q","division":{"id":"%s-d%s","name":"%s"}}\n' \
			$side $side 1 $side 1 "$([ $side = a ] && echo Sales || echo Vertrieb)" \
			$side $side 2 $side 2 Home >$side.inventory
	done
	# the flow itself is listed in one of the orgs only
	printf '{"kind":"flow","org":"b","id":"%s","name":"Default In-Queue Flow","type":"INQUEUECALL"}\n' \
		$default >>b.inventory
	printf 'division\tSales\tVertrieb\n' >renames
	local compare=("$TOP/pipelines/gc-compare" --inventory-a a.inventory --inventory-b b.inventory)
	run -0 "${compare[@]}" --rename renames a.ndjson b.ndjson
	[ -z "$output" ]
	run -1 "${compare[@]}" a.ndjson b.ndjson
}

# bats test_tags=long
@test "compare: a flow that YAML cannot hold is compared as JSON" {
	gc-sim --seed 5 --flows 6 --plant surrogate=1 --dump >a.ndjson
	run -0 --separate-stderr "$TOP/pipelines/gc-compare" a.ndjson a.ndjson
	[ -z "$output" ]
	sed '/\\ud[89a-f]/s/"nextAction":"/&x/' a.ndjson >b.ndjson
	run ! cmp -s a.ndjson b.ndjson
	run -1 --separate-stderr "$TOP/pipelines/gc-compare" --names a.ndjson b.ndjson
	[ "${#lines[@]}" -eq 1 ]
	[[ $output == *.json* ]]
	# YAML can hold it on the other side only
	sed 's/ud83d/u0041/g' a.ndjson >c.ndjson
	for pair in "a.ndjson c.ndjson" "c.ndjson a.ndjson"; do
		# shellcheck disable=SC2086
		run -1 --separate-stderr "$TOP/pipelines/gc-compare" --names $pair
		[ "${#lines[@]}" -eq 1 ]
		[[ $output == "Files "*.json*" differ" ]]
	done
}

@test "compare: equal, different, and what differs" {
	gc-sim --org a --seed 5 --flows 6 --dump >a.ndjson
	gc-sim --org a --seed 5 --flows 6 --dump-objects | cat - a.ndjson >a.inventory
	gc-sim --org b --seed 5 --flows 6 --dump >b.flows
	gc-sim --org b --seed 5 --flows 6 --dump-objects | cat - b.flows >b.inventory
	gc-refs a.ndjson | gc-plan --source a.inventory --target b.inventory >map
	gc-remap map a.ndjson >b.ndjson
	run ! cmp a.ndjson b.ndjson
	run -0 "$TOP/pipelines/gc-compare" --inventory-a a.inventory --inventory-b b.inventory \
		a.ndjson b.ndjson
	[ -z "$output" ]
	sed '2s/"nextAction":"/"nextAction":"x/' b.ndjson >c.ndjson
	run -1 "$TOP/pipelines/gc-compare" --names --inventory-a a.inventory --inventory-b b.inventory \
		a.ndjson c.ndjson
	[ "$(wc -l <<<"$output")" -eq 1 ]
	# files that cannot be read are reported before anything is fetched
	run -2 "$TOP/pipelines/gc-compare" --map none profile:x profile:y
	[ "$output" = "gc-compare: none: cannot read the file given by --map" ]
}

# bats test_tags=long
@test "compare: a signal ends it at once, whatever program is at work" {
	local program pid code
	mkdir bin
	echo '{"kind":"flow","id":"f","name":"F","type":"WORKFLOW","configuration":{"manifest":{}}}' >a.ndjson
	for program in gc-refs gc-plan gc-strip gc-remap gc-save diff; do
		rm -f bin/* started
		printf '#!/bin/sh\n: >"%s/started"\nexec sleep 100\n' "$PWD" >"bin/$program"
		chmod +x "bin/$program"
		PATH=$PWD/bin:$PATH gc-compare a.ndjson a.ndjson 2>err 3>&- 4>&- &
		pid=$!
		await '[ -e started ]' "$pid"
		kill "$pid"
		code=0
		SECONDS=0
		wait "$pid" || code=$?
		[ "$code" -eq 143 ]
		[ "$SECONDS" -lt 50 ]
		[ "$(cat err)" = 'gc-compare: ended by SIGTERM; run it again' ]
	done
}

@test "gc-compare compares Archy YAML by its meaning: key order, quotes and comments aside" {
	mkdir one two
	printf 'workflow:\n  name: Same\n  division: Home\n  x: {b: 5, a: "t"}\n  list: [1, 2]\n' >one/same.yaml
	printf '# a comment\nworkflow:\n  division: "Home"\n  x: # here\n    a: t\n    "b": 5\n  name: '\''Same'\''\n  list:\n    - 1\n    - 2\n' >two/same.yaml
	printf 'workflow:\n  name: Other\n  x: {a: 5, b: 6}\n' >one/other.yaml
	printf 'workflow:\n  name: Other\n  x: {a: "5", b: 6}\n' >two/other.yaml
	run -1 --separate-stderr gc-compare one two
	[ -z "$stderr" ]
	[ "$(grep -c '^diff ' <<<"$output")" -eq 1 ]
	[[ $output == *'-    x: {a: 5, b: 6}'*'+    x: {a: "5", b: 6}' ]]
	run -1 gc-compare --names one two
	[[ ${#lines[@]} -eq 1 && $output == *Other.yaml* ]]
	cp one/other.yaml two
	run -0 gc-compare one two
	[ -z "$output" ]
	rm two/other.yaml
	run -1 gc-compare --names one two
	[[ $output == 'Only in a/WORKFLOW: Other.yaml' ]]
}

@test "gc-compare and gc-diff tell templates of one name apart by their files" {
	mkdir one
	for f in a b; do printf 'workflow:\n  name: "{{flow_name}}"\n  x: %s\n' $f >one/$f.yaml; done
	cp -r one two
	run -0 gc-compare one two
	sed -i 's/x: b/x: c/' two/b.yaml
	sed -i 's/x: a/x: "a" # the same/' two/a.yaml
	run -1 --separate-stderr gc-compare one two
	[ -z "$stderr" ]
	[ "$(grep -c '^diff ' <<<"$output")" -eq 1 ]
	[[ $output == *'{{flow_name}} b.yaml.yaml'*'-    x: b'*'+    x: c' ]]
	run -1 gc-diff one two
	[ "$output" = '{{flow_name}}: archy workflow x "b" → "c"' ]
	rm two/b.yaml
	run -1 gc-compare --names one two
	[[ $output == 'Only in a/WORKFLOW: {{flow_name}} b.yaml.yaml' ]]
}
