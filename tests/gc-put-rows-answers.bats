#!/usr/bin/env bats
# gc-put: rows of data tables when the target answers otherwise than it should.

load helper
load sim
load put
load answers

table='"schema":{"$schema":"http://json-schema.org/draft-04/schema#","title":"T","type":"object","required":["key"],"properties":{"key":{"title":"K","type":"string","$id":"/properties/key","displayOrder":0,"minLength":1,"maxLength":256},"n":{"title":"N","type":"integer","$id":"/properties/n","displayOrder":1}},"additionalProperties":false}'

# rows N [MARK] - that many, as a member of a record.
rows() {
	seq "$1" | jq -sc --argjson n "${2-1}" '{rows: map({key: "k\(.)", n: $n})} | tojson[1:-1]' -r
}

# same_record RECORD FAILED - what --failed kept is this record, with the reason.
same_record() {
	[ "$(jq -cS 'del(.error)' "$2")" = "$(jq -cS . "$1")" ] || { cut -c1-300 "$1" "$2"; return 1; }
}

# fails TEXT [STATUS] - a table named by a number of its own fails with this reason, and its record is kept.
fails() {
	tables=$((${tables-0} + 1))
	object dataTable "T$tables" "$table" "$(rows 301)" >in
	ends "${2-3}" "dataTable-T$tables \"T$tables\": complete: $1" hurried gc-put --failed failed in
	same_record in failed
}

@test "an import of rows: each answer that is refused, not understood, or without what is needed" {
	org
	answers 'on("POST", "*/import/csv/jobs", 400)'
	fails 'cannot begin an import of its rows: 400 bad.request'
	answers 'on("POST", "*/import/csv/jobs", body=deep)'
	fails "the server's answer is not understood: "
	local edit
	for edit in 'drop("id")' 'drop("uploadURI")' 'having(uploadURI="ftp://localhost/x")' 'having(uploadURI=7)' \
		'having(uploadHeaders=[])' 'having(uploadHeaders={"a":1})' 'having(uploadHeaders={"a":"b\r\nc: d"})' \
		'having(uploadHeaders={"a":"b\0c"})' 'having(uploadHeaders={str(i): "x" for i in range(100)})'; do
		answers "on('POST', '*/import/csv/jobs', edit=$edit)"
		fails 'the import of its rows gives no address that can be used'
	done
	answers 'on("GET", "*/import/jobs/*", 400)'
	fails 'cannot see how the import of its rows went: 400 bad.request'
	answers 'on("GET", "*/import/jobs/*", body=deep)'
	fails "the server's answer is not understood: "
	answers
	faults '400:path=/storage/*'
	fails 'cannot upload its rows: 400 ExpiredToken' 75
	[ "$(requests_of '/storage/')" -gt 1 ] # the address may have expired
	faults '409:path=/storage/*'
	fails 'cannot upload its rows: '
	faults
	gc-put -q in | jq -e '.action == "complete" and .status == "done"'
}

@test "an import of rows without headers, and one whose address has expired once" {
	org
	answers 'on("POST", "*/import/csv/jobs", edit=having(uploadHeaders=None))'
	object dataTable One "$table" "$(rows 301)" >in
	ends 75 'cannot upload its rows: 403 SignatureDoesNotMatch' hurried gc-put in # sent, and none of them
	answers
	faults '403:path=/storage/*:times=1'
	object dataTable Two "$table" "$(rows 301)" >in
	gc-put -q in >out
	results_are '.status == "done"'
	api "/api/v2/flows/datatables/$(jq -r .object.id out)/rows"
	answer_has '.total == 301'
}

@test "an import of rows that does not end is given up, with nothing lost" {
	org
	answers 'on("GET", "*/import/jobs/*", edit=having(status="Running"))'
	object dataTable One "$table" "$(rows 301)" >in
	ends 75 'the import of its rows has not ended yet; run this again later' hurried gc-put --failed failed in
	same_record in failed
}

@test "an import of rows that leaves some out" {
	org
	answers \
		'on("GET", "*/rows[?]*", edit=lambda x: {**x, "entities": x["entities"][:50], "pageCount": 1})'
	object dataTable One "$table" "$(rows 400)" >in
	ends 75 'the import job left out 350 of its 400 rows; run this again' gc-put in
	object dataTable Two "$table" "$(rows 3)" >in
	answers 'on("GET", "*/rows[?]*", edit=lambda x: {**x, "entities": x["entities"][1:]})'
	ends 75 'read back after writing, 1 of its rows is missing and 0 differ; run this again' hurried gc-put in
	answers
	object dataTable Two "$table" "$(rows 3 7)" >in
	answers 'on("GET", "*/rows[?]*", edit=each(having(n=1)))'
	ends 75 'read back after writing, 0 of its rows are missing and 3 differ; run this again' hurried gc-put --update in
}

@test "the target's rows: refused, no page of rows, and a new table that stays away" {
	org
	object dataTable One "$table" "$(rows 3)" >in
	gc-put -q in >out
	answers 'on("GET", "*/rows[?]*", 400)'
	ends 3 "look: cannot read the target's rows: 400 bad.request" gc-put in
	local body
	for body in '[]' '{}' '{"entities":7,"pageCount":"x"}' '{"entities":[7],"pageCount":999999999}'; do
		answers "on('GET', '*/rows[?]*', body='''$body''')"
		gc-put -q --dry-run in >out
		results_are '.action == "complete" and .status == "planned" and .paths == ["/rows"]'
	done
	answers 'on("GET", "*/rows[?]*", 404)'
	object dataTable Two "$table" "$(rows 3)" >in
	ends 3 "look: cannot read the target's rows: 404" hurried gc-put in
	object dataTable Three "$table" '"rows":null' >in
	gc-put -q in >out
	results_are '.action == "create" and .status == "done"'
	gc-put -q in >out
	results_are '.action == "skip"'
}

@test "rows that are refused are counted, and a server that fails ends them" {
	org
	object dataTable One "$table" "$(rows 3)" >in
	answers 'on("POST", "*/rows", 400, times=2)'
	ends 3 'complete: the server refused 2 rows; the first: "k1": 400 bad.request' gc-put in
	answers 'on("POST", "*/rows", 403)'
	ends 77 'complete: cannot write its rows: 403' gc-put in
	answers 'on("POST", "*/rows", 409)' # there already, says the server; it is not
	ends 75 'read back after writing, 2 of its rows are missing' hurried gc-put in
	answers
	gc-put -q in >out
	results_are '.action == "complete" and .status == "done"'
}

@test "--backup: rows that it has already are not written into it again" {
	org
	object dataTable One "$table" "$(rows 3)" >in
	gc-put -q in >out
	object dataTable One "$table" "$(rows 2 7)" >in
	gc-put -q --update --backup before in >out
	object dataTable One "$table" "$(rows 3 8)" >in
	gc-put -q --update --backup before in >out
	[ "$(jq -c '[.rows[]? | [.key, .n]]' before | grep -v '^\[\]$')" = '[["k1",1],["k2",1]]
[["k3",1]]' ]
	gc-put -q --restore before >out
	api "/api/v2/flows/datatables/$(jq -r .object.id out | head -1)/rows?showbrief=false"
	answer_has '[.entities[].n] == [1, 1, 1]'
}

@test "--expect with a record of rows that no dry run wrote" {
	local was
	org
	object dataTable One "$table" "$(rows 2)" >in
	gc-put -q in >out
	object dataTable One "$table" "$(rows 2 7)" >in
	gc-put -q --update --dry-run in >plan
	for was in '"0"' '.[0:16]' '.[0:16] + "="' '.[0:17] + "="' '. + "="' '.[0:17] + "=="'; do
		jq -c ".target.rows |= ($was)" plan >other
		ends 3 'its rows have changed since the dry run; rehearse again' gc-put --update --expect other in
	done
	gc-put -q --update --expect plan in >out
	results_are '.action == "update" and .status == "done"'
}
