# check-corpus.bats - real flows against inventories made from their manifests: gc-refs --check and
# gc-plan miss the one object that an inventory lacks, and nothing else.
load helper

# The corpus as flow records in `flows` and their references in `refs`. In `inventory`: each object
# that the manifests name. `decoys` has another one of each type, so that each type is listed.
setup_file() {
	need_corpus
	need_tool jq
	local f n=0 lines
	cd "$BATS_FILE_TMPDIR" || return 1
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		mapfile -t lines <"$f"
		printf '{"kind":"flow","org":"here","id":"f-%s","name":"Flow %s","type":"WORKFLOW","configuration":' $n $n
		printf '%s' "${lines[@]}"
		printf '}\n'
	done >flows
	gc-refs flows >refs
	jq -c '.configuration.manifest // {} | to_entries[] | .key as $type | .value[] |
		select([$type] | inside(["language", "systemPrompt", "ttsEngine", "ttsVoice", "nluDomain",
			"bridgeAction"]) | not) |
		{kind: "object", org: "here", type: $type, id, name}' flows |
		jq -sc 'unique_by([.type, .id])[]' >inventory
	jq -sc 'unique_by(.type)[] | .id = "decoy-\(.type)" | .name = "Decoy"' inventory >decoys
	[ "$(wc -l <inventory)" -gt 50 ]
	# What each flow's manifest says: TYPE, ID and the flow.
	jq -r '.id as $flow | .configuration.manifest // {} | to_entries[] | .key as $type | .value[] |
		[$type, .id, $flow] | @tsv' flows | sort -u >uses
}

# corpus - copies of these files, here
corpus() { cp "$BATS_FILE_TMPDIR"/{flows,refs,inventory,decoys,uses} .; }

# each_missing MEMBER COMMAND... - run the command with `lacking`, an inventory that lacks an object,
# for each object whose type and MEMBER no other one shares. It must exit 1 and say, in NDJSON, that
# exactly the flows that use the object lack it, and it alone.
each_missing() {
	local member=$1 record records n=0 lines
	shift
	jq -sc --arg member "$member" 'group_by([.type, .[$member]])[] | select(length == 1)[]' inventory >single
	[ "$(wc -l <single)" -gt 40 ]
	mapfile -t records <inventory
	mapfile -t lines <decoys
	: >answers
	while IFS= read -r record; do
		for n in "${!records[@]}"; do [ "${records[n]}" != "$record" ] || break; done
		printf '%s\n' "${records[@]:0:n}" "${records[@]:n+1}" "${lines[@]}" >lacking
		printf '{"asked":%s}\n' "$record" >>answers
		status=0
		"$@" >>answers 2>err || status=$?
		[ "$status" -eq 1 ] || { echo "$record: exit $status"; return 1; }
	done <single
	# The object that was taken away, and what was found to be missing then, in which flow.
	jq -rn 'foreach inputs as $r (null; $r.asked // .; . as $asked | $r | select(.asked | not) |
		[$asked.type, $asked.id, .type, .id, .flow.id] | @tsv)' answers | sort >got
	jq -r '[.type, .id] | @tsv' single >ids
	awk -F '\t' -v OFS='\t' 'NR == FNR { single[$1, $2]; next } ($1, $2) in single { print $1, $2, $0 }' ids uses |
		sort >want
	[ -s want ]
	same want got
}

@test "a whole inventory: nothing is broken, by id or by name" {
	corpus
	gc-refs --check inventory flows >found
	gc-refs --check inventory --by name flows >>found
	gc-plan --source inventory --format ndjson refs >>found
	gc-plan --target inventory --source inventory --format ndjson refs >>found
	[ ! -s found ]
}

# bats test_tags=long
@test "gc-refs --check: each object that is missing is found, and no other" {
	corpus
	each_missing id gc-refs --check lacking flows
	each_missing name gc-refs --check lacking --by name flows
}

# bats test_tags=long
@test "gc-refs --check and gc-plan agree on types that an inventory lacks, and on those that none can hold" {
	corpus
	local type strict
	jq -r .type inventory | sort -u >types
	while read -r type; do
		sed "/^{\"kind\":\"object\",\"org\":\"here\",\"type\":\"$type\",/d" inventory >lacking
		for strict in '' --strict; do
			printf '{"lacking":"%s %s"}\n' "$type" "$strict" | tee -a found >>planned
			gc-refs --check lacking ${strict:+"$strict"} flows >>found 2>/dev/null || [ $? -eq 1 ]
			gc-plan --source lacking --format ndjson ${strict:+"$strict"} refs >>planned 2>/dev/null || [ $? -eq 1 ]
		done
	done <types
	for side in found planned; do
		jq -rn 'foreach inputs as $r (null; $r.lacking // .; . as $lacking | $r | select(.lacking | not) |
			[$lacking, .type, .id, .flow.id] | @tsv)' $side | sort >$side.lines
	done
	[ -s found.lines ]
	same found.lines planned.lines
}

# bats test_tags=long
@test "gc-plan: each object that is missing is found, and no other" {
	corpus
	each_missing id gc-plan --source lacking --format ndjson refs
	sed -i 's/"org":"here"/"org":"there"/' inventory decoys
	each_missing name gc-plan --target lacking --format ndjson refs
}
