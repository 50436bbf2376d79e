#!/usr/bin/env bats
# gc-sim: the org that it makes, seen through --dump and --dump-objects.

load helper

teardown() {
	stop_sims
}

setup_file() {
	need_tool jq
	cd "$BATS_FILE_TMPDIR" || return
	gc-sim --flows 130 --org A --dump >a
	gc-sim --flows 130 --org B --dump >b
	gc-sim --flows 130 --org A --dump-objects >a.objects
	gc-sim --flows 130 --org B --dump-objects >b.objects
	depths a >a.depths
	# What jq 1.6 can read: it gives up at 128 nested objects.
	paste -d ' ' a.depths a | awk '$1 < 100 { sub(/^[0-9]+ /, ""); print }' >a.shallow
}

# made NAME - a file that setup_file made.
made() { echo "$BATS_FILE_TMPDIR/$1"; }

# heads FILE - flow records without their configurations.
heads() { LC_ALL=C sed 's/,"configurationVersion":"latest","base":{[^}]*},"configuration":.*/}/' "$1"; }

# depths FILE - how deep each record is nested, one number a line.
depths() {
	jq --stream -nc 'foreach inputs as $e ({}; if ($e | length) == 1 and ($e[0] | length) == 1
		then {out: .max, max: 0} else {max: ([.max // 0, ($e[0] | length)] | max)} end;
		.out // empty)' "$1"
}

# quantile P - of the numbers on stdin.
quantile() { sort -n | awk -v p="$1" '{ v[NR] = $1 } END { print v[int((NR - 1) * p / 100) + 1] }'; }

# differing FILE FILE FIELD... - how many of the records on the same line differ in these fields.
differing() {
	paste -d '\n' <(heads "$1" | jq -c "$3") <(heads "$2" | jq -c "$3") |
		awk 'NR % 2 { first = $0; next } first != $0 { n++ } END { print n + 0 }'
}

@test "the same seed and name make the same org, byte for byte" {
	gc-sim --flows 130 --org A --dump >again
	same "$(made a)" again
	gc-sim --flows 130 --org A --seed 2 --dump >other
	run -1 cmp -s "$(made a)" other
}

@test "two orgs of one seed share all names and structure, and no id" {
	local a b
	a=$(made a) b=$(made b)
	[ "$(differing "$a" "$b" '[.type, .name, .description, .division.name, .publishedVersion.id]')" = 0 ]
	[ "$(differing "$a.objects" "$b.objects" '[.type, .name, .division.name, .category, .email]')" = 0 ]
	cat "$a.objects" <(heads "$a") | jq -r 'select(.type | IN("emailDomain", "systemPrompt",
		"ttsEngine", "ttsVoice", "sttEngine") | not) | .id, .org, .division.id // empty' | sort -u >ids.a
	cat "$b.objects" <(heads "$b") | jq -r '.id, .org, .division.id // empty' | sort -u >ids.b
	[ "$(wc -l <ids.a)" -gt 600 ]
	[ "$(comm -12 ids.a ids.b | wc -l)" = 0 ]
	# Inner ids are the same: what is no object's id in A stands in B too.
	jq -r '.configuration.flowSequenceItemList[].actionList[]?.id' "$a.shallow" | sort -u >inner
	[ "$(wc -l <inner)" -gt 1000 ]
	grep -oE '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}' "$b" | sort -u | comm -23 inner - >lost
	[ ! -s lost ]
}

@test "ids are unique within an org" {
	cat "$(made a.objects)" <(heads "$(made a)") | jq -r .id | sort | uniq -d >twice
	[ ! -s twice ]
}

@test "all 20 types of flows are there; flows by type and name are unique, the case ignored" {
	[ "$(heads "$(made a)" | jq -r .type | sort -u | wc -l)" = 20 ]
	heads "$(made a)" | jq -r '.type + "/" + (.name | ascii_downcase)' | sort | uniq -d >twice
	[ ! -s twice ]
	[ "$(heads "$(made a)" | jq -c 'select(.deleted | not)' | wc -l)" = 130 ]
	[ "$(heads "$(made a)" | jq -c 'select(.system)' | wc -l)" = 4 ]
	# One name under two types occurs.
	[ -n "$(heads "$(made a)" | jq -r .name | sort | uniq -d)" ]
}

@test "sizes, depths and the share of caches are those of real flows" {
	local half tenth
	# Measured: median 38 kB, nine tenths below 112 kB; depth 19 and up to 58, rarely 167.
	half=$(LC_ALL=C awk '{ print length($0) }' "$(made a)" | quantile 50)
	[ "$half" -gt 25000 ] && [ "$half" -lt 55000 ]
	tenth=$(LC_ALL=C awk '{ print length($0) }' "$(made a)" | quantile 90)
	[ "$tenth" -gt 75000 ] && [ "$tenth" -lt 150000 ]
	half=$(quantile 50 <"$(made a.depths)")
	[ "$half" -ge 17 ] && [ "$half" -le 25 ]
	[ "$(quantile 90 <"$(made a.depths)")" -le 60 ]
	[ "$(quantile 100 <"$(made a.depths)")" -ge 150 ]
	half=$(jq -r '((.configuration.uiMetaData | tojson | length) * 100 /
		(.configuration | tojson | length) | floor)' "$(made a.shallow)" | quantile 50)
	[ "$half" -ge 12 ] && [ "$half" -le 40 ]
}

@test "flows are whole JSON to our own reader, and the key order is the real one" {
	gc-strip --for diff "$(made a)" >/dev/null
	jq -r '.configuration | keys_unsorted | join(" ")' "$(made a.shallow)" >keys
	[ "$(grep -cE '^nextTrackingNumber defaultLanguage (description )?initialSequence name uiMetaData supportedLanguages manifest type ' keys)" -gt 60 ]
	[ "$(grep -cE '^defaultLanguage (description )?initialSequence name nextTrackingNumber uiMetaData ' keys)" -gt 15 ]
	[ "$(grep -cv ' versionMetaData$' keys)" = 0 ]
}

# bats test_tags=long
@test "every manifest entry is used in the body, has its name there, and a context" {
	jq -r '.name as $flow | .configuration
		| (del(.manifest, .uiMetaData) | [.. | strings] | map({key: ., value: true}) | from_entries) as $in
		| .manifest | to_entries[] | .key as $type | .value[]
		| select(($in[.id] | not) or ($type != "language" and (.context | length) == 0)
			or (.name and ($type | IN("ttsEngine", "systemPrompt") | not)
				and ($in[.name] | not) and ($in["Prompt." + .name] | not)))
		| [$flow, $type, .id, .name] | @tsv' "$(made a.shallow)" >bad
	[ ! -s bad ] || { cat bad; return 1; }
	[ "$(jq '[.configuration.manifest[][]] | length' "$(made a.shallow)" | awk '{ n += $1 } END { print n }')" -gt 700 ]
}

@test "manifest entries of objects are in the inventory under their name; trackingIds fit" {
	cat "$(made a.objects)" <(heads "$(made a)") | jq -sc 'map({key: .id, value: .name}) | from_entries' >names
	jq -r --slurpfile names names '.name as $flow | .configuration.manifest | to_entries[]
		| select(.key | IN("language", "ttsVoice", "bridgeAction") | not) | .key as $type | .value[]
		| select(.name != null and $names[0][.id] != .name) | [$flow, $type, .id, .name] | @tsv' \
		"$(made a.shallow)" >bad
	[ ! -s bad ] || { cat bad; return 1; }
	jq -c '.configuration | .nextTrackingNumber as $next
		| [.flowSequenceItemList | .. | objects | .trackingId? // empty]
		| select((unique | length) != length or max >= $next)' "$(made a.shallow)" >bad
	[ ! -s bad ]
}

@test "what no manifest has is there too: ids in text, lists, JSON in strings, libraries, old in-queue flows" {
	gc-sim --flows 400 --dump >all
	jq -r .id <(gc-sim --flows 400 --dump-objects) | sort >objects
	grep -qE '"text":"custom_-_[0-9a-f-]{36}\|custom_-_' all
	grep -qE '\\"id\\": \\"[0-9a-f-]{36}\\"' all
	grep -qE '"responseLibrary":\{"id":"[0-9a-f-]{36}"' all
	grep -qE '"name":"queueId","value":\{"config":\{"lit":\{"pos":1,"text":"[0-9a-f-]{36}"' all
	grep -qE '"inQueueFlowName":"Default In-Queue Flow"' all
	grep -qE '"inputSchemaUri":"/api/v2/integrations/actions/custom_-_' all
	grep -qE '"commonModules":\[\{"id"' all
	grep -qE '"username":"[a-z.]+[0-9]+@example.com"' all
	grep -q '"__type":"BridgeServerAction"' all
	grep -q '[^ -~]' all
}

@test "some flows refer to each other in circles, most do not" {
	jq -r '.id as $from | .configuration.manifest | to_entries[] | select(.key | test("Flow$|^workflow$"))
		| .value[] | [$from, .id] | @tsv' "$(made a.shallow)" >edges
	[ "$(wc -l <edges)" -gt 30 ]
	run tsort edges
	[[ $output == *loop* ]]
	# Without those of the pairs that are in a circle by themselves, few are left.
	awk 'NR == FNR { seen[$2, $1]; next } ($1, $2) in seen' edges edges >pairs
	[ "$(wc -l <pairs)" -ge 2 ] && [ "$(wc -l <pairs)" -le 12 ]
}

@test "inventories: the types of a real org, divisions, more than one page of some" {
	local type
	jq -r .type "$(made a.objects)" | sort -u >types
	for type in division queue user group acdSkill acdLanguage acdWrapupCode integration dataAction \
		userPrompt schedule scheduleGroup emergencyGroup ivrConfiguration dataTable flowOutcome \
		flowMilestone composerScript grammar responseLibrary response responseAsset knowledgeBase \
		contactList surveyForm worktype nluDomain; do
		grep -qx "$type" types || { echo "no $type"; return 1; }
	done
	[ "$(jq -r 'select(.type == "user") | .email' "$(made a.objects)" | sort -u | wc -l)" -gt 100 ]
	[ "$(jq -r 'select(.type == "dataAction") | select(.category and .integrationId) | .id' \
		"$(made a.objects)" | grep -c '^custom_-_')" -gt 60 ]
	[ "$(heads "$(made a)" | jq -r .division.name | sort -u | wc -l)" -gt 4 ]
}

@test "versions: some never published, some published older than saved; each body is its version's" {
	heads "$(made a)" >all.heads
	[ "$(jq -c 'select(.publishedVersion | not)' all.heads | wc -l)" -gt 5 ]
	[ "$(jq -c 'select(.publishedVersion and .publishedVersion.id != .checkedInVersion.id)' all.heads | wc -l)" -gt 10 ]
	[ "$(jq -r .checkedInVersion.id all.heads | sort -u | tr '\n' ' ')" = "1.0 2.0 3.0 4.0 " ]
}

@test "a later version is the earlier one with steps added and a duration edited" {
	local token id v
	start_sim --flows 60
	token=$(curl -s -u id:secret -d grant_type=client_credentials \
		"http://localhost:$SIM_PORT/oauth/token" | jq -r .access_token)
	gc-sim --flows 60 --dump >all
	id=$(heads all | jq -r 'select(.checkedInVersion.id == "3.0") | .id' | sed -n 1p)
	for v in 1.0 2.0 3.0; do
		curl -s -H "Authorization: Bearer $token" \
			"http://localhost:$SIM_PORT/api/v2/flows/$id/versions/$v/configuration" >$v
		jq -r '.flowSequenceItemList[].actionList[]?.id' $v | sort >$v.steps
		jq . $v >$v.lines
	done
	[ "$(comm -13 1.0.steps 2.0.steps | wc -l)" = 1 ]
	[ "$(comm -13 2.0.steps 3.0.steps | wc -l)" = 1 ]
	[ "$(comm -23 1.0.steps 3.0.steps | wc -l)" = 0 ]
	[ "$(diff 1.0.lines 3.0.lines | grep -c '^<')" -le 12 ]
	[ "$(jq .nextTrackingNumber 3.0)" = "$(($(jq .nextTrackingNumber 1.0) + 2))" ]
}

# plant KIND=N - org B again, with the plant, into the files p and p.objects.
plant() {
	gc-sim --flows 130 --org B --plant "$1" --dump >p
	gc-sim --flows 130 --org B --plant "$1" --dump-objects >p.objects
}

# changed FIELD - how many objects of p differ from those of b in it.
changed() { differing "$(made b.objects)" p.objects "$1"; }

# twins FILE EXPRESSION - how many values of it two objects have; each bot has an NLU domain of its name.
twins() { jq -r "select(.type != \"nluDomain\") | $2" "$1" | sort | uniq -d | wc -l; }

@test "plants in the inventory: missing, ambiguous, renamed, blank, case, moved" {
	plant missing=3
	jq -r .id p.objects | sort >ids
	jq -r .id "$(made b.objects)" | sort | comm -23 - ids >gone
	[ "$(wc -l <gone)" = 3 ]
	# None is used by this org's own flows; the other org's do use them.
	run -1 grep -qFf gone p
	grep -Ff gone "$(made b.objects)" | jq -r .name >names
	while read -r name; do
		grep -qF "$name" "$(made a)"
	done <names

	plant ambiguous=3
	[ "$(wc -l <p.objects)" = $(($(wc -l <"$(made b.objects)") + 3)) ]
	[ "$(twins p.objects '.type + .name + .category')" = 3 ]
	[ "$(twins p.objects '.type + .name + .category + .division.name')" = 0 ]

	plant renamed=4
	[ "$(changed .name)" = 4 ] && [ "$(changed .id)" = 0 ]
	[ "$(grep -c '(renamed)\|_new"' p.objects)" = 4 ]
	plant blank=2
	[ "$(changed .name)" = 2 ] && [ "$(changed '.name | sub(" $"; "")')" -le 2 ]
	plant case=5
	[ "$(changed .name)" = 5 ] && [ "$(changed '.name | ascii_downcase')" = 0 ]
	plant moved=5
	[ "$(changed .division.name)" = 5 ] && [ "$(changed .name)" = 0 ]
}

@test "a renamed object is renamed in the flows that use it; a stale one is not" {
	plant renamed=4
	grep -h '(renamed)\|_new"' p.objects | jq -r .name >names
	while read -r name; do
		grep -qF "$name" p
	done <names
	plant stale=2
	[ "$(changed .name)" = 0 ]
	[ "$(grep -c '"actionName":"Old ' p)" = 2 ]
}

# bats test_tags=long
@test "orphan: that many queues of flows are in no inventory, and no other id is" {
	plant orphan=3
	jq -r 'select(.type == "queue") | .id' p.objects | sort -u >queues
	depths p >p.depths
	paste -d ' ' p.depths p | awk '$1 < 100 { sub(/^[0-9]+ /, ""); print }' >p.shallow
	jq -r '.configuration.manifest.queue[]?.id' p.shallow | sort -u | comm -23 - queues >lost
	[ "$(wc -l <lost)" = 3 ]
}

# bats test_tags=long
@test "plants in flows: cycle, twins, locked, unsaved, deleted, bare" {
	local n
	plant twins=2
	[ "$(heads p | jq -r '.type + "/" + (.name | ascii_downcase)' | sort | uniq -d | wc -l)" = 2 ]
	[ "$(heads p | jq -r '.type + "/" + .name' | sort | uniq -d | wc -l)" = 0 ]
	plant locked=2
	[ "$(heads p | jq -c 'select(.lockedUser)' | wc -l)" = 2 ]
	heads p | jq -se 'map(select(.savedVersion)) | length == 2 and
		all(.[]; .lockedUser and (.savedVersion.id | startswith("saved_version_")))'
	plant unsaved=2
	[ "$(heads p | jq -c 'select(.checkedInVersion | not)' | wc -l)" = 2 ]
	n=$(heads "$(made b)" | jq -c 'select(.deleted)' | wc -l)
	plant deleted=2
	[ "$(heads p | jq -c 'select(.deleted)' | wc -l)" = $((n + 2)) ]
	plant bare=2
	[ "$(grep -vc '"manifest":{' p)" = 2 ]
	gc-sim --flows 130 --org B --plant cycle=2 --dump >p
	[ "$(grep -c . p)" = "$(grep -c . "$(made b)")" ]
	run -1 cmp -s p "$(made b)"
}

@test "plants for readers: spelling, surrogate, deep, big" {
	plant spelling=1
	grep -qF '"numbers":[1E5,1e+05,-0,-0.0,1.0,100000000000000000000,' p
	grep -qF '"twice":1,"twice":"2","":{' p
	plant surrogate=1
	grep -qF 'half a pair: \ud83d"' p
	gc-sim --flows 5 --plant deep=500 --dump >p
	depths p | sort -n | tail -1 >deepest
	[ "$(cat deepest)" -ge 500 ] && [ "$(cat deepest)" -le 505 ]
	gc-sim --flows 5 --plant big=3000000 --dump >p
	n=$(LC_ALL=C awk '{ print length($0) }' p | sort -n | tail -1)
	[ "$n" -gt 2500000 ] && [ "$n" -lt 3700000 ]
}

@test "very deep: 100,000 levels, read by our own reader" {
	gc-sim --flows 1 --plant deep=100000 --dump >p
	gc-strip p >stripped
	[ "$(tr -cd '[{' <p | wc -c)" -gt 100000 ]
	[ "$(wc -l <stripped)" = 1 ]
}

@test "a plant that is unknown or too many ends with 2" {
	local text
	for text in nothing=1 missing missing=0 missing=x =3 locked=9999 ambiguous=99999; do
		run -2 gc-sim --flows 30 --plant "$text" --dump
		[[ $output == *"--plant"* ]]
	done
}

@test "orgs of any size: none, one, few" {
	local n
	for n in 0 1 2 19 20 21 40; do
		gc-sim --flows "$n" --dump >all
		[ "$(heads all | jq -c 'select(.deleted | not)' | wc -l)" = "$n" ]
	done
}
