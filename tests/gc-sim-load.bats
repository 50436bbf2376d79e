#!/usr/bin/env bats
# gc-sim --from: an org out of files, seen through --dump and --dump-objects.

load helper

teardown() {
	stop_sims
}

# org FILE [gc-sim options] - its flows and objects, sorted, into FILE and FILE.objects.
org() {
	local to=$1
	shift
	gc-sim "$@" --dump | sort >"$to"
	gc-sim "$@" --dump-objects | sort >"$to.objects"
}

# bodies FILE - the configurations of its records, one a line.
bodies() { LC_ALL=C sed -n 's/^.*"configurationVersion":"latest","base":{[^}]*},"configuration"://p' "$1" | sort; }

# shorn FILE - its records without the configurations, of which some are too deep for jq.
shorn() { LC_ALL=C sed 's/,"configurationVersion":"latest","base":{[^}]*},"configuration":.*/}/' "$1"; }

# heads FILE - id, name, type and division of its records.
heads() {
	shorn "$1" |
		jq -c '[.org, .id, .name, .type, .division.id, .description, .system, .deleted]' | sort
}

@test "what gc-save wrote is the org again: ids, names, divisions, configurations, in each format" {
	local format
	org made --flows 50 --org B --seed 3
	for format in yaml json; do
		gc-save --format $format $format made
		# a listing says less of the same flows
		shorn made | cat - made.objects >$format/inventory.ndjson
		org back --from $format
		same <(heads made) <(heads back)
		same <(bodies made) <(bodies back)
		same made.objects back.objects
	done
}

@test "records in a file or on stdin are an org as well" {
	org made --flows 30
	cat made made.objects >all.ndjson
	org back --from all.ndjson
	same <(bodies made) <(bodies back)
	same made.objects back.objects
	gc-sim --from - --dump <all.ndjson | sort >back
	same <(heads made) <(heads back)
}

@test "bare configurations: name and type from inside, ids from seed and name, served byte for byte" {
	mkdir -p in/sub
	printf ' {"type" : "inboundcall",\n"name":"Main \\u00e9", "n":1.0,\t"manifest":{}}\n\n' >in/a.json
	printf '{"name":"Second","type":"workflow","flowSequenceItemList":[]}' >in/sub/b.json
	org one --from in --org X
	org two --from in --org X
	org other --from in --org Y
	same one two
	[ "$(jq -r .type one | sort | tr '\n' ' ')" = "INBOUNDCALL WORKFLOW " ]
	[ "$(jq -r .name one | sort | tr '\n' ' ')" = "Main é Second " ]
	[ "$(comm -12 <(jq -r .id one | sort) <(jq -r .id other | sort) | wc -l)" = 0 ]
	# A record has one line, so --dump leaves white space out; the server does not.
	grep -qF '"configuration":{"type":"inboundcall","name":"Main \u00e9","n":1.0,"manifest":{}}}' one
	start_sim --from in --org X
	token=$(curl -s -u id:secret -d grant_type=client_credentials \
		"http://localhost:$SIM_PORT/oauth/token" | jq -r .access_token)
	id=$(jq -r 'select(.type == "INBOUNDCALL") | .id' one)
	curl -s -H "Authorization: Bearer $token" \
		"http://localhost:$SIM_PORT/api/v2/flows/$id/latestconfiguration" >got
	printf '{"type" : "inboundcall",\n"name":"Main \\u00e9", "n":1.0,\t"manifest":{}}' >want
	same want got
}

@test "a second flow of one type and name is listed as NAME (2); another type is another flow" {
	mkdir in
	for i in 1 2 3; do echo '{"name":"Same","type":"workflow","manifest":{},"i":'$i'}' >in/$i.json; done
	echo '{"name":"Same","type":"bot","manifest":{}}' >in/4.json
	gc-sim --from in --dump >got
	[ "$(jq -r '.type + " " + .name' got | sort | tr '\n' ',')" = \
		"BOT Same,WORKFLOW Same,WORKFLOW Same (2),WORKFLOW Same (3)," ]
	[ "$(jq -r .id got | sort -u | wc -l)" = 4 ]
}

@test "what manifests name is in the inventories; flows get the ids that others know them by" {
	mkdir in
	cat >in/caller.json <<-'END'
	{"name":"Caller","type":"inboundcall","manifest":{
	 "queue":[{"id":"11111111-1111-4111-8111-111111111111","name":"Sales \"1\""}],
	 "user":[{"id":"22222222-2222-4222-8222-222222222222","name":"Ann Lee"}],
	 "dataAction":[{"id":"custom_-_33333333-3333-4333-8333-333333333333","name":"Get It"}],
	 "bridgeAction":[{"id":"Old","name":"Old"}],
	 "botFlow":[{"id":"44444444-4444-4444-8444-444444444444","name":"The Bot"}],
	 "commonModuleFlow":[{"id":"55555555-5555-4555-8555-555555555555","name":"Not Here"}],
	 "language":[{"id":"en-US"}]},
	 "to":{"val":"22222222-2222-4222-8222-222222222222","username":"ann@example.com"},
	 "uiMetaData":{"actionServiceActions":[{"id":"custom_-_33333333-3333-4333-8333-333333333333","category":"CRM"}]}}
	END
	echo '{"name":"The Bot","type":"bot","flowMetaData":{}}' >in/bot.json
	org got --from in
	jq -r 'select(.type != "division") | [.type, .name, .email // .category // ""] | join("|")' got.objects |
		sort >objects
	printf '%s\n' 'dataAction|Get It|CRM' 'integration|CRM|' 'queue|Sales "1"|' \
		'user|Ann Lee|ann@example.com' >want
	same want objects
	[ "$(jq -r 'select(.type == "BOT") | .id' got)" = 44444444-4444-4444-8444-444444444444 ]
	run -1 grep -q 'Not Here","type' got
	[ "$(jq -r 'select(.type == "dataAction") | .integrationId' got.objects)" = \
		"$(jq -r 'select(.type == "integration") | .id' got.objects)" ]
}

@test "an object's record says more than a manifest, whichever comes first" {
	local order
	for order in a z; do
		rm -rf in && mkdir in
		echo '{"name":"F","type":"bot","manifest":{"queue":[{"id":"1","name":"Old"}]}}' >in/m.json
		echo '{"kind":"object","type":"queue","id":"1","name":"New","division":{"id":"9","name":"D"},"x":[1]}' \
			>in/$order.ndjson
		gc-sim --from in --dump-objects | jq -c 'select(.type == "queue") | [.name, .division.name, .x]' >got
		[ "$(cat got)" = '["New","D",[1]]' ]
	done
}

@test "an id whose type the records list without it is an orphan, as in the org that they are from" {
	mkdir in
	echo '{"name":"F","type":"bot","manifest":{"queue":[{"id":"1","name":"A"},{"id":"2","name":"B"}],
		"user":[{"id":"3","name":"C"}],"secureAction":[{"id":"custom_-_4","name":"D"}]}}' >in/f.json
	echo '{"kind":"object","type":"queue","id":"1","name":"A"}' >in/o.ndjson
	echo '{"kind":"object","type":"dataAction","id":"custom_-_5","name":"E","category":"X"}' >>in/o.ndjson
	gc-sim --from in --dump-objects | jq -r 'select(.type != "division") | .type + " " + .id' | sort >got
	printf '%s\n' 'dataAction custom_-_5' 'queue 1' 'user 3' >want
	same want got
	gc-sim --from in --dump >flows
	gc-sim --from in --dump-objects >objects
	gc-refs --check objects flows | jq -r .id | sort >orphans || [ $? -eq 1 ]
	printf '%s\n' 2 custom_-_4 >want
	same want orphans
}

@test "Architect's export files are flows; folders may be deep, other files are skipped" {
	mkdir -p in/a/b
	printf '{"name":"Ünïcode","type":"inqueuecall","x":"%%"}' |
		jq -sRrj '@uri | @base64' >in/a/b/x.i3InQueueFlow
	echo 'not a flow' >in/README
	echo '{"flows":[]}' >in/manifest.json
	gc-sim --from in --dump >got
	[ "$(wc -l <got)" = 1 ]
	grep -qF '"configuration":{"name":"Ünïcode","type":"inqueuecall","x":"%"}}' got
}

# bats test_tags=long
@test "the real flows: every one, byte for byte, and no reference is without its object" {
	need_corpus
	gc-sim --from "$CORPUS/json" --dump >got
	LC_ALL=C sed -n 's/^.*"configurationVersion":"latest","base":{[^}]*},"configuration":\(.*\)}$/\1/p' got | sort >have
	for f in "$CORPUS"/json/*.json; do
		cat "$f"
		echo
	done | grep . | sort >want
	same want have
	gc-sim --from "$CORPUS/json" --dump-objects >objects
	LC_ALL=C sed 's/,"configurationVersion":"latest","base":{[^}]*},"configuration":.*/}/' got >>objects
	gc-refs --check objects got >missing || [ $? -eq 1 ]
	# What is left are flows of which no file is there.
	[ "$(jq -r 'select(.type | test("Flow$") | not) | .name' missing | wc -l)" = 0 ]
}

@test "published, versions, drafts, locks, never saved, deleted: as the records say" {
	gc-sim --flows 60 --plant unsaved=2 --plant locked=2 --dump >made
	gc-sim --from - --dump <made >back
	jq -se 'map(select(.publishedVersion and .publishedVersion.id != .checkedInVersion.id)) | length > 0' <(shorn made)
	jq -se 'map(select(.savedVersion and .lockedUser)) | length > 0' <(shorn made)
	for records in made back; do
		shorn $records | jq -c '[.id, .deleted, .publishedVersion.id, .checkedInVersion.id,
			.savedVersion.id, .lockedUser.name]' | sort >$records.marks
	done
	same made.marks back.marks
	# gc-save keeps what gc-strip leaves: whether the flow is published, and of which version it is.
	gc-strip <made | grep '"configuration":' | jq -c '.base = {org, version: "3.0"}' | gc-save -q dir
	gc-sim --from dir --dump >again
	shorn made | jq -r 'select(.publishedVersion and .checkedInVersion).id' | sort >want
	shorn again | jq -r 'select(.publishedVersion.id == "3.0").id' | sort >have
	same want have
	shorn again | jq -se 'all(.[]; .checkedInVersion.id == "3.0")'
}

@test "a flow in a file has the versions and the lock that a listing next to it says" {
	start_sim --flows 60 --plant unsaved=2 --plant locked=4 --plant deleted=1
	gc-list flow >listing
	gc-get -q listing 2>errors | gc-strip | gc-save -q dir
	cp listing dir/listing.ndjson
	marks() {
		jq -c '[.id, .publishedVersion.id, .checkedInVersion.id, .savedVersion.id, .lockedUser.name, .active]' "$1" | sort
	}
	start_sim --from dir
	gc-list flow >copy
	same <(marks listing) <(marks copy)
	# of another version than the file's content only the lock counts
	jq -c 'if .lockedUser then . else .checkedInVersion.id = "77.0" end' listing >dir/listing.ndjson
	start_sim --from dir
	gc-list flow >copy
	same <(jq -c 'select(.lockedUser) | [.id, .lockedUser.name]' listing | sort) \
		<(jq -c 'select(.lockedUser) | [.id, .lockedUser.name]' copy | sort)
	jq -se 'all(.[]; .checkedInVersion.id != "77.0")' copy
}

@test "what is for a made org is refused together with --from" {
	mkdir in
	run -2 --separate-stderr gc-sim --from in --plant orphan=1 --dump
	[ -z "$output" ]
	[ "${stderr_lines[0]}" = 'gc-sim: --plant applies to a generated org; omit it with --from' ]
	run -2 --separate-stderr gc-sim --from in --flows 3 --dump
	[ "${stderr_lines[0]}" = 'gc-sim: --flows applies to a generated org; omit it with --from' ]
}

@test "what cannot be an org is reported: 65 for what is wrong in a file, 74 for what cannot be read" {
	run -74 gc-sim --from nowhere --dump
	mkdir in
	echo '{"a":1}' >in/x.json
	run -65 gc-sim --from in --dump
	[[ $output == *in/x.json* ]]
	echo '{"name":' >in/x.json
	run -65 gc-sim --from in --dump
	rm in/x.json
	echo '{"kind":"flow","id":"1"}' >in/x.ndjson
	run -65 gc-sim --from in --dump
	[[ $output == *in/x.ndjson:1* ]]
	printf '%s\n' '{"kind":"flow","id":"1","name":"a","type":"BOT"}' \
		'{"kind":"flow","id":"1","name":"b","type":"BOT"}' >in/x.ndjson
	run -65 gc-sim --from in --dump
}

@test "an export into a rehearsal org is planned as in the org that it is from" {
	start_sim --org dev --seed 5 --flows 60 --plant orphan=3 --plant bare=3
	gc-list flow | gc-get >flows.ndjson
	gc-refs flows.ndjson >refs
	gc-list -q --for refs flow >inventory
	gc-save -q dir flows.ndjson
	cp inventory dir/inventory.ndjson
	start_sim --org test --seed 5 --flows 60 --no-flows
	gc-list -q --for refs flow >target
	local whole
	gc-plan -q --target target --source inventory refs >org.map || [ $? -eq 1 ]
	gc-plan -q --target inventory --source target refs >back.map || [ $? -eq 1 ]
	gc-plan -q --source inventory --format ndjson refs >org.broken || [ $? -eq 1 ]
	[ -s org.broken ]
	cat inventory flows.ndjson >whole
	for whole in whole dir; do
		start_sim --from $whole
		gc-list flow | gc-get >copy.ndjson
		gc-refs copy.ndjson >copy.refs
		gc-list -q --for copy.refs flow >copy
		gc-plan -q --target target --source copy copy.refs >got.map || [ $? -eq 1 ]
		same <(sort org.map) <(sort got.map)
		gc-plan -q --target copy --source target refs >got.map || [ $? -eq 1 ]
		same <(sort back.map) <(sort got.map)
		gc-plan -q --source copy --format ndjson copy.refs >got.broken || [ $? -eq 1 ]
		same <(sort org.broken) <(sort got.broken)
	done
}
