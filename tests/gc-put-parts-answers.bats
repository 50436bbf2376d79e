#!/usr/bin/env bats
# gc-put: wrap-up codes, audio, statuses and divisions when the target answers otherwise than it should.

load helper
load sim
load put
load answers

# A prompt with audio: a WAV with two samples.
wav=$(printf 'RIFF(\0\0\0WAVEfmt \20\0\0\0\1\0\1\0@\37\0\0\200>\0\0\2\0\20\0data\4\0\0\0\1\0\2\0' | base64 -w 0)

# prompt NAME [BASE64 [RESOURCE]]
prompt() {
	object userPrompt "$1" "\"resources\":[${3-$english}]" \
		"\"media\":[{\"language\":\"en-us\",\"contentType\":\"audio/x-wav\",\"base64\":\"${2-$wav}\"}]"
}
english='{"id":"en-us","language":"en-us","ttsString":"hello"}'

@test "wrap-up codes of a queue: read, added and not understood" {
	org
	{ object acdWrapupCode Sold && object acdWrapupCode Lost; } >codes
	gc-put -q codes >out
	object queue Sales '' '"wrapupCodes":[{"id":"acdWrapupCode-Sold","name":"Sold"}]' >queue
	cat codes queue >in
	gc-put -q in >out
	object queue Sales '' '"wrapupCodes":[{"id":"acdWrapupCode-Sold","name":"Sold"},{"id":"acdWrapupCode-Lost","name":"Lost"}]' >queue
	cat codes queue >in
	answers 'on("GET", "*/queues/*/wrapupcodes[?]*", 400)'
	ends 3 "look: cannot read the target's wrap-up codes: 400 bad.request" gc-put in
	answers 'on("GET", "*/queues/*/wrapupcodes[?]*", body=deep)'
	ends 3 "look: the server's answer is not understood: " gc-put in
	answers 'on("POST", "*/queues/*/wrapupcodes", 400)'
	ends 3 'complete: cannot add its wrap-up codes: 400 bad.request' gc-put in
	answers
	gc-put -q --dry-run in >out
	jq -se '.[-1] | .action == "complete" and .status == "planned" and .paths == ["/wrapupCodes"]' out
	gc-put -q in >out
	jq -se '.[-1] | .action == "complete" and .status == "done"' out
	# what only the target has stays
	object queue Sales '' '"wrapupCodes":[{"id":"acdWrapupCode-Sold","name":"Sold"}]' >in
	gc-put -q in >out
	results_are '.action == "skip"'
	object queue Sales '' '"wrapupCodes":null' >in
	gc-put -q in >out
	results_are '.action == "skip"'
}

@test "wrap-up codes that the target lacks: the queue gets the others, and the result counts them" {
	org
	object acdWrapupCode Sold >in
	gc-put -q in >out
	object queue Sales '' '"wrapupCodes":[7,{"id":"a","name":"sold"},{"id":"b","name":"Sold"},{"id":"c","name":"Lost"}]' >in
	ends 1 'create: 2 of its wrap-up codes are missing in the target, the first is "sold"' gc-put --failed failed in
	[ "$(wc -l <failed)" -eq 1 ]
	api "/api/v2/routing/queues/$(jq -r .object.id <<<"$output")/wrapupcodes"
	answer_has '[.entities[].name] == ["Sold"]'
	object queue Sales '' '"wrapupCodes":[{"id":"b","name":"Sold"},{"id":"c","name":"Lost"}]' >in
	ends 1 'complete: 1 of its wrap-up codes is missing in the target, the first is "Lost"' gc-put in
	# codes that cannot be listed are taken as they are
	answers 'on("GET", "*/routing/wrapupcodes[?]*", 400)'
	ends 3 'complete: cannot add its wrap-up codes: ' gc-put in
	# in a dry run, a code of the same run is there
	answers
	{ object acdWrapupCode New && object queue Other '' '"wrapupCodes":[{"id":"acdWrapupCode-New","name":"New"}]'; } >in
	gc-put -q --dry-run in >out
	results_are '.action == "create" and .status == "planned"'
	object queue Sales '' '"wrapupCodes":[{"id":"acdWrapupCode-New","name":"New"}]' >>in
	gc-put -q --dry-run in >out
	jq -se '.[-1] | .action == "complete" and .status == "planned"' out
}

@test "the resources of a prompt: refused, there already, with other texts, and without a list" {
	org
	answers 'on("POST", "*/prompts/*/resources", 400)'
	prompt Welcome >in
	ends 3 'complete: cannot create the resource of a language: 400 bad.request' gc-put in
	answers 'on("POST", "*/prompts/*/resources", 409, through=True)'
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
	api "/api/v2/architect/prompts/$(jq -r .object.id out)/resources/en-us"
	answer_has '.ttsString == "hello" and .uploadStatus == "transcoded"'
	prompt Welcome "$wav" "${english/hello/goodbye}" >in
	ends 1 'differs: 1 difference; --update changes them' gc-put in
	gc-put -q --dry-run --update in >out
	results_are '.action == "update" and .status == "planned" and .paths == ["/configuration/resources/en-us"]'
	answers 'on("PUT", "*/prompts/*/resources/*", 400)'
	ends 3 'update: cannot change the text of a language: 400 bad.request' gc-put --update in
	answers
	gc-put -q --update in >out
	results_are '.action == "update" and .status == "done"'
	prompt Welcome "$wav" "${english/\"ttsString\":\"hello\"/\"ttsString\":\"goodbye\",\"text\":\"bye\"}" >in
	gc-put -q --dry-run in >out
	results_are '.action == "complete" and .status == "planned"'
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
	api "/api/v2/architect/prompts/$(jq -r .object.id out)/resources/en-us"
	answer_has '.text == "bye"'
	object userPrompt Bare '"resources":null' >in
	gc-put -q in >out
	results_are '.action == "create"'
	object userPrompt Named '"resources":[{"id":"De-DE","ttsString":"hallo"}]' >in
	gc-put -q in >out
	api "/api/v2/architect/prompts/$(jq -r .object.id out)"
	answer_has '.resources[0].language == "de-de"'
}

@test "audio: no address for it, in the newer way and in the older one" {
	org
	answers 'on("POST", "*/uploads", 400)'
	prompt Welcome >in
	ends 3 'complete: cannot get an address for its audio: 400 bad.request' gc-put in
	answers 'on("POST", "*/uploads", edit=drop("url"))'
	ends 3 'complete: the server gives no address that its audio can be uploaded to' gc-put in
	# the older way, of a language that this run did not create
	answers 'on("POST", "*/uploads", 404)' 'on("GET", "*/resources/en-us", 400)'
	ends 3 'complete: cannot read where its audio is uploaded to: 400 bad.request' gc-put in
	answers 'on("POST", "*/uploads", 405)' 'on("GET", "*/resources/en-us", edit=drop("uploadUri"))'
	ends 3 'complete: the server gives no address that its audio can be uploaded to' gc-put in
	answers 'on("POST", "*/uploads", 404)' 'on("GET", "*/resources/en-us", edit=having(uploadUri="ftp://localhost/"))'
	ends 3 'complete: the server gives no address that its audio can be uploaded to' gc-put in
	answers 'on("POST", "*/uploads", 404)' 'on("GET", "*/resources/en-us", body=deep)'
	ends 3 'complete: the server gives no address that its audio can be uploaded to' gc-put in
	answers 'on("POST", "*/uploads", 404)'
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
	answers 'on("POST", "*/prompts/*/resources", body=deep, through=True)'
	prompt Third >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	# of one that it created
	answers 'on("POST", "*/uploads", 404)' 'on("POST", "*/prompts/*/resources", edit=drop("uploadUri"))' \
		'on("GET", "*/resources/en-us", edit=drop("uploadUri"), times=1)'
	prompt Second >in
	ends 3 'complete: the server gives no address that its audio can be uploaded to' gc-put in
}

@test "audio that is not base64, in the newer way and in the older one" {
	org
	prompt Welcome 'no*base64' >in
	ends 3 'complete: the record'"'"'s audio of "en-us" is not base64' gc-put --failed failed in
	[ "$(requests_of '^PUT /storage/')" -eq 0 ]
	[ "$(wc -l <failed)" -eq 1 ]
	answers 'on("POST", "*/uploads", 404)'
	ends 3 'complete: the record'"'"'s audio of "en-us" is not base64' gc-put in
}

@test "audio whose address expires again and again, and audio that is uploaded by now" {
	org
	prompt Welcome >in
	faults '403:path=/storage/*:times=1'
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	faults '403:path=/storage/*'
	prompt Second >in
	ends 75 'complete: cannot upload its audio: 403' hurried gc-put in
	[ "$(requests_of '^PUT /storage/')" -gt 3 ]
	faults
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
	answers 'on("GET", "*/prompts/????????-*[?]*", edit=lambda x: {**x, "resources": [{**x["resources"][0], "uploadStatus": "uploaded"}]})'
	gc-put -q --dry-run in >out
	results_are '.action == "skip"'
	gc-put -q in >out
	results_are '.action == "skip"'
	[ "$(requests_of '^GET .*/resources/')" -gt 0 ]
}

@test "audio whose transcoding cannot be seen, or does not end" {
	org
	prompt First >in
	answers 'on("GET", "*/resources/en-us", 400)'
	ends 3 'complete: cannot see whether its audio was transcoded: 400 bad.request' gc-put in
	prompt Second >in
	answers 'on("GET", "*/resources/en-us", body=deep)'
	ends 3 "complete: the server's answer is not understood: " gc-put in
	prompt Third >in
	answers 'on("GET", "*/resources/en-us", edit=having(uploadStatus="uploaded"))'
	ends 3 'complete: the audio of "en-us" is not transcoded yet; run this again later' hurried gc-put in
}

@test "a skill is moved by a call that has an answer of its own, which is checked" {
	local north
	org
	post /api/v2/authorization/divisions '{"name":"North","description":""}'
	north=$(jq -r .id answer.json)
	object acdSkill English >in
	gc-put -q in >out
	object acdSkill English "\"division\":{\"id\":\"$north\",\"name\":\"North\"}" >in
	# as an org answers that has skills in divisions
	home='on("GET", "*/skills/????????-*", edit=having(division={"id": "home"}), times=1)'
	answers "$home" 'on("PATCH", "*/skills/*", 400)'
	ends 3 'update: cannot move it to its division: 400 bad.request' gc-put --update in
	answers "$home" 'on("PATCH", "*/skills/*", body="{}")' 'on("GET", "*/skills/????????-*", edit=having(division={"id": "home"}))'
	ends 3 'update: the server left it in its division; move it there by hand' gc-put --update in
	answers "$home" 'on("PATCH", "*/skills/*", body="{}")' 'on("GET", "*/skills/????????-*", edit=having(state="deleted"))'
	ends 3 'update: it was deleted meanwhile' gc-put --update in
	answers "$home" 'on("PATCH", "*/skills/*", body="{}")' "on('GET', '*/skills/????????-*', edit=having(division={'id': '$north'}))"
	gc-put -q --update in >out
	results_are '.action == "update" and .status == "done" and .paths == ["/configuration/division/id"]'
}

@test "a move that is refused, and one that no call makes, with another note before" {
	local north home
	org
	post /api/v2/authorization/divisions '{"name":"North","description":""}'
	north=$(jq -r .id answer.json)
	{ object queue Sales && object acdWrapupCode Sold; } >in
	gc-put -q in >out
	home=$(gc-list division | jq -r 'select(.homeDivision).id')
	{
		object queue Sales "\"division\":{\"id\":\"$north\",\"name\":\"North\"}"
		object acdWrapupCode Sold "\"description\":null,\"division\":{\"id\":\"$north\",\"name\":\"North\"}"
	} >in
	answers 'on("POST", "*/divisions/*/objects/QUEUE", 400)' 'on("PUT", "*/wrapupcodes/*", 400)' \
		"on('GET', '*/wrapupcodes/????????-*', edit=having(division={'id': '$home'}, description=None))"
	ends 3 'queue-Sales "Sales": update: cannot move it to its division: 400 bad.request' gc-put --update in
	[[ $stderr == *'"Sold": update: cannot move it to its division: 400 bad.request'* ]]
	# a response asset goes with its prompt: none of the calls
	object utilizationLabel Busy >in
	gc-put -q in >out || true
	object utilizationLabel Busy "\"division\":{\"id\":\"$north\"}" >in
	answers "on('GET', '*/labels/????????-*', edit=having(division={'id': '$home'}))"
	ends 1 'no API call moves such an object to another division' gc-put --update in
}

@test "a resource that is refused without a code, and one whose tags are taken, tags or not" {
	org
	local tagged='{"id":"en-us","language":"en-us","ttsString":"a","tags":{"f":["x"]}},{"id":"de-de","language":"de-de","ttsString":"b","tags":{"f":["y"]}}'
	answers 'on("POST", "*/prompts/*/resources", 400, body="{}")'
	object userPrompt One "\"resources\":[$tagged]" >in
	ends 3 'complete: cannot create the resource of a language: 400' gc-put in
	taken='on("POST", "*/prompts/*/resources", 400, body=refusal(400, code="prompt.resource.tags.already.exist")'
	answers "$taken)"
	ends 3 'complete: cannot create the resource of a language: 400 prompt.resource.tags.already.exist' gc-put in
	answers "$taken, times=1)" "$taken, skip=1, times=1)"
	gc-put -q --dry-run in >out
	results_are '.action == "complete" and .status == "planned" and .paths == ["/configuration/resources/en-us", "/configuration/resources/de-de"]'
	gc-put -q in >out
	results_are '.reason | test("en-us without its tags, which another resource has; de-de without its tags")'
}

@test "an object that gc-put has no permission for, one without an id, and more differences than are listed" {
	org
	object acdSkill English | jq -c 'del(.id)' >in
	answers 'on("POST", "*/skills", 403)'
	ends 77 'in:1: acdSkill "English": create: cannot create it: 403' gc-put in
	answers
	gc-put -q in >out
	jq -e 'has("from") | not' out
	jq -c --arg id "$(jq -r .object.id out)" '.id = $id' in >same
	gc-put -q same >out
	jq -e '.action == "skip" and (has("from") | not)' out
	object dataTable Wide '"schema":{"$schema":"http://json-schema.org/draft-04/schema#","title":"T","type":"object","required":["key"],"properties":{"key":{"title":"K","type":"string","$id":"/properties/key","displayOrder":0,"minLength":1,"maxLength":256},"n":{"title":"N","type":"integer","$id":"/properties/n","displayOrder":1}},"additionalProperties":false}' "$(seq 150 | jq -sc '{rows: map({key: "k\(.)", n: 1})} | tojson[1:-1]' -r)" >in
	gc-put -q in >out
	sed -i 's/"n":1}/"n":2}/g' in
	run -1 --separate-stderr gc-put in
	jq -e '.action == "differs" and (.paths | length) == 100' <<<"$output"
	[[ $stderr == *'150 differences; --update changes them'* ]]
}
