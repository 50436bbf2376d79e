# gc-save-manifests.bats - manifests with entries of other shapes, results that tell no base, records
# without ids, and files next to a record that become others.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr

flow() { printf '{"kind":"flow","id":"%s","name":"%s","type":"WORKFLOW","configuration":{"name":"A"}}\n' "$1" "$2"; }

# entry PATH - a manifest of one flow whose filePath is this JSON string
entry() { printf '{"flows":[{"flowId":"f1","flowName":"A","flowType":"WORKFLOW","filePath":%s}]}\n' "$1"; }

@test "a manifest that gc-save cannot have written is refused, and stays" {
	local path
	flow f1 A >in
	mkdir dir
	for path in '"a\u0000b.yaml"' '"WORKFLOW/"' '"WORKFLOW//A.yaml"' '"WORKFLOW/.A.yaml"' '"/A.yaml"' '""' '5'; do
		entry "$path" >dir/manifest.json
		cp dir/manifest.json before
		run -65 --separate-stderr gc-save dir in
		[ "$stderr" = "gc-save: dir/manifest.json: not written by gc-save (a filePath is not one that gc-save writes); move it away" ]
		same before dir/manifest.json
	done
	echo '{"flows":[],"objects":[5]}' >dir/manifest.json
	run -65 --separate-stderr gc-save dir in
	[[ $stderr == *"not written by gc-save (an object that is not an object); move it away" ]]
	echo '{"flows":[5]}' >dir/manifest.json
	run -65 --separate-stderr gc-save dir in
	[[ $stderr == *"not written by gc-save (a flow that is not an object); move it away" ]]
	for path in '{"flows":{"a":1}}' '{"flows":{}}' '{"objects":[]}' '{"others":[1,2],"x":{"a":[]}}'; do
		echo "$path" >dir/manifest.json
		run -65 --separate-stderr gc-save dir in
		[[ $stderr == *"not written by gc-save (no list of flows); move it away" ]]
	done
	for path in '{"others":[tru],"flows":[]}' '{"x":{"a":},"flows":[]}' '{"x":{"a":1,},"flows":[]}'; do
		echo "$path" >dir/manifest.json
		run -65 --separate-stderr gc-save dir in
		[[ $stderr == *"dir/manifest.json: not written by gc-save ("* ]]
	done
	[ "$(ls dir)" = manifest.json ]
}

@test "members that gc-save does not know are read over, and members of other kinds are none" {
	flow f1 A >in
	mkdir dir
	printf '{"others":[1,{"a":[]}],"x":{"y":null},"flows":[{"flowId":5,"flowName":["A"],"flowType":"WORKFLOW","filePath":"WORKFLOW/B.yaml","version":7,"references":[]}]}\n' >dir/manifest.json
	gc-save dir in
	jq -c '.flows[] | [.flowId, .flowName, .filePath]' dir/manifest.json >got
	printf '["f1","A","WORKFLOW/A.yaml"]\n' | same - got
	[ "$(jq -c keys dir/manifest.json)" = '["flows"]' ]
}

@test "a file of an object belongs to it only behind a dot or a slash" {
	local file
	flow f1 A >in
	mkdir dir
	for file in '"userPrompt/Px.wav"' '"userPrompt/P"' '"user/P.wav"' '7'; do
		printf '{"flows":[],"objects":[{"id":"p1","name":"P","type":"userPrompt","filePath":"userPrompt/P.yaml","files":[%s]}]}\n' \
			"$file" >dir/manifest.json
		run -65 --separate-stderr gc-save dir in
		[[ $stderr == *"not written by gc-save (a file of an object is not one that gc-save writes); move it away" ]]
	done
}

@test "audio in another language takes the place of the former file" {
	printf '{"kind":"object","type":"userPrompt","id":"p1","name":"P","media":[{"language":"en-us","base64":"AAAA"}],"configuration":{"name":"P"}}\n' >one
	sed 's/en-us/de-de/' one >two
	gc-save dir one
	[ -e dir/userPrompt/P/en-us.wav ]
	gc-save dir two
	[ "$(ls dir/userPrompt/P)" = de-de.wav ]
	[ "$(jq -c '.objects[0].files' dir/manifest.json)" = '["userPrompt/P/de-de.wav"]' ]
	# one more language, and none
	sed 's/"media":\[/&{"language":"fr-fr","base64":"AAAA"},/' one >three
	gc-save dir three
	[ "$(ls dir/userPrompt/P)" = $'en-us.wav\nfr-fr.wav' ]
	sed 's/"media":\[[^]]*\],//' one >four
	gc-save dir four
	[ "$(ls dir/userPrompt)" = P.yaml ]
}

@test "flows and objects without an id, or with a number for one, are known by type and name" {
	{ flow f1 A && flow f2 B; } | sed 's/"f1"/12/; s/"f2"/345/' >in
	gc-save dir in
	[ "$(jq -c '[.flows[] | [.flowId, .flowName]]' dir/manifest.json)" = '[[null,"A"],[null,"B"]]' ]
	gc-save dir in
	[ "$(jq '.flows | length' dir/manifest.json)" = 2 ]
	printf '{"kind":"object","type":"queue","name":"Q","configuration":{"name":"Q","v":%d}}\n' 1 2 >objects
	run -0 --separate-stderr gc-save dir objects
	[[ $stderr == *"dir/queue/Q.yaml: the object was in the input before; keeping the later record" ]]
	grep -qx '  v: 2' dir/queue/Q.yaml
	[ "$(jq '.objects | length' dir/manifest.json)" = 1 ]
}

prompt() { printf '{"kind":"object","type":"userPrompt","id":"p1","name":"P","media":[{"language":"en-us","base64":"AAAA"}],"configuration":{"name":"P"}}\n'; }

@test "paths without an extension in a manifest: what they name goes when the object has another" {
	local path
	prompt >in
	for path in P userPrompt/Q a.b/P; do
		rm -rf dir
		mkdir -p "dir/$(dirname "$path")"
		echo old | tee "dir/$path" >"dir/$path.wav"
		printf '{"flows":[],"objects":[{"id":"p1","name":"P","type":"userPrompt","filePath":"%s","files":["%s.wav"]}]}\n' \
			"$path" "$path" >dir/manifest.json
		gc-save dir in
		[ "$(cd dir && find . -type f | sort)" = $'./manifest.json\n./userPrompt/P.yaml\n./userPrompt/P/en-us.wav' ]
	done
}

@test "a folder in the place of a file is an error; nothing of it is removed" {
	prompt >in
	mkdir -p dir/userPrompt/P/en-us.wav
	run -74 --separate-stderr gc-save dir in
	[ "$stderr" = "gc-save: dir/userPrompt/P/en-us.wav: Is a directory" ]
	[ -d dir/userPrompt/P/en-us.wav ] && [ ! -e dir/userPrompt/P.yaml ]
	# where a file would have to be renamed to, when its twin goes
	{ flow f1 A && flow f2 A; } | gc-save two
	mkdir two/WORKFLOW/A.yaml
	flow f1 A >one
	run -74 --separate-stderr gc-save --prune two one
	[[ $stderr == "gc-save: two/WORKFLOW/A~"*".yaml: cannot rename it to WORKFLOW/A.yaml: Is a directory" ]]
	[ -d two/WORKFLOW/A.yaml ]
	rmdir two/WORKFLOW/A.yaml
	gc-save --prune two one
	[ "$(ls two/WORKFLOW)" = A.yaml ]
	# and one that was to be removed
	flow f1 A | gc-save --name-template 'x/{name}' three
	rm three/x/A.yaml
	mkdir three/x/A.yaml
	run -74 --separate-stderr gc-save three one
	[ "$stderr" = "gc-save: three/x/A.yaml: cannot remove it: Is a directory" ]
}

@test "a file in the place of a folder stays" {
	flow f1 A >in
	gc-save --name-template 'x/{name}' dir in
	rm -r dir/x
	echo mine >dir/x
	gc-save dir in
	[ "$(cat dir/x)" = mine ]
	[ "$(jq -r '.flows[].filePath' dir/manifest.json)" = WORKFLOW/A.yaml ]
}

@test "a flow in JSON and an object in YAML of one stem; an object in JSON with its audio" {
	flow f1 P | gc-save --format json --name-template '{name}' dir
	prompt >in
	gc-save --name-template '{name}' dir in
	[ "$(cd dir && find . -type f | sort)" = $'./P.json\n./P.yaml\n./P/en-us.wav\n./manifest.json' ]
	gc-save --format json json in
	[ "$(cd json && find . -type f | sort)" = $'./manifest.json\n./userPrompt/P.json\n./userPrompt/P/en-us.wav' ]
	gc-load json | jq -e '.media[0].base64 == "AAAA"'
}
