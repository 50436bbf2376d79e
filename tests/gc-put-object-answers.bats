#!/usr/bin/env bats
# gc-put: objects when the target answers otherwise than it should.

load helper
load sim
load put
load answers

@test "what was created and its answer lost is looked up: in its library, page by page, with a cursor" {
	org
	{
		object responseLibrary Lib
		object response Hello '"libraries":[{"id":"responseLibrary-Lib","name":"Lib"}],"texts":[{"content":"hi","contentType":"text/plain"}]'
	} >in
	faults 'reset:method=POST:path=*/responsemanagement/responses:times=1:after'
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	[ "$(requests_of '^POST .*/responses$')" -eq 1 ]
	object workbin Bin >in
	faults 'reset:method=POST:path=*/taskmanagement/workbins:times=1:after'
	# the first listing, then a cursor that leads to itself
	answers 'on("POST", "*/workbins/query", skip=1, times=2, edit=having(entities=[], after="1"))'
	hurried gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	[ "$(requests_of '^POST .*/workbins$')" -eq 1 ]
}

@test "what the server says exists is looked for on all pages, but for deleted ones" {
	org
	object acdSkill English >in
	gc-put -q in >first
	answers 'on("GET", "*/skills[?]*", edit=having(entities=[], total=0, pageCount=0), times=1)' \
		'on("GET", "*/skills[?]*", edit=having(entities=[], pageCount=2), times=1)'
	hurried gc-put -q in >out
	results_are '.action == "skip"'
	[ "$(jq -r .object.id first)" = "$(jq -r .object.id out)" ]
	[ "$(requests_of '^GET .*/skills$')" -eq 5 ]
	answers 'on("GET", "*/skills[?]*", edit=each(having(state="deleted")))'
	ends 3 'the server says that it exists, and does not list it; a deleted object keeps its name' hurried gc-put in
}

@test "a look for what the server says exists that fails" {
	org
	object acdSkill English >in
	answers 'on("POST", "*/skills", 409)' 'on("GET", "*/skills[?]*", 400, skip=1)'
	ends 3 'create: cannot see whether it was created: 400 bad.request' gc-put in
	answers 'on("POST", "*/skills", 409)' 'on("GET", "*/skills[?]*", body=deep, skip=1)'
	ends 3 "create: the server's answer is not understood: " gc-put in
	# a response without a library has no listing
	object response Hello '"libraries":[],"texts":[{"content":"hi","contentType":"text/plain"}]' >in
	answers 'on("POST", "*/responses", 409)' 'on("GET", "*/responses[?]libraryId=&*", 400)'
	ends 3 'create: cannot see whether it was created: 400 bad.request' gc-put in
	object response Hello '"libraries":[{"name":"Lib"}],"texts":[{"content":"hi","contentType":"text/plain"}]' >in
	ends 3 'create: cannot see whether it was created: 400 bad.request' gc-put in
}

@test "a creation that is refused, lost for good, not understood or without an id" {
	org
	object acdSkill English >in
	answers 'on("POST", "*/skills", 400, body="{}")'
	ends 3 'create: cannot create it: 400' gc-put in
	answers 'on("POST", "*/skills", body=deep)'
	ends 3 "create: the server's answer is not understood: " gc-put in
	answers 'on("POST", "*/skills", edit=lambda x: {"name": "English"})'
	ends 3 'create: the server created it and gave no id; run this again' gc-put in
	answers
	faults 'reset:method=POST:path=*/skills'
	object acdSkill French >in
	ends 75 'create: it is not there, and cannot be created: ' hurried gc-put in
	faults
}

@test "an answer was lost, and the next one says that it exists: it is this run's own" {
	org
	object acdSkill English >in
	faults 'reset:method=POST:path=*/skills:times=1:after'
	answers 'on("GET", "*/skills[?]*", edit=having(entities=[]), times=12)'
	hurried gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	[ "$(requests_of '^POST .*/skills$')" -eq 2 ]
}

@test "the look at the target's object: refused, not understood, no object, gone, and never there" {
	org
	object queue Sales '"description":"a"' >in
	gc-put -q in >first
	answers 'on("GET", "*/queues/????????-*", 400)'
	ends 3 "look: cannot read the target's: 400 bad.request" gc-put in
	answers 'on("GET", "*/queues/????????-*", body=deep)'
	ends 3 "look: the server's answer is not understood: " gc-put in
	answers 'on("GET", "*/queues/????????-*", body="[]")'
	ends 3 "look: the server's answer is not an object" gc-put in
	answers 'on("GET", "*/queues/????????-*", edit=having(state="deleted"), times=1)'
	gc-put -q in >out # it was created meanwhile, by another
	results_are '.action == "skip"'
	[ "$(jq -r .object.id first)" = "$(jq -r .object.id out)" ]
	answers 'on("GET", "*/queues/????????-*", 404)'
	ends 75 'create: the server says that it exists, and has no object of its id; run this again later' hurried timeout 60 gc-put in
	[ "$(requests_of '^POST .*/queues$')" -eq 3 ]
}

@test "a change: conflicts that end and that do not, a lost answer, a deletion, and a refusal" {
	local day='"start":"2026-01-01T08:00:00.000","end":"2026-01-01T1X:00:00.000"'
	org
	object schedule Day "${day/X/7}" >in
	gc-put -q in >out
	object schedule Day "${day/X/8}" >in
	answers 'on("PUT", "*/schedules/*", 409)'
	ends 3 'update: cannot change it: 409 bad.request' hurried gc-put --update in
	answers 'on("PUT", "*/schedules/*", 400)'
	ends 3 'update: cannot change it: 400 bad.request' gc-put --update in
	answers 'on("PUT", "*/schedules/*", 400, body="{}")'
	ends 3 'update: cannot change it: 400' gc-put --update in
	answers 'on("PUT", "*/schedules/*", 409, times=1)' 'on("GET", "*/schedules/????????-*", edit=having(state="deleted"), skip=1)'
	ends 3 'update: it was deleted meanwhile' hurried gc-put --update in
	answers 'on("PUT", "*/schedules/*", 400, body=refusal(400, message="1 does not match the current version 2"), times=1)'
	hurried gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
	object schedule Day "${day/X/9}" >in
	answers 'on("PUT", "*/schedules/*", 409, through=True, times=1)'
	hurried gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
	api "/api/v2/architect/schedules/$(jq -r .object.id out)"
	answer_has '.end == "2026-01-01T19:00:00.000"'
}

@test "a change of an outcome that the server accepts and does not make" {
	org
	object flowOutcome Bought '"description":"a"' >in
	gc-put -q in >out
	object flowOutcome Bought '"description":"b"' >in
	answers 'on("GET", "*/outcomes/????????-*", edit=having(description="a"))'
	ends 75 'the server accepted the change and has not made it yet; run this again' hurried gc-put --update in
	answers 'on("GET", "*/outcomes/????????-*", 400, skip=1)'
	object flowOutcome Bought '"description":"c"' >in
	ends 3 "cannot read the target's: 400" gc-put --update in
}
