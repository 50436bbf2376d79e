#!/usr/bin/env bats
# gc-put: what objects refer to, and which of the target they are, where listings and answers are odd.

load helper
load sim
load put
load answers

twin='on("GET", "%s", edit=lambda x: {**x, "entities": x["entities"] + [{**e, "id": "another-id"} for e in x["entities"]], "total": 2 * len(x["entities"])})'

# action CATEGORY [CONTRACT [CONFIG]] - a data action of the integration in the file.
action() {
	printf '{"kind":"object","type":"dataAction","id":"a-%s","name":"Look","configuration":{"id":"a-%s","name":"Look","integrationId":"%s","category":"%s","secure":false,"contract":%s,"config":{"request":{"requestUrlTemplate":"/%s","requestType":"GET"}}}}\n' \
		"$1" "$1" "$integration" "$1" "${2-$contract}" "${3-x}"
}
contract='{"input":{"inputSchema":{"type":"object"}},"output":{"successSchema":{"type":"object"}}}'

# org_with_integration - the id of one in integration
org_with_integration() {
	start_lax_sim --empty --keep integration --org target --flows 6 --job-time 20
	login admin
	integration=$(gc-list -q integration | sed -n 1p | jq -r .id)
}

@test "records that are no objects of any kind that gc-put can write" {
	org
	object acdSkill English >good
	sed 's/acdSkill"/nothing"/' good >in
	ends 3 'in:1: object ' gc-put in
	[[ $stderr == *': no definition of objects of this type is known'* ]]
	jq -c 'del(.name)' good >in
	ends 3 ': no name' gc-put in
	jq -c '.configuration = [1]' good >in
	ends 3 ': its configuration is not an object' gc-put in
	jq -c '.configuration = null' good >in
	ends 3 ': its configuration is not an object' gc-put --failed failed in
	[ "$(wc -l <failed)" -eq 1 ]
	[ "$(writes)" -eq 0 ]
}

@test "a listing that is not permitted does not pass by itself, one of a busy server does" {
	org
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000"' >day
	answers 'on("GET", "*/schedules[?]*", 403)'
	ends 77 "look: cannot list the target's objects of this type: 403" gc-put day
	[ "$(jq -r '"\(.status) \(.temporary)"' <<<"$output")" = 'failed null' ]
	answers 'on("GET", "*/schedules[?]*", 503)'
	ends 75 "look: cannot list the target's objects of this type: " hurried gc-put --retries 1 day
	[ "$(jq -r '"\(.status) \(.temporary)"' <<<"$output")" = 'failed true' ]
	[ "$(writes)" -eq 0 ]
}

@test "a type that cannot be listed: its objects fail, and what refers to it is taken as it is" {
	org
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000"' >day
	object scheduleGroup Days '"timeZone":"Europe/Berlin","openSchedules":[{"id":"schedule-Day"}]' >days
	answers 'on("GET", "*/schedules[?]*", 400)'
	ends 3 "schedule schedule-Day \"Day\": look: cannot list the target's objects of this type: " gc-put day
	ends 3 'create: cannot create it: 400' gc-put days # the id is none of the target's
	[ "$(requests_of '^POST .*/schedulegroups$')" -eq 1 ]
	# divisions
	answers 'on("GET", "*/authorization/divisions[?]*", 400)'
	object queue Far '"division":{"id":"d-1","name":"Far"}' >in
	ends 3 'create: cannot create it: 4' gc-put in
	[ "$(requests_of '^POST .*/queues$')" -eq 1 ]
}

@test "what is referred to is asked for by its id if no listing has it" {
	local id
	org
	object schedule Day '"start":"2026-01-01T08:00:00.000","end":"2026-01-01T17:00:00.000"' >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	object scheduleGroup Days "\"timeZone\":\"Europe/Berlin\",\"openSchedules\":[{\"id\":\"$id\",\"name\":\"Day\"}]" >in
	object scheduleGroup More "\"timeZone\":\"Europe/Berlin\",\"openSchedules\":[{\"id\":\"$id\",\"name\":\"Day\"}]" >>in
	local unlisted='on("GET", "*/schedules[?]*", edit=having(entities=[], total=0))'
	answers "$unlisted" 'on("GET", "*/schedules/*", 400)'
	ends 3 'look: cannot see whether the target has what it refers to: 400 bad.request' gc-put in
	answers "$unlisted" 'on("GET", "*/schedules/*", edit=having(state="deleted"))'
	ends 1 'create: it waits for schedule "Day", which the target does not have' gc-put -j 1 in
	[ "$(requests_of '^GET .*/schedules/[*]$')" -eq 1 ] # once for both
	answers "$unlisted" 'on("GET", "*/schedules/*", body=deep)'
	ends 1 'create: it waits for schedule "Day", which the target does not have' gc-put in
	answers "$unlisted"
	gc-put -q -j 1 in >out
	results_are '.action == "create" and .status == "done"'
	[ "$(requests_of '^GET .*/schedules/[*]$')" -eq 2 ]
	# one that is there, and would refer to what is not
	sed "s/$id/nowhere/" in >other
	ends 1 'update: it waits for schedule "Day", which the target does not have' gc-put other
}

@test "the division of an object: any, named by the record, or not named at all" {
	org
	object queue Any '"division":{"id":"*"}' >in
	ends 3 'create: cannot create it: 4' gc-put in
	[ "$(requests_of '^POST .*/queues$')" -eq 1 ]
	object queue Far '"division":{"id":"d-1"}' '"division":{"name":"Far"}' >in
	ends 3 'create: the target has no division "Far": create it there' gc-put in
	object queue Far '"division":{"id":"d-1"}' >in
	ends 3 'create: the target has no division "d-1": create it there' gc-put in
	post /api/v2/authorization/divisions '{"name":"Far","description":""}'
	ends 3 'create: the target has no division "d-1": create it there' gc-put in
	object queue Far '"division":{"id":"d-1"}' '"division":{"name":"Far"}' >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	[ "$(gc-list queue | jq -r .division.name)" = Far ]
	object queue More '"division":{"id":"d-1"}' '"division":{"name":"FAR"}' >in
	ends 3 'create: the target has no division "FAR": create it there' gc-put in
}

@test "an e-mail address that the target does not have is left out as a whole" {
	org
	object queue Sales '"outboundEmailAddress":{"domain":{"id":"x.example.com"},"route":{"id":"r-1","name":"sales"}}' >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done" and (.reason | test("without emailDomain \"x.example.com\""))'
	api "/api/v2/routing/queues/$(jq -r .object.id out)"
	answer_has '.outboundEmailAddress == null'
}

@test "two of a name in the target are told from one" {
	org
	object acdSkill English >in
	gc-put -q in >out
	answers "${twin/\%s/*\/skills[?]*}"
	ends 3 'look: the target has more than one of this type and name: ' gc-put in
	[[ $stderr == *another-id* ]]
}

@test "elements of a listing without a name, deleted, and a second home division" {
	org
	{ object acdSkill English && object acdSkill French && object division North '"description":""'; } >in
	gc-put -q in >first
	answers 'on("GET", "*/skills[?]*", edit=each(lambda e: drop("name")(e) if e["name"] == "English" else {**e, "state": "deleted"}))' \
		'on("GET", "*/divisions[?]*", edit=each(having(homeDivision=True)))'
	hurried gc-put -q --dry-run in >out
	[ "$(jq -r '"\(.object.name) \(.action)"' out)" = 'North skip
English create
French create' ]
}

@test "responses of two libraries, of which one cannot be listed" {
	org
	{
		object responseLibrary One
		object responseLibrary Two
	} >in
	gc-put -q in >out
	object response Hello '"libraries":[{"id":"responseLibrary-Two","name":"Two"}],"texts":[{"content":"hi","contentType":"text/plain"}]' >>in
	answers 'on("GET", "*/responses[?]libraryId=*", 400, times=1)'
	ends 3 "look: cannot list the target's objects of this type: " gc-put in
	[ "$(requests_of '^GET .*/responses$')" -eq 0 ]
	answers
	gc-put -q in >out
	[ "$(jq -r 'select(.object.type == "response") | "\(.action) \(.status)"' out)" = 'create done' ]
}

@test "--have: results of other kinds and states are no objects of the target" {
	local id
	org
	object acdSkill English >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	{
		jq -c '.status = "planned" | .object.name = "French"' out
		jq -c 'del(.object.type) | .object.name = "French"' out
		jq -c '.object.type = "nothing" | .object.name = "French"' out
		jq -c 'del(.object.id) | .object.name = "French"' out
		jq -c '.kind = "flow" | .object.name = "French"' out
		jq -c '.object.name = "German" | .object.id = "lost"' out
		jq -c 'del(.object) | .name = "x"' out
	} >have
	for name in French German; do object acdSkill "$name"; done >>in
	# "lost" is not there
	hurried gc-put -q --dry-run --have have in >plan
	[ "$(jq -r '"\(.object.name) \(.action)"' plan | sort)" = 'English skip
French create
German create' ]
}

@test "--restore: what a backup says was created, of an unknown type or without a name" {
	org
	object acdSkill English >in
	gc-put -q --backup before in >out
	{
		cat before
		jq -c '.type = "nothing"' before
		jq -c 'del(.name)' before
		jq -c 'del(.type)' before
	} >all
	run -1 --separate-stderr gc-put --restore all
	echo "$output" >out
	jq -se 'map([.action, .status]) == [["delete", "by hand"], ["delete", "by hand"], ["skip", "skipped"], ["delete", "by hand"]]' out
	[ "$(writes)" -eq 1 ]
}

@test "a data action: what never changes is named, with --update as a note" {
	local config
	org_with_integration
	action One >in
	gc-put -q in >out
	action One "${contract/\"type\":\"object\"/\"type\":\"object\",\"title\":\"T\"}" >in
	ends 1 'differs: 1 difference; --update changes them' gc-put in
	ends 1 'contract, integration and "secure" of a data action never change: give it another name' gc-put --update in
	action One | sed 's/"secure":false/"secure":true/' >in
	ends 1 'contract, integration and "secure" of a data action never change: give it another name' gc-put --update in
	[ "$(requests_of '^(PUT|PATCH) .*/actions/')" -eq 0 ]
	action One "$contract" y >in
	gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
}

@test "a data action of the same name in another category is another one, and is not overwritten" {
	org_with_integration
	action One >in
	gc-put -q in >first
	integration=$(gc-list -q integration | sed -n 2p | jq -r .id)
	action Two >>in
	gc-put -q --update in >out
	[ "$(jq -r '"\(.from) \(.action) \(.status)"' out)" = 'a-One skip skipped
a-Two create done' ]
	api "/api/v2/integrations/actions/$(jq -r .object.id first)?includeConfig=true"
	answer_has '.category == "One" and .config.request.requestUrlTemplate == "/x"'
}

@test "a response of the same name in another library is another one, and is not overwritten" {
	org
	{ object responseLibrary One; object responseLibrary Two; } >libraries
	object response Hello '"libraries":[{"id":"responseLibrary-One","name":"One"}],"texts":[{"content":"hi","contentType":"text/plain"}]' >one
	gc-put -q libraries one >out
	sed 's/Library-One/Library-Two/; s/"One"/"Two"/; s/response-Hello/second/g; s/"hi"/"there"/' one >two
	gc-put -q --update one two libraries >out
	[ "$(jq -r 'select(.object.type == "response") | "\(.from) \(.action) \(.status)"' out)" = 'response-Hello skip skipped
second create done' ]
	gc-put -q --update two libraries one >out
	results_are '.action == "skip"'
}

@test "the server says that a data action exists, and it does in another category" {
	org_with_integration
	action One >in
	gc-put -q in >first
	action Two >in
	answers 'on("POST", "*/integrations/actions", 409)'
	ends 3 'create: the target has one of this name in another place (' hurried gc-put in
	answers 'on("POST", "*/integrations/actions", 409)' "${twin/\%s/*\/actions[?]*}"
	ends 3 'create: the target has one of this name in another place (' hurried gc-put in
}

@test "templates of a data action: absent in the record, and unreadable in the target" {
	local id
	org_with_integration
	action One >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	linked='on("GET", "*/actions/custom*[?]*", edit=lambda x: {**x, "config": {**x["config"], "request": {**x["config"].get("request", {}), "requestTemplateUri": "/t/requesttemplate.vm"}}}, times=1)'
	answers 'on("GET", "*/templates/requesttemplate.vm", 400)' "$linked"
	ends 3 'look: cannot read its request template: 400' gc-put in
	answers 'on("GET", "*/templates/requesttemplate.vm", 404)' 'on("GET", "*/templates/successtemplate.vm", 400)' "$linked"
	ends 3 'look: cannot read its success template: 400' gc-put in
	answers 'on("GET", "*/templates/requesttemplate.vm", 404)' 'on("GET", "*/templates/successtemplate.vm", 404)' "$linked"
	gc-put -q in >out
	results_are '.action == "skip"'
	# as gc-get leaves it: a link in the place of the text
	jq -c '.configuration.config.request.requestTemplateUri = "/t" | .templates = {requestTemplate: 7}' in >other
	gc-put -q other >out
	results_are '.action == "skip"'
	jq -c '.templates = {}' other >more
	gc-put -q more >out
	results_are '.action == "skip"'
}

@test "--expect: what is gone since, what is changed, and what the dry run does not know" {
	local id
	org
	object queue Sales '"description":"a"' >in
	gc-put -q in >out
	id=$(jq -r .object.id out)
	object queue Sales '"description":"b"' >in
	gc-put -q --dry-run --update in >plan
	api "/api/v2/routing/queues/$id" -X PUT --data-binary '{"name":"Sales","description":"c"}'
	ends 3 'update: it has changed since the dry run; rehearse again' gc-put --update --expect plan in
	object queue Other >>in
	ends 3 '"Other": create: the dry run does not know it; rehearse again' gc-put --update --expect plan in
	api "/api/v2/routing/queues/$id" -X DELETE
	ends 3 '"Sales": create: it was there in the dry run, and is not any more; rehearse again' gc-put --update --expect plan in
	api /api/v2/routing/queues
	answer_has '.total == 0'
}

@test "--expect and --create-only: what a killed run created is completed, what was there stays" {
	org
	{ object queue Backup; object queue Sales '"directRouting":{"backupQueueId":"queue-Backup"}'; } >in
	sed -n 1p in | gc-put -q >out
	gc-put -q --dry-run --create-only in >plan
	object queue Sales >lost
	gc-put -q lost >out
	gc-put -q --create-only --expect plan in >out
	[ "$(jq -r '"\(.object.name) \(.action) \(.status)"' out)" = 'Backup skip skipped
Sales complete done' ]
	gc-put -q --create-only in >out
	results_are '.action == "skip"'
}

@test "a skill that differs cannot be changed, and the result says so" {
	org
	object acdLanguage German >in
	gc-put -q in >out
	answers 'on("GET", "*/languages/????????-*", edit=having(note="theirs"))'
	object acdLanguage German '"note":"ours"' >in
	ends 1 'differs: 1 difference; the API cannot change such an object' gc-put in
	ends 1 'differs: 1 difference; the API cannot change such an object' gc-put --update in
}

@test "a data action without a category, and elements of a listing without one" {
	org_with_integration
	action One >in
	gc-put -q in >first
	local unlisted='on("GET", "*/integrations/actions[?]*", edit=having(entities=[], total=0, pageCount=0), times=1)'
	answers "$unlisted" 'on("POST", "*/integrations/actions", 409)' 'on("GET", "*/integrations/actions[?]*", edit=each(drop("category")))'
	action Two >in
	hurried gc-put -q --update in >out || true
	[ "$(jq -r .object.id out)" = "$(jq -r .object.id first)" ]
	action Two | jq -c 'del(.configuration.category)' >in
	answers "$unlisted" 'on("POST", "*/integrations/actions", 409)'
	hurried gc-put -q in >out || true
	[ "$(jq -r .object.id out)" = "$(jq -r .object.id first)" ]
}

@test "ids in the texts of a data action that differs as well: what differs stays, but with --update" {
	org_with_integration
	action One "$contract" 'queues/queue-Sales' >in
	gc-put -q in >out # not known yet
	object queue Sales >queue
	sed 's|"requestType":"GET"|"requestType":"POST"|' in >other
	config() { gc-list -q dataAction | gc-get -q | jq -e --arg id "$(gc-list -q queue | jq -r .id)" "$1"; }
	run -1 --separate-stderr gc-put other queue
	[[ $stderr == *'1 difference, and what was missing is completed; --update changes them'* ]]
	# what differs stays
	config '.configuration.config.request | .requestType == "GET" and .requestUrlTemplate == "/queues/\($id)"'
	sed 's|/queues/|/other/|' other >third
	gc-put -q --update third queue >out
	[ "$(jq -r 'select(.object.type == "dataAction") | "\(.action) \(.status)"' out)" = 'update done' ]
	config '.configuration.config.request | .requestType == "POST" and .requestUrlTemplate == "/other/\($id)"'
	# both in one run
	action Two "$contract" 'queues/queue-New' | sed 's/"Look"/"Again"/g' >in
	gc-put -q in >out
	object queue New >queue
	sed 's|"requestType":"GET"|"requestType":"POST"|' in >other
	gc-put -q --update queue other >out
	[ "$(jq -r 'select(.object.type == "dataAction") | .status' out | tail -1)" = done ]
	gc-put -q --update queue other >out
	results_are '.action == "skip"'
}
