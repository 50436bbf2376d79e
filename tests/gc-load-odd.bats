# gc-load-odd.bats - gc-load: files with nothing in them, names that are not UTF-8, manifests that are
# no files.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr

@test "Architect's files with nothing in them, or with plain JSON after blanks" {
	printf ' \n\t ' >blank.i3InboundFlow
	: >empty.i3InboundFlow
	printf ' \n{"name":"A","type":"inboundCall","flowSequenceItemList":[],"manifest":{}}' >plain.i3InboundFlow
	run -3 --separate-stderr gc-load blank.i3InboundFlow empty.i3InboundFlow plain.i3InboundFlow
	[ "$(jq -c '[.kind, .name, .type]' <<<"$output")" = '["flow","A","INBOUNDCALL"]' ]
	[[ $stderr == *'blank.i3InboundFlow: '* && $stderr == *'empty.i3InboundFlow: '* ]]
}

@test "Archy YAML in a file whose name is not UTF-8 has no file; nor from the standard input" {
	local name=$'caf\xe9.yaml'
	printf 'workflow:\n  name: W\n' >"$name"
	gc-load "$name" | jq -ce '.kind == "flow" and .name == "W" and (has("file") | not)'
	gc-load <"$name" | jq -ce '.name == "W" and (has("file") | not)'
	cp "$name" good.yaml
	gc-load good.yaml | jq -ce '.file == "good.yaml"'
}

@test "a manifest that is a link, a pipe, a socket or a folder tells no versions" {
	need_tool python3
	mkdir dir
	printf '{"kind":"flow","id":"f1","name":"A","type":"WORKFLOW","configuration":{"name":"A"}}\n' >dir/A.json
	printf '{"flows":[{"filePath":"A.json","org":"o1","version":"7"}]}\n' >real
	cp real dir/manifest.json
	gc-load dir/A.json | jq -ce '.base.version == "7"'
	ln -sf ../real dir/manifest.json
	run -0 --separate-stderr gc-load dir/A.json
	[[ -z $stderr && $output != *'"base"'* ]]
	rm dir/manifest.json
	mkfifo dir/manifest.json
	run -0 --separate-stderr gc-load dir/A.json
	[[ -z $stderr && $output != *'"base"'* ]]
	rm dir/manifest.json
	python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("dir/manifest.json")'
	run -0 --separate-stderr gc-load dir/A.json
	[[ -z $stderr && $output != *'"base"'* ]]
	rm dir/manifest.json
	mkdir dir/manifest.json
	run -0 --separate-stderr gc-load dir/A.json
	[[ -z $stderr && $output != *'"base"'* ]]
}

@test "a folder with slashes at its end, and one without files of flows" {
	mkdir -p dir/none
	printf '{"kind":"flow","id":"f1","name":"A","type":"WORKFLOW","configuration":{"name":"A"}}\n' >dir/A.json
	gc-load dir/// | same dir/A.json -
	run -0 --separate-stderr gc-load dir/none//
	[ "$stderr" = 'gc-load: dir/none//: has no .yaml, .yml, .json or .i3… file' ]
	run -74 --separate-stderr gc-load dir/A.json/
	[[ $stderr == 'gc-load: dir/A.json/: Not a directory' ]]
}
