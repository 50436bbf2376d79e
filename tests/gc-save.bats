# gc-save.bats - a folder of files that holds every flow, and only changes when a flow does.
load helper

# flow ID NAME [TYPE] - a small flow record; what is in $extra stands in its configuration.
flow() {
	json_string "$2"
	printf '{"kind":"flow","org":"o1","id":"%s","name":%s,"type":"%s","division":{"id":"d1","name":"Home"},' \
		"$1" "$REPLY" "${3:-WORKFLOW}"
	printf '"configuration":{"name":"x","manifest":{"queue":[{"id":"q1","name":"Sales"}]}%s}}\n' "${extra:-}"
}

# paths - the files of the folder, without the manifest.
paths() { (cd "${1:-dir}" && find . -type f ! -name manifest.json | sed 's,^\./,,' | sort); }

# listed - the paths in the manifest, in its order.
listed() { jq -r '.flows[].filePath' "${1:-dir}/manifest.json"; }

# state - everything that shows whether a file was touched.
# %y and %z have nanoseconds: a file that is written again differs.
state() { find dir -type f -exec stat -c '%n %i %y %z %s' {} + | sort; }

@test "flows without a configuration are saved, with a warning" {
	{ flow f1 "Main IVR" INBOUNDCALL && echo '{"kind":"flow","id":"f2","name":"Listed","type":"WORKFLOW"}' &&
		echo '{"kind":"flow","id":"f3","name":"Archy","type":"WORKFLOW","archy":"workflow: {}"}'; } >in
	run -0 --separate-stderr gc-save dir in
	[ "$stderr" = 'gc-save: saved 1 flow without a configuration; fetch it with gc-get' ]
}

@test "a file per flow, TYPE/NAME.yaml, and a manifest" {
	{ flow f1 "Main IVR" INBOUNDCALL && flow f2 "Other" && echo '{"kind":"object","id":"q1"}'; } >in
	run -0 --separate-stderr gc-save dir in
	[ -z "$output" ]
	[[ $stderr == *"skipped 1 object without a configuration"* ]]
	[ "$(paths)" = $'INBOUNDCALL/Main IVR.yaml\nWORKFLOW/Other.yaml' ]
	head -1 in | gc-toyaml | tail -n +2 | same - "dir/INBOUNDCALL/Main IVR.yaml"
	cat >want <<-'END'
		{"flows":[
		{"flowId":"f1","flowName":"Main IVR","flowType":"INBOUNDCALL","filePath":"INBOUNDCALL/Main IVR.yaml","references":{"queue":[{"id":"q1","name":"Sales"}]}},
		{"flowId":"f2","flowName":"Other","flowType":"WORKFLOW","filePath":"WORKFLOW/Other.yaml","references":{"queue":[{"id":"q1","name":"Sales"}]}}
		]}
	END
	same want dir/manifest.json
}

@test "the references of the manifest are those of gc-refs --format manifest" {
	[ -x "$BUILD/gc-refs" ] || skip "no gc-refs in this tree"
	need_corpus
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","id":"f%d","name":"%d","type":"WORKFLOW","configuration":' $n $n
		tr -d '\n' <"$f" && printf '}\n'
	done >in
	gc-save dir in
	gc-refs --format manifest in | jq -cS '[.flowId, .references]' | sort >want
	jq -cS '.flows[] | [.flowId, .references]' dir/manifest.json | sort >got
	same want got
}

@test "the manifest has references only where they were looked for" {
	{ flow f1 A && echo '{"kind":"flow","id":"f2","name":"B","type":"BOT","archy":"bot: {}"}' &&
		echo '{"kind":"flow","id":"f3","name":"C","type":"BOT"}' &&
		echo '{"kind":"flow","id":"f4","name":"D","type":"BOT","configuration":{"name":"D"}}'; } >in
	gc-save -q dir in
	jq -c '.flows[] | [.flowId, .references]' dir/manifest.json | sort >got
	printf '["f1",{"queue":[{"id":"q1","name":"Sales"}]}]\n["f2",null]\n["f3",null]\n["f4",{}]\n' | same - got
	run ! grep null dir/manifest.json
	# flows that are not in the next input keep what the manifest says of them
	cp dir/manifest.json before
	head -n 1 in | gc-save dir
	same before dir/manifest.json
}

@test "json: the record's own bytes, laid out in lines" {
	printf '{"kind":"flow","id":"f1","name":"A","type":"WORKFLOW","n":[1.50,1e5,-0],"s":"\\u00e9\\/","e":[],"o":{},"a":1,"a":2}\n' >in
	gc-save --format json dir in
	cat >want <<-'END'
		{
		  "kind": "flow",
		  "id": "f1",
		  "name": "A",
		  "type": "WORKFLOW",
		  "n": [
		    1.50,
		    1e5,
		    -0
		  ],
		  "s": "\u00e9\/",
		  "e": [],
		  "o": {},
		  "a": 1,
		  "a": 2
		}
	END
	same want dir/WORKFLOW/A.json
	gc-load dir >back
	same in back
}

@test "i3 and archy: the definition alone, and its own extension" {
	flow f1 A INBOUNDCALL >in
	gc-save --format i3 dir in
	[ "$(paths)" = INBOUNDCALL/A.i3InboundFlow ]
	jq -j '.configuration | @json | @uri | @base64' in | same - dir/INBOUNDCALL/A.i3InboundFlow
	printf '{"kind":"flow","id":"f2","name":"B","type":"WORKFLOW","archy":"workflow:\\n  name: B\\n"}\n' >in
	gc-save --format archy dir2 in
	printf 'workflow:\n  name: B\n' | same - dir2/WORKFLOW/B.yaml
	# of a type without an extension of its own: the configuration in plain JSON, as Architect takes it
	flow f5 E SECURECALL >in3
	flow f6 F NEWTYPE >>in3
	gc-save --format i3 dir5 in3
	[ "$(paths dir5)" = $'NEWTYPE/F.json\nSECURECALL/E.i3SecureCallFlow' ]
	jq -c 'select(.name == "F").configuration' in3 | tr -d '\n' | same - dir5/NEWTYPE/F.json
	gc-load dir5/NEWTYPE | jq -e '.name == "F" and .type == "NEWTYPE"'
	# a record without the definition fails, the others are saved
	{ echo '{"kind":"flow","id":"f3","name":"C","type":"WORKFLOW"}' && cat in; } >in2
	run -3 --separate-stderr gc-save --format archy dir3 in2
	[[ $stderr == *'flow f3 "C": it has no Archy YAML'* ]]
	[ "$(paths dir3)" = WORKFLOW/B.yaml ]
	run -3 --separate-stderr gc-save --format i3 dir4 in2
	[[ $stderr == *'flow f3 "C": it has no configuration'* ]]
}

# bats test_tags=long
@test "the corpus: yaml and json come back as the same bytes" {
	need_corpus
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","id":"f%d","name":"%03d","type":"WORKFLOW","configuration":' $n $n
		tr -d '\n' <"$f" && printf '}\n'
	done >in
	gc-save dir in
	gc-load dir >back
	same in back
	gc-save --format json dir2 in
	gc-load dir2 >back
	same in back
}

# bats test_tags=long
@test "i3: the corpus's exports come back byte for byte" {
	need_corpus
	gc-load "$CORPUS"/i3 >in
	gc-save --format i3 --name-template '{name}' dir in
	cksum dir/*.i3* | cut -d' ' -f1,2 | sort >got
	cksum "$CORPUS"/i3/* | cut -d' ' -f1,2 | sort >want
	same want got
	gc-load dir | sort >back
	sort in | same - back
}

@test "awkward records: every one has its file, and comes back" {
	"$TOP/tests/awkward" 600 3 >in
	gc-save --format json dir in
	gc-load dir | sort >back
	sort in | same - back
	[ "$(paths | wc -l)" -eq 600 ]
	[ "$(paths | tr '[:upper:]' '[:lower:]' | sort -u | wc -l)" -eq 600 ]
	# with a manifest to begin with
	state >before
	gc-save --format json dir in
	state | same before -
	head -n 100 in | gc-save --format json --prune dir
	[ "$(paths | wc -l)" -eq 100 ]
	# yaml in between
	head -n 100 in | gc-save dir2
	gc-load dir2 | gc-save --format json dir3
	diff <(listed) <(listed dir3)
}

# bats test_tags=long
@test "names that lead elsewhere, hide, or trip a system over: all inside, all different" {
	local names=('a/b' '..' '.' '' '.hidden' 'trailing ' 'trailing.' ' leading' '-rf' 'CON' 'nul.txt' 'a:b' 'a\b' 'a|b' 'a?b'
		'a*b' 'a"b' 'a<b' 'a>b' 'a%b' 'a%2Fb' 'a~b' '/etc/passwd' '../../x' 'manifest' $'a\nb' $'a\tb' 'é' $'e\u0301'
		"$(printf '😀%.0s' {1..100})a" "$(printf '😀%.0s' {1..100})b" "$(printf 'x%.0s' {1..300})")
	local i
	for i in "${!names[@]}"; do flow "f$i" "${names[$i]}"; done >in
	gc-save dir in
	[ "$(find . -newer in -type f ! -path './dir/*' | wc -l)" -eq 0 ]
	[ "$(paths | wc -l)" -eq ${#names[@]} ]
	[ "$(listed | sort -u | wc -l)" -eq ${#names[@]} ]
	[ "$(listed | awk -F/ 'NF != 2 || $1 != "WORKFLOW"' | wc -l)" -eq 0 ]
	[ "$(listed | LC_ALL=C awk -F/ 'length($2) > 255 || $2 ~ /^[ .-]/ || /[<>:"\\|?*[:cntrl:]]/' | wc -l)" -eq 0 ]
	gc-load dir | sort >back
	sort in | same - back
}

@test "twins: names that differ by case only, or by Unicode's normal forms" {
	{ flow f1 "Main IVR" && flow f2 "main ivr" && flow f3 "MAIN IVR" BOT && flow f4 "Öl" && flow f5 "ÖL" &&
		flow f6 $'O\u0308l' && flow f7 "Straße" && flow f8 "STRASSE"; } >in
	gc-save dir in
	[ "$(listed | wc -l)" -eq 8 ]
	listed | python3 -c '
import sys, unicodedata
paths = sys.stdin.read().splitlines()
fold = lambda s: unicodedata.normalize("NFD", unicodedata.normalize("NFD", s).casefold())
sys.exit(len(set(map(fold, paths))) != 8)'
	listed | grep -qxF 'BOT/MAIN IVR.yaml'
	gc-load dir | sort >back
	sort in | same - back
}

# bats test_tags=long
@test "every readable character keeps its own file where case and normal forms are folded" {
	python3 - >in <<-'END'
		import json, unicodedata
		for c in [*range(0x20, 0x250), *range(0x300, 0x330), *range(0x370, 0x530), *range(0x1E90, 0x1F00), *range(0x2120, 0x2130), *range(0x3040, 0x30C0)]:
		    print(json.dumps({"kind": "flow", "id": "f%x" % c, "name": "x" + chr(c) + "x", "type": "T"}))
	END
	gc-save --format json dir in
	listed | python3 -c '
import sys, unicodedata
paths = sys.stdin.read().splitlines()
for form in "NFC", "NFD", "NFKC", "NFKD":
    fold = lambda s: unicodedata.normalize(form, unicodedata.normalize(form, s).casefold())
    assert len(set(map(fold, paths))) == len(paths) > 1200, form'
}

@test "the same flows have the same files, in whatever order they come and whatever was there" {
	{ flow f1 Main && flow f2 main && flow f3 MAIN && flow f4 Other && flow f5 "Main"; } >in
	gc-save dir in
	tac in | gc-save dir2
	diff -r dir dir2
	# one after the other
	head -1 in | gc-save dir3
	[ "$(paths dir3)" = WORKFLOW/Main.yaml ]
	sed -n 2p in | gc-save dir3
	run ! grep -qx WORKFLOW/Main.yaml <(paths dir3)
	tail -n +3 in | gc-save dir3
	diff -r dir dir3
	# and fewer: the last twin has its plain name again
	head -1 in | gc-save --prune dir
	[ "$(paths)" = WORKFLOW/Main.yaml ]
	[ "$(listed)" = WORKFLOW/Main.yaml ]
}

@test "two flows of one name: both are kept, known by their ids" {
	{ flow f1 Main && flow f2 Main; } >in
	gc-save dir in
	[ "$(paths | wc -l)" -eq 2 ]
	gc-load dir | sort >back
	same in back
}

@test "one flow twice in the input: the later record is kept, with a warning, or as a failure without ids" {
	{ flow f1 Main && extra=',"later":1' flow f1 Main; } >in
	run -0 --separate-stderr gc-save dir in
	[[ $stderr == *"the flow was in the input before"* ]]
	gc-load dir >back
	tail -1 in | same - back
	# Without ids nobody knows whether it is one flow: that one is lost is no success.
	jq -c 'del(.id)' in >nameless
	run -3 --separate-stderr gc-save other nameless
	[[ $stderr == *"/Main.yaml: another flow of this type and name was in the input before, and they have no ids"* ]]
	gc-load other | same - <(tail -1 nameless)
}

@test "a file that would not change is not touched, nor is the manifest" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	state >before
	gc-save dir in
	state | same before -
	{ flow f1 A && extra=',"new":1' flow f2 B; } >in
	gc-save dir in
	state >after
	[ "$(diff before after | grep -c '^>')" -eq 1 ]
	diff before after | grep -q '^> dir/WORKFLOW/B.yaml'
}

# bats test_tags=long
@test "a folder of many flows is read back and stays as it is, whatever memory moves" {
	awk 'BEGIN { for (i = 0; i < 5000; i++) printf "{\"kind\":\"flow\",\"id\":\"f%d\"," \
		"\"name\":\"%s %d\",\"type\":\"BOT\"}\n", i, i % 2 ? "a" : "A", i / 2 }' >in
	gc-save dir in
	state >before
	for fill in 1 85 170 255; do
		MALLOC_PERTURB_=$fill gc-save dir in
		state | same before -
	done
	[ "$(listed | wc -l)" -eq 5000 ]
}

@test "flows that are not in the input stay; --prune removes them" {
	{ flow f1 A && flow f2 B && flow f3 C BOT; } >in
	gc-save dir in
	echo "mine" >dir/WORKFLOW/notes.txt
	head -1 in | gc-save dir
	[ "$(listed | wc -l)" -eq 3 ]
	head -1 in | gc-save --prune dir
	[ "$(listed)" = WORKFLOW/A.yaml ]
	[ "$(paths)" = $'WORKFLOW/A.yaml\nWORKFLOW/notes.txt' ]
	[ ! -e dir/BOT ]
}

@test "--prune leaves the types that the input has none of; --prune-all does not" {
	{ flow f1 A && echo '{"kind":"object","type":"acdSkill","id":"s1","name":"French","configuration":{}}'; } >in
	gc-save dir in
	head -1 in | gc-save --prune dir
	[ "$(paths)" = $'WORKFLOW/A.yaml\nacdSkill/French.yaml' ]
	head -1 in | gc-save --prune-all dir
	[ "$(paths)" = WORKFLOW/A.yaml ]
	[ "$(jq -r '.objects // [] | length' dir/manifest.json)" -eq 0 ]
}

@test "--prune removes nothing when a flow failed, or when there is none" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	{ extra=',"x":"\ud800"' flow f1 A; } >bad
	run -3 --separate-stderr gc-save --prune dir bad
	[[ $stderr == *"--prune removed nothing"* ]]
	[ "$(listed | wc -l)" -eq 2 ]
	run -3 --separate-stderr gc-save --prune dir /dev/null
	[[ $stderr == *"--prune removed nothing"* ]]
	[ "$(paths | wc -l)" -eq 2 ]
}

@test "a file that somebody removed is no longer listed" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	rm dir/WORKFLOW/B.yaml
	head -1 in | gc-save dir
	[ "$(listed)" = WORKFLOW/A.yaml ]
	# also when it could not be written again
	rm dir/WORKFLOW/A.yaml
	{ extra=',"x":"\ud800"' flow f1 A && flow f2 B; } >in
	run -3 --separate-stderr gc-save dir in
	[ "$(listed)" = WORKFLOW/B.yaml ]
}

@test "a flow whose file cannot be looked at stays in the manifest: status 74" {
	need_mortal
	{ flow f1 A && flow f2 B BOT; } >in
	gc-save dir in
	cp dir/manifest.json before
	chmod 400 dir/WORKFLOW
	tail -n 1 in >one
	run -74 --separate-stderr as_mortal gc-save dir one
	[ "$stderr" = 'gc-save: dir/WORKFLOW/A.yaml: Permission denied' ]
	run -74 --separate-stderr as_mortal gc-save --prune dir one
	chmod 700 dir/WORKFLOW
	same before dir/manifest.json
	[ -e dir/WORKFLOW/A.yaml ]
}

@test "a flow that was renamed or changed its format leaves its old file" {
	flow f1 Old | gc-save dir
	flow f1 New | gc-save dir
	[ "$(paths)" = WORKFLOW/New.yaml ]
	flow f1 New | gc-save --format json dir
	[ "$(paths)" = WORKFLOW/New.json ]
	# two flows that swap their names
	{ flow f1 A && flow f2 B; } | gc-save dir
	{ flow f1 B && flow f2 A; } >in
	gc-save dir in
	gc-save dir2 in
	diff -r dir dir2
	# a name that only changes its case
	{ flow f1 b && flow f2 A; } | gc-save dir
	[ "$(paths)" = $'WORKFLOW/A.yaml\nWORKFLOW/b.yaml' ]
}

@test "what YAML cannot say: that flow is named, its old file stays, status 3" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	cp dir/WORKFLOW/A.yaml old
	{ extra=',"x":{"a":1,"a":2}' flow f1 A && extra=',"y":1' flow f2 B; } >in
	run -3 --separate-stderr gc-save dir in
	[[ $stderr == *'in:1: flow f1 "A": /configuration/x/a: a name that its object has twice'*'--format json'* ]]
	[ ${#stderr_lines[@]} -eq 1 ]
	same old dir/WORKFLOW/A.yaml
	grep -q '^  "\?y"\?: 1' dir/WORKFLOW/B.yaml
	[ "$(listed | wc -l)" -eq 2 ]
}

@test "--fallback json: what YAML cannot say is kept as JSON in the same folder, status 0" {
	{ extra=',"x":"\ud800"' flow f1 A && flow f2 B && extra=',"y":{"a":1,"a":2}' flow f3 C BOT; } >in
	run -0 --separate-stderr gc-save --fallback json dir in
	[ ${#stderr_lines[@]} -eq 2 ]
	[[ ${stderr_lines[0]} == 'gc-save: in:1: flow f1 "A": /configuration/x: '*'; kept as JSON' ]]
	[ "$(paths)" = $'BOT/C.json\nWORKFLOW/A.json\nWORKFLOW/B.yaml' ]
	[ "$(listed)" = $'BOT/C.json\nWORKFLOW/A.json\nWORKFLOW/B.yaml' ]
	[ "$(jq -r '.flows[1].references.queue[].id' dir/manifest.json)" = q1 ]
	gc-load dir | sort >back
	sort in | same - back
	# it is complete: nothing is touched the next time, and what is gone may be pruned
	state >before
	gc-save -q --fallback json --prune dir in
	state | same before -
	head -n 1 in | gc-save -q --fallback=json --prune dir
	[ "$(paths)" = WORKFLOW/A.json ]
}

@test "--fallback json: yaml, json and back leave no twin behind" {
	flow f1 A >good
	extra=',"x":"\ud800"' flow f1 A >bad
	gc-save dir good
	gc-save -q --fallback json dir bad
	[ "$(paths)" = WORKFLOW/A.json ]
	[ "$(listed)" = WORKFLOW/A.json ]
	gc-save --fallback json dir good
	[ "$(paths)" = WORKFLOW/A.yaml ]
	[ "$(listed)" = WORKFLOW/A.yaml ]
	# two flows of one name: whichever is kept as JSON, each has its own file
	{ extra=',"x":"\ud800"' flow f1 A && flow f2 A; } >in
	gc-save -q --fallback json dir in
	[ "$(paths)" = $'WORKFLOW/A.json\nWORKFLOW/A.yaml' ]
	gc-load dir | sort >back
	sort in | same - back
	# without the option the flow fails, and what there is of it stays
	run -3 --separate-stderr gc-save dir bad
	[[ $stderr == *'--fallback json'* ]]
	[ "$(paths)" = $'WORKFLOW/A.json\nWORKFLOW/A.yaml' ]
}

@test "--fallback json: other formats, and what it may not be" {
	{ flow f1 A INBOUNDCALL && echo '{"kind":"flow","id":"f2","name":"B","type":"BOT","archy":"x: \"\ud800\""}'; } >in
	run -0 --separate-stderr gc-save --format i3 --fallback json dir in
	[ "$(paths)" = $'BOT/B.json\nINBOUNDCALL/A.i3InboundFlow' ]
	run -0 --separate-stderr gc-save --format archy --fallback json dir2 in
	[ "$(paths dir2)" = $'BOT/B.json\nINBOUNDCALL/A.json' ]
	run -0 --separate-stderr gc-save --format json --fallback json dir3 in
	[ -z "$stderr" ]
	run -2 gc-save --fallback yaml dir4 in
	[ ! -e dir4 ]
}

# bats test_tags=long
@test "nesting of 1,000,000: json holds it, yaml refuses that flow with one line" {
	{ flow f1 A && printf '{"kind":"flow","id":"f2","name":"Deep","type":"WORKFLOW","configuration":' &&
		yes '[' | head -n 1000000 | tr -d '\n' && yes ']' | head -n 1000000 | tr -d '\n' && printf '}\n'; } >in
	gc-save --format json dir in
	gc-load dir >back
	same in back
	run -3 --separate-stderr gc-save dir2 in
	[ ${#stderr_lines[@]} -eq 1 ]
	[[ $stderr == *'flow f2 "Deep": /configuration/'*'nested too deep'* ]]
	[ "${#stderr}" -lt 9000 ]
	[ "$(listed dir2)" = WORKFLOW/A.yaml ]
}

@test "torn input: status 65; what came before is saved whole, the manifest is the old one" {
	flow f1 A | gc-save dir
	cp dir/manifest.json old
	{ flow f2 B && flow f1 Renamed && flow f3 C | head -c 50; } >in
	run -65 --separate-stderr gc-save dir in
	[[ $stderr == *"in:3"* ]]
	same old dir/manifest.json
	[ -e dir/WORKFLOW/A.yaml ]
	[ -e dir/WORKFLOW/B.yaml ]
	# the next whole run puts all in order
	{ flow f2 B && flow f1 Renamed && flow f3 C; } >in
	gc-save dir in
	gc-save dir2 in
	diff -r dir dir2
}

@test "--name-template: parts, fields, and what it may not be" {
	flow f1 "A/B" >in
	gc-save --name-template 'flows/{division}/{org}-{id} {name}' dir in
	[ "$(paths)" = 'flows/Home/o1-f1 A%2FB.yaml' ]
	gc-save --name-template '../{name}' dir2 in
	[ "$(paths dir2)" = '%2E%2E/A%2FB.yaml' ]
	local bad
	for bad in '' '{type}' '/{name}' '{name}/' 'a//{name}' '{nam}' '{name' '{}{name}'; do
		run -2 --separate-stderr gc-save --name-template "$bad" dir3 in
		[[ ${stderr_lines[0]} == *--name-template* ]]
		[ ! -e dir3 ]
	done
	# no name leads to the manifest
	flow f1 manifest >in
	gc-save --format json --name-template '{name}' dir4 in
	[ "$(paths dir4 | wc -l)" -eq 1 ]
	jq -e .flows dir4/manifest.json
	gc-load dir4 | same in -
}

@test "flows without name, type or id" {
	{ echo '{"kind":"flow","id":"f1"}' && echo '{"kind":"flow","name":"N","type":"BOT"}' && echo '{"kind":"flow"}' &&
		echo '{"kind":"flow","id":7,"name":null,"type":[]}'; } >in
	# The last two cannot be told apart: one of them is lost, which is no success.
	run -3 --separate-stderr gc-save --format json dir in
	[[ $stderr == *': another flow of this type and name was in the input before, and they have no ids; '* ]]
	gc-load dir | sort >back
	{ sed -n 1,2p in && tail -1 in; } | sort | same - back
	jq -e '.flows | map(.flowName) | index("N")' dir/manifest.json
}

@test "links in the folder are not followed out of it" {
	mkdir -p dir outside
	ln -s ../outside dir/WORKFLOW
	{ flow f1 A && flow f2 B BOT; } >in
	run -74 --separate-stderr gc-save dir in
	[[ $stderr == *"dir/WORKFLOW/A.yaml"* ]]
	[ -z "$(ls outside)" ]
	[ -e dir/BOT/B.yaml ]
	rm dir/WORKFLOW
	mkdir dir/WORKFLOW
	echo secret >outside/file
	ln -s ../../outside/file dir/WORKFLOW/A.yaml
	gc-save dir in
	[ "$(cat outside/file)" = secret ]
	[ ! -L dir/WORKFLOW/A.yaml ]
}

@test "a manifest that is none, or that leads elsewhere: status 65, nothing is changed" {
	mkdir -p dir
	flow f1 A >in
	touch victim
	local bad
	for bad in 'x' '[]' '{}' '{"flows":{}}' '{"flows":[1]}' '{"flows":[{"filePath":"../victim"}]}' \
		'{"flows":[{"filePath":"/etc/passwd"}]}' '{"flows":[{"filePath":".git/config"}]}' '{"flows":[{"flowId":"x"}]}'; do
		echo "$bad" >dir/manifest.json
		run -65 --separate-stderr gc-save --prune dir in
		[[ $stderr == *"dir/manifest.json: not written by gc-save"* ]]
		[ ${#stderr_lines[@]} -eq 1 ]
	done
	[ -e victim ]
	[ "$(ls dir)" = manifest.json ]
}

# bats test_tags=long
@test "a full disk: status 74 and the cause; files that are there are whole" {
	[ "$(id -u)" -eq 0 ] || skip "not root: cannot mount a small file system"
	mkdir -p dir
	mount -t tmpfs -o size=256k tmpfs dir 2>/dev/null || skip "cannot mount a small file system"
	local i filler
	filler=$(printf 'x%.0s' {1..20000})
	for i in {1..30}; do extra=",\"filler\":\"$filler\"" flow "f$i" "flow $i"; done >in
	status=0
	gc-save dir in 2>err || status=$?
	mkdir kept
	cp -a dir/. kept
	umount dir
	[ "$status" -eq 74 ]
	grep -q 'No space left on device' err
	[ "$(find kept -type f -name '.*' | wc -l)" -eq 0 ]
	gc-load kept | sort >back
	[ "$(wc -l <back)" -ge 5 ]
	sort in | comm -13 - back | same - /dev/null
}

@test "a file that is too large for a limit: status 74, the old one stays, the others are saved" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	cp dir/WORKFLOW/A.yaml old
	{ extra=",\"filler\":\"$(printf 'x%.0s' {1..20000})\"" flow f1 A && extra=',"y":1' flow f2 B; } >in
	status=0
	(ulimit -f 8 && gc-save dir in 2>err) || status=$?
	[ "$status" -eq 74 ]
	grep -q 'dir/WORKFLOW/A.yaml: File too large' err
	same old dir/WORKFLOW/A.yaml
	grep -q '^  "\?y"\?: 1' dir/WORKFLOW/B.yaml
	[ "$(find dir -name '.*' -type f | wc -l)" -eq 0 ]
}

# bats test_tags=long
@test "kill -9 at any moment: every file is whole, and the next run ends as if nothing had been" {
	local i
	for i in {1..100}; do extra=",\"n\":$i,\"filler\":\"$(printf 'x%.0s' {1..300})\"" flow "f$i" "flow $i"; done >in
	gc-save --format json want in
	for i in 1 2 4 7; do
		gc-save --format json dir in 3>&- 4>&- &
		sleep "0.0$i"
		kill -9 $! 2>/dev/null || true
		wait $! 2>/dev/null || true
		[ -d dir ] || continue # killed before it made its folder
		find dir -name '*.json' ! -name manifest.json -print0 | xargs -0 -r cat >there
		jq -s 'length' there >/dev/null
		gc-load dir >back
		sort in >all
		sort back | comm -13 all - | same - /dev/null
	done
	gc-save --format json dir in
	diff -r want dir
	[ "$(find dir -name '.*' -type f | wc -l)" -eq 0 ]
}

@test "many files are synced together; elsewhere each by itself" {
	case $BUILD in *-address*) skip "the sanitizers come first" ;; esac
	local i calls
	for i in {1..300}; do flow "f$i" "flow $i"; done >in
	LD_PRELOAD=$BUILD/faults.so FAULT_KIND=fsync FAULT_COUNT=count gc-save dir in
	[ "$(find dir -name '*.yaml' | wc -l)" -eq 300 ]
	calls=$(awk '{ n += $2 } END { print n }' count)
	# that a file system and a kernel are among those that can: common/files/sync.c
	if [[ $(stat -f -c %T .) =~ ^(ext2/ext3|xfs|btrfs|f2fs|tmpfs)$ && $(uname -r) =~ ^([6-9]|[1-9][0-9])\. ]]; then
		[ "$calls" -lt 15 ]
	else
		[ "$calls" -ge 300 ]
	fi
	# where that fails, so that each file is asked
	LD_PRELOAD=$BUILD/faults.so FAULT_KIND=fsync FAULT_SITE=$(sort -k2,2nr count | head -1 | cut -d' ' -f1) FAULT_HIT=1 FAULT_ERRNO=5 gc-save dir2 in
	diff -r dir dir2
}

@test "killed while files wait for their names: the old ones are there, the next run sweeps the rest" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	{ extra=',"y":1' flow f1 A && extra=',"y":1' flow f3 C; } >in2
	cp -a dir/WORKFLOW old
	hold
	cat in2 >&7
	await '[ "$(find dir/WORKFLOW -name ".gc-tmp-*" | wc -l)" -eq 2 ]' "$holder"
	diff -r -x '.gc-tmp-*' old dir/WORKFLOW
	kill -KILL "$holder"
	wait "$holder" || [ $? -eq 137 ]
	exec 7>&-
	diff -r -x '.gc-tmp-*' old dir/WORKFLOW
	gc-save dir in2
	[ "$(find dir -name '.*' -type f | wc -l)" -eq 0 ]
	[ "$(paths)" = $'WORKFLOW/A.yaml\nWORKFLOW/B.yaml\nWORKFLOW/C.yaml' ]
	grep -q '^  "\?y"\?: 1' dir/WORKFLOW/A.yaml
}

@test "a file that gets no name: status 74, its record stays as it was, the others are saved" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	mkdir dir/WORKFLOW/New.yaml dir/WORKFLOW/C.yaml
	{ flow f1 New && flow f2 A && flow f3 C && flow f4 D; } >in2
	run -74 --separate-stderr gc-save dir in2
	[ "${stderr_lines[0]}" = 'gc-save: dir/WORKFLOW/New.yaml: Is a directory' ]
	[ "${stderr_lines[1]}" = 'gc-save: dir/WORKFLOW/C.yaml: Is a directory' ]
	[ ${#stderr_lines[@]} -eq 2 ]
	# f1 is A still, and f2 now, too: each has a mark of its own
	[ "$(jq -r '.flows[] | .flowId + " " + .flowName' dir/manifest.json | sort)" = $'f1 A\nf2 A\nf4 D' ]
	[ "$(listed)" = "$(paths)" ]
	rmdir dir/WORKFLOW/New.yaml dir/WORKFLOW/C.yaml
	gc-save dir in2
	gc-save dir2 in2
	diff -r dir dir2
}

@test "a folder that cannot be made or read: status 74" {
	touch file
	run -74 --separate-stderr gc-save file </dev/null
	[[ $stderr == *"file: Not a directory"* ]]
	run -74 --separate-stderr gc-save file/dir </dev/null
	[ ${#stderr_lines[@]} -eq 1 ]
	run -2 --separate-stderr gc-save
}

@test "an empty input makes an empty manifest" {
	gc-save deep/er/dir </dev/null
	[ "$(jq -c . deep/er/dir/manifest.json)" = '{"flows":[]}' ]
}

# hold - gc-save is at work in dir, with its input open as descriptor 7, until that is closed.
hold() {
	mkfifo pipe
	gc-save "$@" dir <pipe 3>&- 7>&- &
	holder=$!
	exec 7>pipe
	await '[ -s dir/.gc/lock ]' "$holder"
}

@test "one run at a time: the second names the process that is at work; nothing is left of a lock" {
	{ flow f1 A && flow f2 B; } >in
	gc-save dir in
	[ ! -e dir/.gc ]
	hold --prune
	run -75 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir: another run is at work (process $holder); try again when it has ended" ]
	run -75 gc-save --prune dir in
	head -1 in >&7
	exec 7>&-
	wait "$holder"
	[ "$(listed)" = WORKFLOW/A.yaml ]
	[ "$(paths)" = WORKFLOW/A.yaml ]
	# not after a run that failed either
	run -65 gc-save dir <<<'{'
	[ ! -e dir/.gc ]
}

# bats test_tags=long
@test "a prune next to another run: whatever comes first, the manifest lists what is there" {
	local n
	for n in $(seq 12); do flow "a$n" "A $n"; done >a
	for n in $(seq 12); do flow "b$n" "B $n"; done >b
	for n in $(seq 10); do
		gc-save --prune dir a 2>err.a 3>&- &
		gc-save dir b 2>err.b || [ $? -eq 75 ]
		wait $! || [ $? -eq 75 ]
		[ "$(listed)" = "$(paths)" ]
	done
}

@test "a run that was killed locks nobody out; what it leaves goes with the next" {
	flow f1 A >in
	mkdir dir
	hold
	kill -KILL "$holder"
	wait "$holder" || [ $? -eq 137 ]
	exec 7>&-
	[ -s dir/.gc/lock ]
	gc-save dir in
	[ ! -e dir/.gc ]
}

@test "the lock that a pipeline holds is passed on; its process is named, or what is left of it" {
	flow f1 A >in
	mkdir -p dir/.gc other/.gc
	echo 2147483647 >dir/.gc/lock
	exec 8<>dir/.gc/lock
	flock -n 8
	sleep 60 3>&- &
	exec 8>&-
	# the process that the file names is gone, or was never there
	run -75 --separate-stderr gc-save dir in
	[[ $stderr == *"at work (process $!);"* ]]
	kill $!
	wait $! || [ $? -gt 128 ]
	exec 8<>dir/.gc/lock
	flock -n 8
	echo $$ >dir/.gc/lock
	run -75 --separate-stderr gc-save dir in
	[[ $stderr == *"at work (process $$);"* ]]
	gc-save --lock-fd 8 dir in
	[ "$(listed)" = WORKFLOW/A.yaml ]
	[ "$(cat dir/.gc/lock)" = $$ ]
	run -2 --separate-stderr gc-save --lock-fd 8 other in
	[[ $stderr == "gc-save: --lock-fd: descriptor 8 is not other/.gc/lock" ]]
	exec 8>&-
	run -2 gc-save --lock-fd 8 dir in
	# a descriptor is no proof: another may hold the lock
	flock -F dir/.gc/lock sleep 60 3>&- &
	await '! flock -n dir/.gc/lock true' $!
	exec 8<>dir/.gc/lock
	run -75 gc-save --lock-fd 8 dir in
	kill $!
}

@test "a .gc that gc-tools did not make is left alone" {
	flow f1 A >in
	mkdir dir outside
	echo mine >dir/.gc
	run -65 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir/.gc: not made by gc-tools; move it away" ]
	[ "$(cat dir/.gc)" = mine ]
	rm dir/.gc
	ln -s ../outside dir/.gc
	run -65 gc-save dir in
	[ -z "$(ls outside)" ]
	rm dir/.gc
	mkdir dir/.gc
	echo mine >dir/.gc/lock
	run -65 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir/.gc/lock: not made by gc-tools; move it away" ]
	[ "$(cat dir/.gc/lock)" = mine ]
	rm dir/.gc/lock
	mkfifo dir/.gc/lock
	run -65 --separate-stderr gc-save dir <in
	[ "$stderr" = "gc-save: dir/.gc/lock: not made by gc-tools; move it away" ]
	[ -p dir/.gc/lock ]
	rm dir/.gc/lock
	ln -sf ../../outside/file dir/.gc/lock
	run -65 gc-save dir in
	[ ! -e outside/file ]
	# what else is there stays, and is no flow
	rm dir/.gc/lock
	cp in dir/.gc/failed.ndjson
	gc-save --prune dir in
	[ "$(ls dir/.gc)" = failed.ndjson ]
	gc-load dir | same in -
}

@test "the corpus's Archy YAML: loaded, saved and loaded again, each file has its first bytes" {
	need_corpus
	local file n=0
	gc-load "$CORPUS/archy" >loaded
	[ "$(wc -l <loaded)" -eq "$(find "$CORPUS/archy" -name '*.yaml' | wc -l)" ]
	# Many are templates of one name: ids tell them apart.
	jq -c '.id = "f\(input_line_number)"' loaded >in
	gc-save dir in
	gc-save --format json dir2 in
	gc-save --format archy --name-template '{id}' dir3 in
	gc-load dir | jq -c '[.id, .archy]' | sort >back
	gc-load dir2 | jq -c '[.id, .archy]' | sort | same back -
	jq -c '[.id, .archy]' in | sort | same back -
	for file in "$CORPUS"/archy/*.yaml; do
		n=$((n + 1))
		cmp "$file" dir3/f$n.*
	done
	[ $n -gt 40 ]
	jq -e '.flows | length == '$n' and all(.[]; .references | type == "object")' dir/manifest.json
}

@test "--name-template {file}: templates of one name without ids stay apart, also when they are saved again" {
	mkdir -p in/calls
	printf 'workflow:\n  name: "{{flow_name}}"\n  x: a\n' >in/main.yaml
	printf 'workflow:\n  name: "{{flow_name}}"\n  x: b\n' >in/calls/main.v2.yaml
	gc-load in >flows
	run -3 gc-save dir flows
	[[ $output == *"rename one of them, or use --name-template '{file}'" ]]
	for again in 1 2; do
		gc-save --name-template '{file}' files flows
		[ "$(cd files && find . -name '*.yaml' | sort | paste -sd' ')" = './in%2Fcalls%2Fmain.v2.yaml ./in%2Fmain.yaml' ]
		gc-load files | jq -r .archy | same - <(jq -r .archy flows)
		[ "$(jq -r '.flows[].source' files/manifest.json | sort | paste -sd' ')" = 'in/calls/main.v2.yaml in/main.yaml' ]
	done
	head -n 1 flows | gc-save --name-template '{file}' --prune files
	[ "$(find files -name '*.yaml' | wc -l)" -eq 1 ]
	# What has no file goes by its name.
	echo '{"kind":"flow","id":"f1","name":"A","type":"BOT","configuration":{}}' | gc-save --name-template 'x/{file}' named
	[ -e named/x/A.yaml ]
	jq -e '.flows[0] | has("source") | not' named/manifest.json
}
