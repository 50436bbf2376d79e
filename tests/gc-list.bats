# gc-list: flows and objects of an org, complete or said not to be.
load helper

teardown() {
	stop_sims
}

# ids FILE - the ids of its records, sorted.
ids() { jq -r .id "$1" | sort; }

# dump [gc-sim options] - the org's flows as gc-sim knows them, without their configurations, of
# which some are nested deeper than jq can read.
dump() { gc-sim "$@" --dump | LC_ALL=C sed 's/,"configurationVersion":"latest","base":{[^}]*},"configuration":.*/}/'; }

# What a listing has to find, into the file `all`.
all_flows() { dump "$@" | jq -c 'select(.deleted | not)' >all; }

@test "every flow, once, in the order of the ids, with kind and org first" {
	start_sim --flows 251
	all_flows --flows 251
	run -0 --separate-stderr gc-list
	printf '%s\n' "$output" >out
	[ -z "$stderr" ]
	ids out >got
	ids all >want
	same want got
	jq -r .id out >order
	same want order
	[ "$(jq -c 'keys_unsorted[:2]' out | sort -u)" = '["kind","org"]' ]
	[ "$(jq -r .org out | sort -u)" = "$(gc-sim --dump --flows 1 | jq -r .org | head -1)" ]
}

@test "the flow's members are the server's bytes" {
	start_sim --flows 3
	local token base=http://localhost:$SIM_PORT
	token=$(curl -s -u sim-client:sim-secret -d grant_type=client_credentials "$base/oauth/token" |
		jq -r .access_token)
	curl -s -H "Authorization: Bearer $token" "$base/api/v2/flows?pageSize=100" >page
	gc-list | sed 's/^{"kind":"flow","org":"[^"]*",/{/' | paste -sd, >got
	grep -qF "\"entities\":[$(cat got)]" page
}

@test "no flows: nothing on stdout, status 0" {
	start_sim --flows 0
	run -0 gc-list
	[ -z "$output" ]
}

@test "page sizes: every one gives the same flows" {
	start_sim --flows 60
	gc-list >want
	local size
	for size in 1 7 30 59 60 61 500; do
		gc-list --page-size $size >got
		same want got
	done
}

@test "--flow-type, --published, --deleted, --name, --division: the flows that the dump has" {
	start_sim --flows 200
	gc-list >live
	gc-list --deleted >with_deleted
	dump --flows 200 >dump
	[ "$(wc -l <with_deleted)" -eq "$(wc -l <dump)" ]
	[ "$(wc -l <live)" -eq "$(jq -c 'select(.deleted | not)' dump | wc -l)" ]

	gc-list --flow-type inboundcall --flow-type WorkFlow >got
	jq -c 'select(.type == "INBOUNDCALL" or .type == "WORKFLOW")' live >want
	[ -s want ]
	[ "$(ids got)" = "$(ids want)" ]

	gc-list --published >got
	jq -c 'select(.publishedVersion)' live >want
	[ -s want ] && [ "$(wc -l <want)" -lt "$(wc -l <live)" ]
	[ "$(ids got)" = "$(ids want)" ]

	local name division id
	name=$(jq -r .name live | sed -n 5p)
	gc-list --name "${name//\*/\\*}" >got
	[ "$(jq -r .name got | sort -u)" = "$name" ]
	gc-list --name '*1*' >got
	jq -c 'select(.name | contains("1"))' live >want
	[ "$(ids got)" = "$(ids want)" ]
	[ -s want ]

	division=$(jq -r .division.name live | sort -u | tail -1)
	id=$(jq -r --arg n "$division" 'select(.division.name == $n).division.id' live | head -1)
	jq -c --arg n "$division" 'select(.division.name == $n)' live >want
	[ -s want ] && [ "$(wc -l <want)" -lt "$(wc -l <live)" ]
	gc-list --division "$division" >got
	[ "$(ids got)" = "$(ids want)" ]
	gc-list --division "$id" >got
	[ "$(ids got)" = "$(ids want)" ]
	gc-list --name 'nobody is named so' >got
	[ ! -s got ]
}

@test "an unknown flow type: the server's own words, status 69" {
	start_sim --flows 3
	run -69 gc-list --flow-type nonsense
	[[ $output == *"nonsense"* && $output == *"400"* ]]
}

@test "--select passes the record's bytes through where the expression is true" {
	start_sim --flows 40
	gc-list >all
	gc-list --select '.publishedVersion and (.name | test("[02468]$"))' >got
	jq -c 'select(.publishedVersion and (.name | test("[02468]$")))' all >want
	[ -s got ] && [ "$(ids got)" = "$(ids want)" ]
	grep -Fxf got all >bytes
	same bytes got
}

@test "--select that does not compile: status 2, the reason, and nothing is sent" {
	export GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_OAUTHCLIENT_ID=x GENESYSCLOUD_OAUTHCLIENT_SECRET=y
	run -2 gc-list --select '.name =='
	[[ ${lines[0]} == "gc-list: --select: "*"unexpected"* ]]
	[[ ${lines[1]} == "usage: gc-list"* ]]
}

@test "--select that answers neither true nor false: status 2, the value, and what was probably meant" {
	start_sim --flows 4
	run -2 --separate-stderr gc-list --select '.name = "X"'
	[ -z "$output" ]
	[[ $stderr == 'gc-list: --select: the result is {"kind":"flow",'*', not true or false; did you mean: .name == "X"' ]]
	run -2 --separate-stderr gc-list --select .name
	[[ $stderr == *'; did you mean: .name == "'* ]]
	run -0 --separate-stderr gc-list --select .noSuchMember
	[ -z "$output" ]
	[ "$stderr" = "gc-list: no record matches --select" ]
	run -0 --separate-stderr gc-list --name nobody --flow-type bot --published
	[ "$stderr" = 'gc-list: no record matches --name "nobody", --flow-type bot, --published' ]
	run -0 --separate-stderr gc-list -q --name nobody
	[ -z "$stderr" ]
}

@test "--select that fails on a record: it is named, the others are there, status 3" {
	start_sim --flows 5
	local first
	gc-list >all
	name=$(head -1 all | jq -r .name)
	first=$(jq -r .id all | head -1)
	run -3 --separate-stderr gc-list --select "if .id == \"$first\" then error(\"no\") else true end"
	printf '%s\n' "$output" >got
	tail -n +2 all >want
	same want got
	[ "$stderr" = "gc-list: flow $first \"$name\": --select: no" ]
}

@test "usage errors: status 2 and a word on what to do" {
	export GENESYSCLOUD_REGION=localhost:1 GENESYSCLOUD_OAUTHCLIENT_ID=x GENESYSCLOUD_OAUTHCLIENT_SECRET=y
	run -2 gc-list queues
	[[ ${lines[0]} == *'no such type "queues"; did you mean "queue"?'*--list-types* ]]
	run -2 gc-list image
	run -2 gc-list inboundCallFlow
	[[ ${lines[0]} == *"--flow-type inboundcall"* ]]
	run -2 gc-list --page-size 0
	run -2 gc-list --page-size 501
	run -2 gc-list --rate often
	run -2 gc-list queue --published
	run -2 gc-list queue --flow-type bot
	run -74 gc-list --for no-such-file
	printf '{"kind":"ref"\n' >torn
	run -65 gc-list --for torn
	[[ $output == *"torn:1"* ]]
}

@test "--list-types: one record a type, without a server" {
	gc-list --list-types >types
	jq -e -s 'length > 50 and (map(.type) | length == (unique | length)) and .[0].type == "flow"' types
	jq -e -s 'any(.type == "response" and .parent == "responseLibrary")' types
	jq -e -s 'any(.type == "schedule" and .permission == "routing:schedule:view")' types
	jq -e -s 'any(.type == "queue" and .definition and .creatable)' types
	jq -e -s 'any(.type == "user" and .definition and (.creatable | not))' types
	jq -e -s 'any(.type == "ttsVoice" and (has("definition") | not))' types
}

@test "objects, creatable: the types with a definition, and those that gc-put creates" {
	start_sim --flows 60
	gc-list --list-types >types
	gc-list objects | jq -r .type | sort -u >got
	jq -r 'select(.definition).type' types | sort >may
	[ -s got ]
	[ -z "$(comm -23 got may)" ]
	grep -qx user got
	gc-list creatable flow >out
	jq -r .type out | sort -u >got
	grep -qx queue got
	run -1 grep -qx user got
	[ "$(jq -r 'select(.kind == "flow").id' out | wc -l)" -gt 50 ]
}

@test "a token that is not taken: 77; a server that is not there: 75" {
	start_sim --flows 3 --client-secret other
	run -77 gc-list
	export GENESYSCLOUD_REGION=localhost:1
	run -75 gc-list --retries 0
	[[ $output == *"gc-list: "* ]]
}

@test "the reader leaves: 141 and silence; a full disk: 74" {
	start_sim --flows 3000
	run -141 --separate-stderr bash -c 'gc-list | head -1 >/dev/null; exit "${PIPESTATUS[0]}"'
	[ -z "$stderr" ]
	[ -e /dev/full ] || return 0
	run -74 bash -c 'gc-list >/dev/full'
	[[ $output == *"No space left"* ]]
}

@test "progress: done and total, as objects on stderr" {
	start_sim --flows 150
	gc-list --progress=json >out 2>err
	tail -1 err | jq -e '.kind == "progress" and .program == "gc-list" and .done == .total'
	[ "$(tail -1 err | jq .done)" -eq "$(wc -l <out)" ]
}

# complete FAULT... - with these faults the listing is still complete and proved, and nothing comes
# twice. Runs in a folder and with an org of its own; a failure is told in $BATS_TEST_TMPDIR/bad.
complete() {
	local dir=$BATS_TEST_TMPDIR/$RANDOM$RANDOM want=$PWD/want code=0
	mkdir "$dir"
	cd "$dir" || return
	start_sim --flows 260 "${@/#/--fault=}"
	gc-list --no-cache --page-size 25 >out 2>err || code=$?
	ids out >got
	[ $code -eq 0 ] && cmp -s "$want" got || echo "$*: status $code: $(cat err)" >>"$BATS_TEST_TMPDIR/bad"
}

# all_complete - with each line of faults on stdin, all at the same time
all_complete() {
	local faults
	all_flows --flows 260
	ids all >want
	while read -r faults; do
		# shellcheck disable=SC2086 # each word is a fault
		(complete $faults) 3>&- &
	done
	wait
	[ ! -e "$BATS_TEST_TMPDIR/bad" ] || { cat "$BATS_TEST_TMPDIR/bad"; return 1; }
}

@test "pages that are short, come twice, move or are torn: the listing is complete, and nothing comes twice" {
	all_complete <<-'END'
		repeat
		move:every=3 short:every=5 repeat:every=7
		torn:every=6
		badgzip:every=6
		429:every=6:retry-after=1:times=2
	END
}

# bats test_tags=long
@test "whatever can be made good is: the listing is complete, and nothing comes twice" {
	all_complete <<-'END'
		short:first=1
		short:every=3
		repeat:first=1
		repeat:every=4
		repeat
		move
		move:times=1
		move:every=3 short:every=5 repeat:every=7
		503:every=5
		reset:every=6
		torn:every=6
		truncated:every=6
		html:every=6
		empty:every=6
		gzip
		badgzip:every=6
		429:every=6:retry-after=1:times=2
		total:times=1
		token:path=/api/v2/flows:times=1
	END
}

@test "the server's limit is kept to, and so is --rate" {
	start_sim --flows 260 --limit 15/1
	gc-list --page-size 10 >out
	[ "$(wc -l <out)" -ge 260 ]
	curl -s "http://localhost:$SIM_PORT/sim/stats" | jq -e '.limited == 0'
	local start=$SECONDS
	gc-list --page-size 100 --rate 2/s >got
	same out got
	[ $((SECONDS - start)) -ge 1 ]
}

@test "a listing that cannot be proved complete: status 3, and what was found is there" {
	all_flows --flows 260
	ids all >want
	local fault
	for fault in total total:by=60 total:by=1000 short; do
		stop_sims
		start_sim --flows 260 --fault=$fault
		run -3 --separate-stderr gc-list --page-size 25
		[[ $stderr == "gc-list: flow: not proved complete: "* ]]
		[ "$(wc -l <<<"$stderr")" -eq 1 ]
		printf '%s\n' "$output" | jq -r .id | sort >got
		[ -z "$(uniq -d got)" ]
		[ -s got ] && [ -z "$(comm -23 got want)" ]
		[ $fault = short ] || same want got
		# A lie costs some readings of the whole, not requests without end.
		[ "$(curl -s "http://localhost:$SIM_PORT/sim/stats" | jq .requests)" -lt 150 ]
	done
}

@test "a page that is permanently lost: the others are listed, the reason is reported, status 3" {
	start_sim --flows 260
	gc-list --page-size 25 >whole
	curl -s --data-binary '500:path=/api/v2/flows:percent=12' "http://localhost:$SIM_PORT/sim/faults" >specs
	run -3 --separate-stderr gc-list --page-size 25 --retries 0
	[[ $stderr == *"could not be read"*"500"* ]]
	printf '%s\n' "$output" >got
	[ "$(wc -l <got)" -lt 260 ] && [ "$(wc -l <got)" -gt 100 ]
	[ -z "$(grep -vFxf whole got)" ]
}

@test "a service that fails for good: 75, nothing on stdout; one that refuses: 69, 77" {
	start_sim --flows 30 --fault '503:path=/api/v2/flows'
	run -75 --separate-stderr gc-list --retries 1
	[ -z "$output" ]
	[[ $stderr == "gc-list: flow: 503 "*"2 tries"* ]]
	printf '%s\n' '404:path=/api/v2/flows' | curl -s --data-binary @- "http://localhost:$SIM_PORT/sim/faults" >specs
	run -69 --separate-stderr gc-list
	[ -z "$output" ]
	[[ $stderr == "gc-list: flow: 404 "* ]]
	printf '%s\n' '403:path=/api/v2/flows' | curl -s --data-binary @- "http://localhost:$SIM_PORT/sim/faults" >specs
	run -77 --separate-stderr gc-list
	[ -z "$output" ]
	[[ $stderr == "gc-list: flow: needs the permission architect:flow:view: 403 "* ]]
}

# objects FILE - its objects as lines of type, id and name, sorted.
objects() { jq -r 'select(.kind == "object") | [.type, .id, .name] | @tsv' "$1" | sort; }

@test "all: every object of the org, of each type and paging style, over more than one page" {
	local size
	gc-sim --flows 120 --dump-objects >dump
	gc-list --list-types | jq -r .type | sort >listable
	# What the org has of types that no endpoint lists is not there; all else is, once.
	objects dump | join -t "$(printf '\t')" - listable >want
	[ "$(cut -f1 want | uniq | wc -l)" -gt 35 ]
	start_sim --flows 120
	for size in 2 100; do
		gc-list --page-size $size all >out 2>err
		[ ! -s err ]
		objects out >got
		same want got
		[ "$(jq -r 'select(.kind == "flow").id' out | sort -u | wc -l)" -ge 120 ]
	done
}

@test "objects: kind, org, type, id, name, division, and what tells them apart" {
	start_sim --flows 60
	gc-list queue user dataAction response emailRoute >out
	[ "$(jq -r 'keys_unsorted[:5] | join(",")' out | sort -u)" = kind,org,type,id,name ]
	jq -e -s 'map(select(.type == "queue")) | length > 0 and all(.division | keys == ["id", "name"])' out
	jq -e -s 'map(select(.type == "user")) | length > 0 and all(.email | test("@"))' out
	jq -e -s 'map(select(.type == "dataAction")) | length > 0 and all(.category and .integrationId)' out
	jq -e -s 'map(select(.type == "response")) | length > 0 and all(.parent.type == "responseLibrary")' out
	gc-list responseLibrary emailDomain | jq -c '{type, id, name}' | sort >want
	jq -c 'select(.parent).parent' out | sort -u >got
	[ -s got ] && [ -z "$(comm -13 want got)" ]
	# An empty library has no responses, but each parent that is named is one of the org.
	jq -e -s 'map(select(.type == "emailRoute")) | length > 0 and all(.parent.id == .parent.name)' out
}

@test "objects keep version and dateModified, as the server spells them, where the listing has them" {
	cat >objects.ndjson <<-'END'
		{"kind":"object","org":"o","type":"schedule","id":"s1","name":"Open","division":{"id":"d","name":"Home"},"version":7.0,"dateModified":"2026-01-05T08:00:00.000Z"}
		{"kind":"object","org":"o","type":"acdSkill","id":"s2","name":"Billing","version":"12"}
		{"kind":"object","org":"o","type":"dataTable","id":"s3","name":"Hours","modified":1}
	END
	start_sim --from objects.ndjson
	gc-list schedule acdSkill dataTable >out
	[ "$(jq -r 'del(.division) | keys_unsorted[5:] | join(",")' out)" = "$(printf 'version,dateModified\nversion\n')" ]
	grep -q '"version":7.0,"dateModified":"2026-01-05T08:00:00.000Z"}$' out
	grep -q '"name":"Billing","version":"12"}$' out
	grep -q '"name":"Hours"}$' out
}

@test "--division, --name and --select hold for objects too, and a type is listed once" {
	start_sim --flows 60
	gc-list queue >all
	gc-list --division Home queue >got
	jq -c 'select(.division.name == "Home")' all >want
	[ -s want ] && [ "$(wc -l <want)" -lt "$(wc -l <all)" ]
	same want got
	gc-list --name '*e' queue >got
	jq -c 'select(.name | endswith("e"))' all >want
	[ -s want ] && [ "$(wc -l <want)" -lt "$(wc -l <all)" ]
	same want got
	gc-list queue user queue --select '.type == "queue"' >got
	same all got
}

@test "listings by cursor survive faults" {
	start_sim --flows 120 --fault '503:path=/api/v2/teams:every=2' \
		--fault 'torn:path=/api/v2/taskmanagement/*:every=2'
	gc-sim --flows 120 --dump-objects >dump
	gc-list --page-size 2 team worktype >out
	objects dump | grep -E '^(team|worktype)' >want
	objects out >got
	same want got
}

@test "a listing that names a next page for ever, with nothing new on it, comes to an end" {
	start_server '
import itertools
number = itertools.count()
class Handler(Answers):
    def do_GET(self):
        body = b"{\"id\": \"o\", \"entities\": [{\"id\": \"t\", \"name\": \"T\"}], \"nextUri\": \"/more?%d\"}"
        self.answer(body % next(number))'
	status=0
	GENESYSCLOUD_REGION=127.0.0.1:$SERVER_PORT GENESYSCLOUD_ACCESS_TOKEN=x \
		timeout 20 gc-list team >out 2>err || status=$?
	[ "$status" -eq 3 ]
	[ "$(wc -l <out)" -eq 1 ]
	grep "its pages still repeat each other" err
}

@test "types that the token may not read are named, with the permission; the others go on" {
	start_sim --flows 60 --deny routing:queue:view --deny responses:library:view
	run -3 --separate-stderr gc-list queue acdSkill response
	[ "$(jq -r .type <<<"$output" | sort -u)" = acdSkill ]
	[ "${#stderr_lines[@]}" -eq 2 ]
	[[ ${stderr_lines[0]} == "gc-list: queue: needs the permission routing:queue:view: 403 "* ]]
	[[ ${stderr_lines[1]} == "gc-list: response, from responseLibrary: needs the permission responses:library:view: 403 "* ]]
	run -77 --separate-stderr gc-list queue response
	[ -z "$output" ]
	# Below many parents one refusal is enough.
	stop_sims
	start_sim --flows 60 --deny responses:response:view
	run -3 --separate-stderr gc-list response responseLibrary
	[ "${#stderr_lines[@]}" -eq 1 ]
	[[ $stderr == "gc-list: response of \""*"\": needs the permission responses:response:view: 403 "* ]]
}

# ref TYPE CLASS - a reference as gc-refs writes it.
ref() {
	printf '{"kind":"ref","org":"o","flow":{"id":"f","name":"F","type":"BOT"},"type":"%s","id":"x","name":"X","class":"%s","source":"manifest","count":1,"at":[]}\n' "$@"
}

@test "--for: the types that references need, once each; types that cannot be listed are reported" {
	start_sim --flows 60
	{
		ref queue object
		ref queue object
		ref inboundCallFlow object
		ref division own
		ref nluDomain own
		ref language platform
		ref ttsVoice platform
		ref integration name
		ref dataAction literal
		ref responseLibrary unknown
		ref image object
		ref image object
		ref widget object
		printf '{"kind":"ref","id":"x","class":"literal","flow":{}}\n{"kind":"other","type":"user"}\n'
	} >refs
	run -0 --separate-stderr gc-list --for refs
	printf '%s\n' "$output" >out
	jq -r 'if .kind == "flow" then "flow" else .type end' out | uniq >got
	printf '%s\n' queue flow division dataAction responseLibrary >want
	same want got
	[ "$stderr" = 'gc-list: image: the API has no listing of this type; references: 2
gc-list: widget: the API has no listing of this type; references: 1' ]
	run -0 --separate-stderr bash -c 'gc-list --for - <refs'
	[ "$(wc -l <<<"$output")" -eq "$(wc -l <out)" ]
	: >refs
	run -0 gc-list --for refs
	[ -z "$output" ]
	ref queue object >refs
	gc-list --for refs location >out
	[ "$(jq -r .type out | uniq | paste -sd' ')" = "location queue" ]
}

# bats test_tags=long
@test "20,000 flows in less than 64 MB" {
	! grep -q __asan_init "$BUILD/gc-list" || skip "sanitizers use memory of their own"
	start_sim --flows 20000
	"$BUILD/peak" peak gc-list --page-size 500 >out
	cut -d'"' -f12 out | sort -u >got
	[ "$(wc -l <got)" -ge 20000 ]
	[ "$(wc -l <got)" -eq "$(wc -l <out)" ]
	echo "$(($(cat peak) / 1024)) MiB"
	[ "$(cat peak)" -lt 65536 ]
}

@test "a division that does not exist, and a --for without references, are reported" {
	start_sim --flows 3
	run -0 --separate-stderr gc-list --division 'No Such'
	[ -z "$output" ]
	[ "$stderr" = "gc-list: nothing found in division \"No Such\"; give its exact name or its id" ]
	gc-list >flows
	run -0 --separate-stderr gc-list --for flows
	[ "$stderr" = "gc-list: flows: no ref records among $(wc -l <flows); gc-refs writes them" ]
}

@test "gc-list: the name of a schema of custom attributes is the title of its JSON schema" {
	echo '{"kind":"object","org":"o","type":"conversationCustomAttributeSchema","id":"s1","name":"Order \"data\""}' >objects.ndjson
	start_sim --from objects.ndjson
	gc-list conversationCustomAttributeSchema >out
	jq -e '.name == "Order \"data\""' out
	gc-list conversationCustomAttributeSchema --name 'Order*' >named
	same out named
}

# bats test_tags=long
@test "--versions: every version of every flow, with date, author and type" {
	start_sim --seed 5 --flows 12
	gc-list >flows
	run -0 --separate-stderr gc-list --versions
	printf '%s\n' "$output" >versions
	# the same from records, and by pages of one
	gc-list --versions flows >same
	same versions same
	gc-list --versions --page-size 1 - <flows >same
	same versions same
	jq -se 'all(.[]; .kind == "version" and .org and .flow.id and .flow.name and .flow.type and
		(.version | test("^[0-9]+[.]0$")) and (.type | IN("PUBLISH", "CHECKIN", "SAVE")) and
		(.date | test("^20[0-9-]{8}T[0-9:]{8}[.][0-9]{3}Z$")) and .by.name == "Rehearsal Author")' versions
	# each version that a flow's marks name is there, of that type
	jq -r 'select(.publishedVersion) | .id + " " + .publishedVersion.id + " PUBLISH"' flows | sort >want
	jq -r 'select(.type == "PUBLISH") | .flow.id + " " + .version + " " + .type' versions | sort >have
	same want have
	[ "$(jq -r .flow.id versions | sort -u | wc -l)" -eq "$(jq -r 'select(.checkedInVersion).id' flows | wc -l)" ]
	# filters choose flows
	name=$(jq -r .flow.name versions | head -1)
	run -0 gc-list --versions --name "$name"
	[ "$(jq -r .flow.name <<<"$output" | sort -u)" = "$name" ]
	run -2 gc-list --versions --name x flows
	run -2 gc-list --versions --select true
}

@test "--versions: a flow that is not there is reported, and the others are listed" {
	start_sim --seed 5 --flows 4
	gc-list >flows
	{ head -1 flows && echo '{"kind":"flow","id":"gone","name":"Gone","type":"BOT"}' &&
		echo '{"kind":"flow","name":"No id"}' && tail -1 flows; } >in
	run -3 --separate-stderr gc-list --versions in
	[ "$(jq -r .flow.id <<<"$output" | sort -u | wc -l)" -eq 2 ]
	[[ $stderr == *'flow gone "Gone": versions: '*404* && $stderr == *'in:3: flow "No id": the record has no id'* ]]
	echo '{"kind":"flow","id":"gone","name":"Gone","type":"BOT"}' >in
	run -69 gc-list --versions in
	: >in
	run -0 gc-list --versions in
	[ -z "$output" ]
}

@test "--versions: a user whose name is missing is asked for once; a program is an author, too" {
	start_server '
class Handler(Answers):
    def do_POST(self):
        self.answer(b"{\"access_token\":\"t\",\"token_type\":\"bearer\",\"expires_in\":86400}")
    def do_GET(self):
        open("asked", "a").write(self.path + "\n")
        if self.path.startswith("/api/v2/organizations/me"):
            self.answer(b"{\"id\":\"org\",\"name\":\"O\"}")
        elif self.path == "/api/v2/users/u1":
            self.answer(b"{\"id\":\"u1\",\"name\":\"Ann\"}")
        elif self.path.startswith("/api/v2/users/"):
            self.send_error(404)
        else:
            self.answer(b"""{"entities":[
{"id":"4.0","type":"SAVE","createdBy":{"id":"u1"},"dateSaved":1672531200123},
{"id":"3.0","type":"PUBLISH","createdBy":{"id":"u2"},"datePublished":"2023-01-01T00:00:00.000Z","dateCheckedIn":1},
{"id":"2.0","type":"CHECKIN","createdBy":{"id":"u1"},"dateCreated":1672531200000},
{"id":"1.0","type":"CHECKIN","createdByClient":{"id":"c1","name":"Pipeline"}}],
"pageSize":100,"pageNumber":1,"total":4,"pageCount":1}""")
'
	export GENESYSCLOUD_REGION=localhost:$SERVER_PORT GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b
	for n in 1 2; do echo '{"kind":"flow","id":"f'$n'","name":"F","type":"BOT"}'; done >in
	run -0 --separate-stderr gc-list --versions in
	[ "$(jq -sc '[.[] | select(.flow.id == "f2") | [.version, .date, .by]]' <<<"$output")" = '[["4.0","2023-01-01T00:00:00.123Z",{"id":"u1","name":"Ann"}],["3.0","2023-01-01T00:00:00.000Z",{"id":"u2"}],["2.0","2023-01-01T00:00:00.000Z",{"id":"u1","name":"Ann"}],["1.0",null,{"id":"c1","name":"Pipeline"}]]' ]
	[ "$(grep -c /users/ asked)" -eq 2 ]
}

@test "a division's record tells whether it is the home division" {
	start_sim --seed 1 --flows 3
	gc-list division >out
	[ "$(jq -c 'select(.homeDivision) | .kind' out)" = '"object"' ]
	[ "$(jq -r .homeDivision out | sort -u | xargs)" = 'false true' ]
}

# bats test_tags=long
@test "an object that was deleted is not there, though its listing keeps it" {
	start_sim --seed 1 --flows 3 --plant removed=1
	for type in acdSkill acdLanguage schedule scheduleGroup emergencyGroup; do
		path=$(gc-list --list-types | jq -r "select(.type == \"$type\").path")
		curl -s -H "Authorization: Bearer $(gc-auth --print-token)" \
			"http://localhost:$SIM_PORT$path?pageSize=100" | jq -r '.entities[] | select(.state == "deleted").id'
	done >gone
	[ "$(wc -l <gone)" -eq 1 ]
	run -0 --separate-stderr gc-list acdSkill acdLanguage schedule scheduleGroup emergencyGroup
	[ -n "$output" ]
	[ -z "$stderr" ]
	run ! grep -F "$(<gone)" <<<"$output"
}
