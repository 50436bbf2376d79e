# archy.bash - Archy YAML as files to be compared (gc-diff --format diff)
# shellcheck shell=bash disable=SC2154 # what gc-diff sets
#
# Sourced by gc-diff, which sets: work, and root_a and root_b where a side is a folder. Flows are in
# $work/SIDE.symbolic.

# archy_of SIDE - write $work/SIDE.archy, the flows of Archy YAML, and $work/SIDE.heads, the same without bodies
archy_of() {
	to_file "$work/$1.archy" sed '/"configuration":{/d; /"archy":"/!d' "$work/$1.symbolic"
	heads "$work/$1.heads" "$work/$1.archy"
}

# tell_twins - templates often share type and name, and have no ids: the paths of their files become their ids,
# and are in the names of the files that are compared
tell_twins() {
	local side root
	for side in a b; do
		archy_of "$side"
		to_file "$work/$side.twins" jq -cs 'group_by([.type, .name])[] | select(length > 1 and all(.[]; .file and (.id | not))) |
			[.[0].type, .[0].name]' "$work/$side.heads"
	done
	to_file "$work/twins" cat "$work/a.twins" "$work/b.twins"
	[ -s "$work/twins" ] || return 0
	for side in a b; do
		root=root_$side
		to_file "$work/$side.told" jq -c --slurpfile twins "$work/twins" --arg root "${!root-}/" '
			if .file and (.id | not) and ([.type, .name] | IN($twins[])) then {kind, id: (.file | ltrimstr($root))} + .
			else . end' "$work/$side.archy"
		to_file "$work/$side.others" sed '/"configuration":{/!{/"archy":"/d;}' "$work/$side.symbolic"
		to_file "$work/$side.symbolic" cat "$work/$side.others" "$work/$side.told"
		to_file "$work/$side.twins" jq -c --slurpfile twins "$work/twins" 'select([.type, .name] | IN($twins[]))' "$work/$side.told"
		to_file "$work/$side.told" jq -c --slurpfile twins "$work/twins" 'select([.type, .name] | IN($twins[]) | not)' "$work/$side.told"
		to_file "$work/$side.single" cat "$work/$side.others" "$work/$side.told"
	done
}

# same_archy - Archy YAML that means the same on both sides becomes the same text: gc-flowdiff compares it as
# gc-put does, without the order of keys, quotes and comments
same_archy() {
	local side file
	for side in a b; do
		archy_of "$side"
		[ -s "$work/$side.archy" ] || return 0
	done
	answer_to_file 1,3 "$work/archy.differences" gc-flowdiff --format ndjson "$work/a.archy" "$work/b.archy" || true
	to_file "$work/archy.same" jq -nr --slurpfile a "$work/a.manifest" --slurpfile b "$work/b.manifest" \
		--slurpfile heads "$work/a.heads" --slurpfile twins "$work/twins" \
		--slurpfile differences "$work/archy.differences" '
		def key: [.type // .flowType, .name // .flowName] as $key |
			if ($key | IN($twins[])) then $key + [.id // .flowId] else $key end | tojson;
		INDEX($differences[].flow; key) as $differ | INDEX($b[0].flows[]; key) as $b | INDEX($heads[]; key) as $archy |
		$a[0].flows[] | select($archy[key] and ($differ[key] | not) and .filePath == $b[key].filePath) | .filePath'
	while IFS= read -r file; do cp -- "$work/a/$file" "$work/b/$file" || exit 74; done <"$work/archy.same"
}
