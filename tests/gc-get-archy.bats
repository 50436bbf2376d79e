# gc-get --archy: flows as the server's YAML, several a job where it takes that, or else one.
load helper
load programs
load get

teardown() {
	stop_sims
}

# jobs - how many were asked for.
jobs() { stat '.paths["POST /api/v2/flows/export/jobs"] // 0'; }

# all_there - `out` has the YAML of each flow of `flows`, in order.
all_there() {
	jq -r .id flows >ids
	jq -r .id out | same ids - || return 1
	jq -se 'all(.[]; .archy | test("^[a-zA-Z]+:\n  name: "))' out >/dev/null
}

# one_by_one - the file `alone`: what jobs of one flow each give.
one_by_one() {
	faults single
	gc-get --archy -j 64 flows >alone
	faults
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
}

@test "--archy: the server's YAML instead of the configuration, the token kept from the store" {
	org 8 --job-time 300
	get --archy
	[ "$status" -eq 0 ]
	[ ! -s err ]
	jq -r .id flows >ids
	jq -r .id out | same ids -
	jq -se 'all(.[]; (.archy | test("^[a-zA-Z]+:\n  name: ")) and (has("configuration") | not))' out
	jq -se 'all(.[]; .configurationVersion == (.savedVersion // .checkedInVersion).id)' out
	[ "$(jobs)" -eq 1 ]

	mv out have
	get --archy --have have
	[ "$status" -eq 0 ]
	same have out
	[ "$(jobs)" -eq 1 ]
}

@test "--archy: other versions, an old configuration dropped, other kinds passed" {
	org 6
	{ echo '{"kind":"object"}' && cat want; } >in
	status=0
	gc-get --archy --version 1.0 <in >out 2>err || status=$?
	[ "$status" -eq 0 ]
	[ "$(head -1 out)" = '{"kind":"object"}' ]
	tail -n +2 out | jq -se 'length == 6 and all(.[]; .configurationVersion == "1.0" and has("archy") and (has("configuration") | not))'
}

@test "--archy --version: a number alone is N.0; published and latest are what is so now" {
	org 2
	local version
	for version in 1 1.0 published latest; do
		gc-get --archy --version "$version" flows >"v.$version"
		[ "$(wc -l <"v.$version")" -eq 2 ]
	done
	same v.1 v.1.0
	gc-get --archy --published flows | same v.published -
	gc-get --archy flows | same v.latest -
	run -3 --separate-stderr gc-get --archy --version 99 flows
	[[ $stderr == *"has no version 99.0"* ]]
}

@test "--archy: jobs that fail say why, and their flows can be asked for again" {
	org 4
	faults "fail:flow=$(field 3 id)" "mute:flow=$(field 4 id)"
	get --archy --failed failed
	[ "$status" -eq 3 ]
	sed -n 1,2p flows | jq .id >ids
	jq .id out | same ids -
	grep -q '^gc-get: stdin:3: .*the export job failed: The job failed, a simulated fault' err
	grep -q '^gc-get: stdin:4: .*the export job failed: no reason given' err
	jq -se 'all(.[]; .error.message | startswith("the export job failed"))' failed
	faults
	gc-get --archy failed >out
	[ "$(jq -s 'length' out)" -eq 2 ]
}

@test "--archy: faults on the way, and a signed URL that does not work" {
	org 9
	faults 500:first=1:method=POST reset:first=1:percent=50 '403:times=2:path=/storage/*' \
		'html:times=1:path=/storage/*' 'torn:times=1:path=/storage/*' 429:times=1:retry-after=1
	get --archy
	[ "$status" -eq 0 ]
	[ ! -s err ]
	jq -r .id flows >ids
	jq -r .id out | same ids -
	jq -se 'all(.[]; .archy | test("^[a-zA-Z]+:\n  name: "))' out
}

some_at_a_time() {
	org 60 --job-time 100
	one_by_one
	get --archy -j "$1"
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same alone out
	# One job that is safe without knowing the flows, then three that are full or last.
	[ "$(jobs)" -eq 4 ]
	get --archy -j "$1" --unordered
	[ "$status" -eq 0 ]
	sort alone >sorted
	sort out | same sorted -
}

@test "several flows a job: the same documents in the same order, whatever -j" {
	side_by_side some_at_a_time 1 8
}

@test "a server that takes one flow a job: learnt once, and everything is got" {
	org 50
	faults single
	get --archy
	[ "$status" -eq 0 ]
	[ ! -s err ]
	all_there
	local refused
	refused=$(stat '.statuses["400"]')
	# One job of 8, and at most as many of 2 as go at a time, and the one gathered meanwhile.
	[ "$refused" -ge 2 ]
	[ "$refused" -le 10 ]
	[ "$(jobs)" -eq $((50 + refused)) ]
}

@test "one bad flow in a job of several fails alone, with its own reason" {
	org 30
	faults "fail:flow=$(field 5 id)"
	get --archy --failed failed -v
	[ "$status" -eq 3 ]
	[ "$(wc -l <out)" -eq 29 ]
	jq -r .id flows | sed 5d >ids
	jq -r .id out | same ids -
	[ "$(grep -c 'the export job failed: The job failed, a simulated fault' err)" -eq 2 ]
	grep -q '^gc-get: stdin:5: .*the export job failed: The job failed, a simulated fault' err
	grep -q '^gc-get: 8 of 8 flows of an export job are tried alone: the export job failed' err
	[ "$(jq -r .id failed)" = "$(field 5 id)" ]
	[ "$(jobs)" -le 16 ]
}

@test "flows that the server does not know spoil no other, nor the jobs that follow" {
	org 60
	{ sed -n 1,3p flows; sed -n 4p flows | jq -c '.id = "no such/flow \"x\""'; sed -n 5,60p flows; } >in
	gc-get --archy <in >out 2>err || [ $? -eq 3 ]
	jq -r .id flows | sed 4d >ids
	jq -r .id out | same ids -
	[ "$(wc -l <err)" -eq 1 ]
	grep -q '^gc-get: stdin:4: .*could not find the flow' err
	[ "$(jobs)" -le 20 ]

	# Refused for one flow, and not for their number.
	faults "400:path=*/export/jobs:times=2"
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	get --archy
	[ "$status" -eq 3 ]
	[ "$(wc -l <out)" -eq 59 ]
	[ "$(wc -l <err)" -eq 1 ]
	[ "$(jobs)" -le 20 ]
}

@test "jobs of several that fail because there are too many: tried again, then in smaller ones" {
	org 8
	faults "throttle:flow=$(field 3 id):times=2"
	get --archy -v
	[ "$status" -eq 0 ]
	all_there
	[ "$(jobs)" -eq $((2 + 8)) ]
	grep -q 'are tried alone: the export job failed: .*exit code: 107' err
}

# a_fetch_fails FAULT - of a job's archive: another job is asked for, or where that fails, one for
# each flow.
a_fetch_fails() {
	local want=2
	org 8
	one_by_one
	faults "$1:path=/storage/*"
	get --archy
	[ "$status" -eq 0 ]
	same alone out
	[[ $1 != 40?:* ]] || want=1 # the same job gives a new URL
	[[ $1 != *times=2 ]] || want=$((2 + 8))
	[ "$(jobs)" -eq $want ]
}

@test "a signed URL that is refused for good: temporary, in the store's words" {
	org 2
	faults '403:path=/storage/*'
	get --archy --failed failed
	[ "$status" -eq 75 ]
	[ "$(grep -c '403 AccessDenied: Request has expired' err)" -eq 2 ]
	jq -se 'all(.[].error; .status == 403 and .code == "AccessDenied" and .message == "Request has expired")' failed
	faults '400:path=/storage/*'
	get --archy --failed failed
	[ "$status" -eq 75 ]
	[ "$(grep -c '400 ExpiredToken: The provided token has expired' err)" -eq 2 ]
	faults
	gc-get --archy failed >out
	[ "$(wc -l <out)" -eq 2 ]
}

@test "a signed URL that expired, an archive cut short" {
	side_by_side a_fetch_fails {403,truncated}:times=1
}

# bats test_tags=long
@test "a signed URL that expired, an archive cut short, also twice, a page in its place" {
	side_by_side a_fetch_fails {400,html,empty}:times=1 truncated:times=2
}

@test "an archive without one of its flows: that one is asked for again, alone" {
	org 8
	one_by_one
	faults "omit:flow=$(field 2 id)" "omit:flow=$(field 8 id)"
	get --archy
	[ "$status" -eq 0 ]
	[ ! -s err ]
	same alone out
	[ "$(jobs)" -eq 3 ]
}

@test "a flow that comes twice is asked for once, and another version of it is another flow" {
	org 3
	{ cat flows; sed -n 2p flows; sed -n 2p flows | jq -c '.savedVersion.id = "1.0"'; cat flows; } >in
	gc-get --archy <in >out
	[ "$(jobs)" -eq 1 ]
	jq -r .id in >ids
	jq -r .id out | same ids -
	[ "$(sed -n 5p out | jq -r .configurationVersion)" = 1.0 ]
	sed -n 2p out >two
	sed -n 4p out | same two -
}

@test "a slow producer is not waited for, nor is its input kept" {
	org 6
	one_by_one
	mkfifo pipe
	gc-get --archy <pipe >out 2>err &
	local pid=$!
	exec 5>pipe
	sed -n 1,2p flows >&5
	await '[ "$(wc -l <out)" -eq 2 ]' "$pid"
	sed -n 3,6p flows >&5
	exec 5>&-
	wait $pid
	same alone out
	[ "$(jobs)" -le 6 ]
}

@test "while jobs are under way, what a slow producer brings is gathered for the next one" {
	org 20 --job-time 1000
	mkfifo pipe
	gc-get --archy -j 1 <pipe >out &
	local pid=$!
	exec 5>pipe
	sed -n 1p flows >&5
	await '[ "$(jobs)" -eq 1 ]' "$pid"
	sed -n '2,$p' flows >&5
	exec 5>&-
	wait $pid
	all_there
	# The first flow at once, then what came meanwhile, as many as are safe, and the rest.
	[ "$(jobs)" -ge 3 ]
	[ "$(jobs)" -le 5 ]
}

@test "a line that is no record: 65, and what came before it is got" {
	org 30
	{ cat flows && echo '{"kind":"flow"' && cat flows; } >in
	run -65 --separate-stderr gc-get --archy -j 1 in
	echo "$output" >out
	all_there
}

# bats test_tags=long
@test "killed at any time: the next run with what is there ends the same, and asks for the rest" {
	org 60 --job-time 150
	one_by_one
	gc-get --archy -j 1 <flows >part 2>/dev/null &
	local pid=$! n
	await '[ -s part ]' "$pid"
	kill -9 $pid
	wait $pid || true
	[ "$(tail -c 1 part)" = "" ] || sed -i '$d' part
	n=$(wc -l <part)
	[ "$n" -lt 60 ]
	curl -sf -X DELETE "http://localhost:$SIM_PORT/sim/stats"
	get --archy --have part -j 1
	[ "$status" -eq 0 ]
	same alone out
	[ "$(jobs)" -le 4 ]
}

@test "no permission for export jobs, and a login that is refused: 77, and all is kept" {
	org 40 --deny 'architect:jobExport:*'
	get --archy --failed failed
	[ "$status" -eq 77 ]
	[ ! -s out ]
	jq -r .id flows >ids
	jq -r .id failed | same ids -
	jq -se 'all(.[]; .error.status == 403)' failed
	grep -q '^gc-get: stdin:1: .*403 missing.permissions: .*jobExport' err

	stop_sims
	org 40 --client-id somebody-else
	get --archy --failed failed --no-cache
	[ "$status" -eq 77 ]
	jq -r .id failed | same ids -
	grep -q 'more flows were not requested' err
}

# bats test_tags=long
@test "many flows, and flows of 2 MB, in less than 64 MB" {
	! sanitized || skip "sanitizers use memory of their own"
	org 200
	local i
	for ((i = 0; i < 10; i++)); do cat flows; done >many
	gc-get --archy flows >once
	"$BUILD/peak" peak gc-get --archy <many | cksum >out
	for ((i = 0; i < 10; i++)); do cat once; done | cksum | same - out
	echo "$(($(cat peak) / 1024)) MiB"
	[ "$(cat peak)" -lt 65536 ]

	stop_sims
	mkdir org
	yes 'Lorem ipsum dolor sit amet, ' | head -c 2000000 | tr -d '\n' >text
	for ((i = 0; i < 24; i++)); do
		{
			printf '{"name":"Big %s","type":"inboundcall","manifest":{},"text":"' "$i"
			cat text
			printf '"}'
		} >org/$i.json
	done
	start_sim --from org
	gc-sim --from org --dump | bare >flows
	"$BUILD/peak" peak gc-get --archy flows >out
	all_there
	echo "$(($(cat peak) / 1024)) MiB"
	[ "$(cat peak)" -lt 65536 ]
}
