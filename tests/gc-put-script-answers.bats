#!/usr/bin/env bats
# gc-put --scripts: uploads of scripts when the target answers otherwise than it should.

load helper
load sim
load put
load answers

# target_and_script - an empty target, and `in` with a script that it lacks.
target_and_script() {
	start_sim --empty --org target --job-time 20
	login admin
	script Sales >in
}

# script NAME [MEMBERS] - a script with its content, and with MEMBERS in its definition
script() {
	jq -nc --arg name "$1" --argjson more "{${2-}}" '{kind: "object", type: "composerScript", id: "s-1", name: $name,
		configuration: ({id: "s-1", name: $name} + $more), script: ({id: "s-1", name: "other", pages: [{id: "p"}]} | tojson)}'
}

put() { gc-put -q --scripts in >out; }

# uploads N - so many were sent, and each script is in the target once at most.
uploads() {
	[ "$(requests_of '^POST /uploads/')" -eq "$1" ]
	api '/api/v2/scripts?name=Sales'
	answer_has '.total <= 1'
}

@test "an upload that is refused, or whose answer is not understood" {
	target_and_script
	answers 'on("POST", "/uploads/*", 400)'
	ends 3 'create: cannot upload its content: 400 bad.request' gc-put -q --scripts in
	answers 'on("POST", "/uploads/*", body=deep)'
	ends 3 "create: the server's answer is not understood: " gc-put -q --scripts in
	uploads 0
}

@test "an upload whose answer is lost, or names no upload: the script is looked for, and sent once" {
	target_and_script
	answers 'on("POST", "/uploads/*", edit=drop("correlationId"))'
	put
	results_are '.action == "create" and .status == "done"'
	uploads 1
	# a run that finds none says so, and the next one may send it
	script Other >in
	answers 'on("POST", "/uploads/*", 500)'
	ends 75 'the answer to the upload was lost, and no script of this name is there' hurried gc-put -q --scripts in
	answers 'on("POST", "/uploads/*", body="{}")'
	ends 75 'the answer to the upload was lost, and no script of this name is there' hurried gc-put -q --scripts in
	[ "$(requests_of '^GET /api/v2/scripts/uploads')" -eq 0 ]
}

@test "the id of an upload is one part of a path, whatever it is" {
	target_and_script
	answers 'on("POST", "/uploads/*", edit=having(correlationId="a/../b?c d"))' \
		'on("GET", "/api/v2/scripts/uploads/a%2F..%2Fb%3Fc%20d/status[?]longPoll=false", body="""{"succeeded": true}""")'
	put
	results_are '.action == "create" and .status == "done"'
	uploads 1
}

@test "an upload that is not done: asked for again, and not for ever" {
	target_and_script
	answers 'on("GET", "*/scripts/uploads/*", 200, edit=lambda x: {"succeeded": False, "message": ""}, times=2)'
	put
	results_are '.action == "create" and .status == "done"'
	script Other >in
	answers 'on("GET", "*/scripts/uploads/*", 404)'
	ends 75 'create: its upload is not done yet; run this again later' hurried gc-put -q --scripts in
	uploads 2
}

@test "what became of an upload cannot be seen" {
	target_and_script
	answers 'on("GET", "*/scripts/uploads/*", 400)'
	ends 3 'create: cannot see whether its upload has succeeded: 400 bad.request' gc-put -q --scripts in
	script Other >in
	answers 'on("GET", "*/scripts/uploads/*", body=deep)'
	ends 3 "create: the server's answer is not understood: " gc-put -q --scripts in
}

@test "an upload that has succeeded and is not listed" {
	target_and_script
	answers 'on("GET", "/api/v2/scripts[?]*", edit=having(entities=[], total=0, pageCount=0))'
	ends 75 'create: it is imported, and not listed yet; run this again' hurried gc-put -q --scripts in
	uploads 1
}

@test "a script in the home division is not moved; one that cannot be moved or published says so" {
	local home
	target_and_script
	api /api/v2/authorization/divisions/home
	member id
	home=$REPLY
	script Sales '"division": {"id": "'"$home"'", "name": "Home"}' >in
	put
	results_are '.action == "create" and .status == "done"'
	[ "$(requests_of '^POST .*/objects/SCRIPT$')" -eq 0 ]
	script Other >in
	answers 'on("POST", "*/scripts/published[?]*", 400)'
	ends 3 'create: it is imported, and cannot be published: 400 bad.request' gc-put -q --scripts in
	answers
	put
	results_are '.action == "complete" and .status == "done"'
}

@test "a script whose content is not there, or is no text, is left to be made by hand" {
	target_and_script
	{ jq -c '.script = {}' in && jq -c 'del(.script) | .name = "Other"' in; } >odd
	mv odd in
	run -1 --separate-stderr gc-put -q --scripts in
	jq -se 'length == 2 and all(.[]; .status == "by hand")' <<<"$output"
	uploads 0
}
