# objects.bash - hand-made object records with their definitions, for bats files.
#
# Ids: id TYPE N is the N-th of a type. Each function prints one record.
# shellcheck shell=bash

org=0a000000-0000-4000-8000-000000000001

# id NUMBER - a UUID
id() { printf '%08d-0000-4000-8000-000000000001' "$1"; }

home=$(id 10) sales=$(id 20) support=$(id 21) inqueue=$(id 30) main=$(id 31) prompt=$(id 40)
table=$(id 50) integration=$(id 60) action=custom_-_$(id 61) group=$(id 70) script=$(id 71)
schedule=$(id 80) hours=$(id 81) emergency=$(id 82) ivr=$(id 83) library=$(id 90) skill=$(id 91)
code=$(id 92) default_script=766f1221-047a-11e5-bba2-db8c0964d007

# object TYPE ID NAME [MEMBERS [BESIDE]] - with these members in the definition, and others beside it
object() {
	local division='"division":{"id":"'$home'","name":"Home","selfUri":"/api/v2/authorization/divisions/'$home'"}'
	printf '{"kind":"object","org":"%s","type":"%s","id":"%s","name":"%s",%s,' "$org" "$1" "$2" "$3" "$division"
	printf '"configuration":{"id":"%s","name":"%s",%s%s}%s}\n' "$2" "$3" "$division" "${4:+,$4}" "${5:+,$5}"
}

# ref ID NAME - a reference
ref() { printf '{"id":"%s","name":"%s","selfUri":"/api/v2/x/%s"}' "$1" "$2" "$1"; }

sales_queue() {
	object queue "$sales" Sales '"queueFlow":'"$(ref "$inqueue" Music)"',"whisperPrompt":'"$(ref "$prompt" Whisper)"',
"memberGroups":[{"id":"'"$group"'","name":"Agents","type":"GROUP"}],
"defaultScripts":{"CALL":'"$(ref "$script" 'My script')"',"CALLBACK":'"$(ref "$default_script" 'Default Callback Script')"'},
"directRouting":{"backupQueueId":"'"$support"'"},"cannedResponseLibraries":{"mode":"SelectedOnly","libraryIds":["'"$library"'"]},
"mediaSettings":{"callback":{"liveVoiceFlow":{"id":"'"$main"'"},"site":{"id":"'"$(id 99)"'"}}}' \
		'"wrapupCodes":['"$(ref "$code" Done)"']' | tr -d '\n'
	echo
}
support_queue() { object queue "$support" Support; }
whisper() { object userPrompt "$prompt" Whisper '' '"media":[{"language":"en-us","contentType":"audio/x-wav","base64":"UklGRg=="}]'; }
blacklist() {
	object dataTable "$table" Blacklist '"schema":{"title":"Blacklist","properties":{"key":{"type":"string"},"queue":{"type":"string"}}}' \
		'"rows":[{"key":"1","queue":"'"$sales"'"},{"key":"2","queue":"see '"$sales"' and '"$(id 98)"'"},{"key":"3","queue":"none"}]'
}
lookup_action() {
	object dataAction "$action" Lookup '"integrationId":"'"$integration"'","category":"Web","config":{"request":{"requestUrlTemplate":"/api/v2/queues/'"$sales"'","headers":{"X-Queue":"'"$sales"'"}}}' \
		'"templates":{"requestTemplate":"{\"table\":\"'"$table"'\"}","successTemplate":"${rawResult}"}' |
		sed 's/,"configuration"/,"category":"Web"&/'
}
opening_hours() { object scheduleGroup "$hours" Hours '"openSchedules":['"$(ref "$schedule" Day)"'],"closedSchedules":[]'; }
day() { object schedule "$schedule" Day '"start":"2026-01-01T08:00:00.000"'; }
storm() {
	object emergencyGroup "$emergency" Storm '"enabled":true,"emergencyCallFlows":[{"emergencyFlow":'"$(ref "$main" Main)"',"ivrs":['"$(ref "$ivr" Front)"']}]'
}
front() { object ivrConfiguration "$ivr" Front '"dnis":["+4930123"],"openHoursFlow":'"$(ref "$main" Main)"',"scheduleGroup":'"$(ref "$hours" Hours)"; }

# flow ID NAME TYPE MANIFEST
flow() {
	printf '{"kind":"flow","org":"%s","id":"%s","name":"%s","type":"%s","division":{"id":"%s","name":"Home"},' "$org" "$1" "$2" "$3" "$home"
	printf '"configuration":{"manifest":{%s}}}\n' "$4"
}
music() { flow "$inqueue" Music INQUEUECALL '"queue":[{"id":"'"$sales"'","name":"Sales"}]'; }
main_flow() { flow "$main" Main INBOUNDCALL '"queue":[{"id":"'"$sales"'","name":"Sales"}],"emergencyGroup":[{"id":"'"$emergency"'","name":"Storm"}],"dataAction":[{"id":"'"$action"'","name":"Lookup"}]'; }
