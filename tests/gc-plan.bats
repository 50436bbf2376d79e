# gc-plan.bats - what ids are in another org: found by type and exact name, or said to be open.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines

# ref TYPE ID NAME [CLASS [FLOW]] - add a reference of flow 1 (or FLOW) to the file `refs`.
ref() {
	printf '{"kind":"ref","org":"o-1","flow":{"id":"f-%s","name":"Flow %s","type":"INBOUNDCALL"},"type":"%s","id":"%s","name":"%s","class":"%s","count":1,"at":["/x"]}\n' \
		"${5-1}" "${5-1}" "$1" "$2" "$3" "${4-object}" >>refs
}

# add_object FILE TYPE ID NAME [MEMBERS] - add an object to an inventory.
add_object() {
	printf '{"kind":"object","org":"org-of-%s","type":"%s","id":"%s","name":"%s"%s}\n' "$1" "$2" "$3" \
		"$4" "${5:+,$5}" >>"$1"
}

# plan [options] - run gc-plan on `refs`; the map in `map`, messages in `err`; its status.
plan() { gc-plan --target target "$@" refs >map 2>err; }

# open [options] - plan, which must say that something is open.
open() {
	local status=0
	plan "$@" || status=$?
	[ "$status" -eq 1 ]
}

# of TYPE ID [MEMBER] - this want's record in `map` without what is always there, or the value of a
# member; of TYPE ID MEMBER MEMBER...: an array of their values. Most tests ask, so that costs no process.
of() {
	local line type='' id='"from":"'$2'",' member value values=()
	[ -z "$1" ] || type='"type":"'$1'",'
	while IFS= read -r line; do
		[[ $line == '{"kind":"map",'"$type"* && $line == *"$id"* ]] || continue
		[ $# -gt 2 ] || { line=${line/'"kind":"map",'"$type"/} && printf '%s\n' "${line/"$id"/}"; }
		for member in "${@:3}"; do
			value='"'$member'":("([^"\\]|\\.)*"|null)[,}]'
			[[ $line =~ $value ]] && values+=("${BASH_REMATCH[1]}") || values+=(null)
		done
		local IFS=,
		case $# in
		2) ;;
		3) value=${values[0]#\"} && printf '%s\n' "${value%\"}" ;;
		*) printf '[%s]\n' "${values[*]}" ;;
		esac
	done <map
}

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

@test "the contract's record, and the flow, its division and its org beside it" {
	ref queue q-1 Sales
	ref division d-1 Home own
	add_object target queue Q-1 Sales '"division":{"id":"D-1","name":"Home"}'
	printf '{"kind":"flow","org":"org-of-target","id":"F-1","name":"Flow 1","type":"INBOUNDCALL","division":{"id":"D-1","name":"Home"}}\n' >>target
	plan
	cat >want <<-'END'
	{"kind":"map","type":"organization","from":"o-1","to":"org-of-target","status":"mapped"}
	{"kind":"map","type":"division","name":"Home","from":"d-1","to":"D-1","to_name":"Home","status":"mapped"}
	{"kind":"map","type":"inboundCallFlow","name":"Flow 1","from":"f-1","to":"F-1","to_name":"Flow 1","status":"mapped"}
	{"kind":"map","type":"queue","name":"Sales","from":"q-1","to":"Q-1","to_name":"Sales","status":"mapped"}
	END
	same want map
	[ ! -s err ]
}

@test "same, platform, ignored, new: nothing is open" {
	ref queue q-1 Sales
	ref language en-US ''  platform
	ref nluDomain n-1 '' own
	add_object source nluDomain n-1 'Bot'
	add_object target nluDomain N-1 'Bot'
	add_object target queue q-1 'Sales, renamed'
	plan --source source
	[ "$(of queue q-1)" = '{"name":"Sales","to":"q-1","to_name":"Sales, renamed","status":"same"}' ]
	[ "$(of language en-US)" = '{"status":"platform"}' ]
	[ "$(of nluDomain n-1)" = '{"name":"Bot","status":"ignored","reason":"created again in the target"}' ]
	[ "$(of inboundCallFlow f-1)" = '{"name":"Flow 1","status":"new","reason":"type not in inventory"}' ]
}

@test "missing: named, to be filled in, with near misses that are no matches" {
	ref queue q-1 'Sales EU'
	ref acdSkill s-1 Voice
	add_object target queue Q-1 'sales eu'
	add_object target queue Q-2 'Sales EU '
	add_object target queue Q-3 'SalesEU'
	add_object target queue Q-4 'Sales-EU'
	add_object target user Q-5 'Sales EU'
	open
	[ "$(of queue q-1)" = '{"name":"Sales EU","to":null,"to_name":null,"status":"missing","near":[{"id":"Q-1","name":"sales eu"},{"id":"Q-2","name":"Sales EU "},{"id":"Q-3","name":"SalesEU"}]}' ]
	[ "$(of acdSkill s-1)" = '{"name":"Voice","to":null,"to_name":null,"status":"missing","reason":"type not in inventory"}' ]
	cat >want <<-'END'
	gc-plan: acdSkill "Voice" s-1: missing in the target (type not in inventory); 1 flow needs it
	gc-plan: queue "Sales EU" q-1: missing in the target; nearly: "sales eu", "Sales EU ", "SalesEU"; 1 flow needs it
	END
	same want err
}

@test "types that no API lists are reported once, and are not open; with --strict they are missing" {
	local image=0c000000-0000-4000-8000-000000000001
	ref image $image Logo
	ref image 0c000000-0000-4000-8000-000000000002 Icon object 2
	ref widgetOfTomorrow w-1 Chat
	ref image 0c000000-0000-4000-8000-000000000003 '' literal
	add_object target queue Q-1 Sales
	plan
	[ "$(of image $image)" = '{"name":"Logo","status":"unlisted","reason":"the API has no listing of this type"}' ]
	[ "$(of image 0c000000-0000-4000-8000-000000000003 status)" = unknown ]
	[ "$(of inboundCallFlow f-1 status)" = new ]
	cat >want <<-'END'
	gc-plan: 1 id is not in the inventories and stays unchanged (status unknown); to change one, give it a target with --map
	gc-plan: image: the API has no listing of this type; ids that stay unchanged (status unlisted): 2
	gc-plan: widgetOfTomorrow: the API has no listing of this type; ids that stay unchanged (status unlisted): 1
	END
	same want err
	# gc-remap leaves the id and lets the flow through
	printf '{"kind":"flow","org":"o-1","id":"f-1","name":"Flow 1","type":"INBOUNDCALL","configuration":{"manifest":{"image":[{"id":"%s","name":"Logo"}]}}}\n' $image >flow
	run -0 --separate-stderr gc-remap map flow
	[ "$(jq -r '.configuration.manifest.image[0].id' <<<"$output")" = $image ]
	# --map may decide about them
	jq -c --arg id $image 'select(.from == $id) | .to = "IMAGE"' map >decided
	plan --map decided
	[ "$(of image $image to status)" = '["IMAGE","mapped"]' ]
	open --strict
	[ "$(of image $image status reason)" = '["missing","the API has no listing of this type"]' ]
	grep -Fx "gc-plan: image \"Logo\" $image: missing in the target (the API has no listing of this type); 1 flow needs it" err
	run -1 gc-remap map flow
	# an inventory that somebody has extended knows better
	add_object target image I-1 Logo
	open
	[ "$(of image $image to)" = I-1 ]
	[ "$(of image 0c000000-0000-4000-8000-000000000002 status)" = missing ]
}

@test "a type of flow that the target has none of can be listed: such a flow is missing" {
	ref surveyInviteFlow f-9 'Flow 9'
	add_object target inboundCallFlow F-1 'Flow 1'
	open
	[ "$(of surveyInviteFlow f-9)" = '{"name":"Flow 9","to":null,"to_name":null,"status":"missing"}' ]
	open --strict
	[ "$(cat err)" = 'gc-plan: surveyInviteFlow "Flow 9" f-9: missing in the target; 1 flow needs it' ]
}

@test "--ignore and --ignore-file: undecided objects stay as they are, by name, id or pattern" {
	ref queue q-1 Gone/Old
	ref queue q-2 Twin
	ref queue q-3 ''
	ref queue q-4 Sales
	ref acdSkill s-1 'Voice 1'
	add_object target queue Q-4 Sales
	add_object target queue Q-5 Twin
	add_object target queue Q-6 Twin
	open
	printf '# not moved\n\nqueue/q-3\r\nacdSkill/Voice ?\n' >.gc-ignore
	plan --ignore queue/Gone/Old --ignore 'q*/Twin' --ignore-file .gc-ignore --ignore queue/Sales
	[ "$(of queue q-1)" = '{"name":"Gone/Old","status":"ignored","reason":"by --ignore"}' ]
	[ "$(jq -r 'select(.status == "ignored").from' map | xargs)" = 's-1 q-3 q-1 q-2' ]
	[ "$(of queue q-4 to)" = Q-4 ] # what the target has is mapped
	[ ! -s err ]
	run -1 gc-plan -q --target target --ignore 'queue/T?' --ignore-file .gc-ignore refs
	for text in queue queue/ /Sales ''; do
		run -2 gc-plan --target target --ignore "$text" refs
		[ "$output" = "gc-plan: --ignore \"$text\": not of the form TYPE/NAME (example: queue/Sales)" ]
	done
	printf '# x\nSales\n' >.gc-ignore
	run -2 gc-plan --target target --ignore-file .gc-ignore refs
	[ "$output" = 'gc-plan: .gc-ignore:2: not of the form TYPE/NAME (example: queue/Sales)' ]
	run -74 gc-plan --target target --ignore-file nowhere refs
}

@test "--ignore of a flow that is withheld: those that need it are not" {
	ref queue q-1 Gone object 1
	ref inboundCallFlow f-1 'Flow 1' object 2
	ref inboundCallFlow f-2 'Flow 2' object 3
	add_object target queue Q-1 Sales
	open
	[ "$(jq -r 'select(.type == "inboundCallFlow") | .status' map | xargs)" = 'withheld withheld withheld' ]
	open --ignore 'inboundCallFlow/Flow 1'
	[ "$(jq -r 'select(.type == "inboundCallFlow") | .status' map | xargs)" = 'ignored new new' ]
}

@test "ambiguous: at most 20 candidates are shown, and how many more there are" {
	awk 'BEGIN { for (i = 0; i < 1000; i++) {
		printf "{\"kind\":\"object\",\"org\":\"t\",\"type\":\"queue\",\"id\":\"T-%d\",\"name\":\"Same\"}\n", i >"many"
		printf "{\"kind\":\"ref\",\"org\":\"s\",\"flow\":{\"id\":\"f\",\"name\":\"F\",\"type\":\"BOT\"},\"type\":\"queue\",\"id\":\"S-%d\",\"name\":\"Same\",\"class\":\"object\",\"source\":\"manifest\",\"count\":1,\"at\":[\"/x\"]}\n", i >"refs" } }'
	head -n 20 many >few
	run -1 gc-plan --target few refs
	[ "$(jq -c 'select(.from == "S-7") | [.status, (.candidates | length), .more]' <<<"$output")" = '["ambiguous",20,null]' ]
	gc-plan --target many refs >map || [ $? -eq 1 ]
	[ "$(jq -c 'select(.type == "queue") | [.status, (.candidates | length), .more]' map | sort -u)" = '["ambiguous",20,980]' ]
	[ "$(wc -c <map)" -lt 2000000 ]
}

@test "ambiguous: the candidates are shown, and none is taken" {
	ref queue q-1 Sales
	add_object target queue Q-1 Sales '"division":{"id":"D-1","name":"Home"}'
	add_object target queue Q-2 Sales '"division":{"id":"D-2","name":"Away"}'
	open
	[ "$(of queue q-1)" = '{"name":"Sales","to":null,"to_name":null,"status":"ambiguous","candidates":[{"id":"Q-1","name":"Sales","division":"Home"},{"id":"Q-2","name":"Sales","division":"Away"}]}' ]
	[ "$(cat err)" = 'gc-plan: queue "Sales" q-1: ambiguous, 2 could be meant; 1 flow needs it' ]
}

@test "namesakes in the target are told apart by division, category, e-mail address" {
	ref queue q-1 Sales
	ref dataAction a-1 Get
	ref user u-1 Kim
	add_object source queue q-1 Sales '"division":{"id":"d","name":"Home"}'
	add_object source dataAction a-1 Get '"category":"Web"'
	add_object source user u-1 Kim '"email":"kim@example.com","division":{"id":"d","name":"Home"}'
	local i
	for i in 1 2; do
		add_object target queue Q-$i Sales '"division":{"id":"D'$i'","name":"'"$([ $i = 1 ] && echo Away || echo Home)"'"}'
		add_object target dataAction A-$i Get '"category":"Web'"$([ $i = 1 ] && echo 2)"'"'
		add_object target user U-$i Kim '"email":"'"$([ $i = 1 ] && echo kim2 || echo kim)"'@example.com"'
	done
	open
	plan --source source
	[ "$(of queue q-1 to)" = Q-2 ]
	[ "$(of user u-1 to)" = U-2 ]
	[ "$(of dataAction a-1)" = '{"name":"Get","to":"A-2","to_name":"Get","category":"Web","to_category":"Web","status":"mapped"}' ]
}

@test "namesakes in the source do not become one object of the target" {
	ref dataAction a-1 Get
	add_object source dataAction a-1 Get '"category":"Web"'
	add_object source dataAction a-2 Get '"category":"Net"'
	add_object target dataAction A-2 Get '"category":"Net"'
	open --source source
	[ "$(of dataAction a-1 | jq -c '[.status, .to, .candidates[].id]')" = '["ambiguous",null,"A-2"]' ]
	[ "$(cat err)" = 'gc-plan: dataAction "Get" a-1: ambiguous, 1 could be meant (several of this name in the source, and this is of another category); 1 flow needs it' ]
	ref dataAction a-2 Get
	open --source source
	[ "$(of dataAction a-2 status to)" = '["mapped","A-2"]' ]
	# Nobody knows what tells them apart: both are open.
	open
	[ "$(jq -r 'select(.type == "dataAction") | .status' map | uniq -c | tr -s ' ')" = ' 2 ambiguous' ]
	[ "$(of dataAction a-1 reason)" = 'several of this name in the source, and its category is not known' ]
	# Two of one name and division are no better.
	rm source target
	: >refs
	ref queue q-1 Sales
	add_object source queue q-1 Sales '"division":{"id":"d","name":"Home"}'
	add_object source queue q-2 Sales '"division":{"id":"d","name":"Home"}'
	add_object target queue Q-1 Sales '"division":{"id":"D","name":"Home"}'
	open --source source
	[ "$(of queue q-1 reason)" = 'several of this name and division in the source' ]
}

@test "an orphan whose division nobody knows: the one candidate, and why it is not taken" {
	ref queue q-1 Sales
	add_object source queue q-2 Sales '"division":{"id":"d","name":"Home"}'
	add_object target queue Q-2 Sales '"division":{"id":"D","name":"Home"}'
	open --source source
	[ "$(of queue q-1 | jq -c '[.status, .candidates[].id, .reason]')" = '["ambiguous","Q-2","several of this name in the source, and its division is not known"]' ]
	[ "$(cat err)" = 'gc-plan: queue "Sales" q-1: ambiguous, 1 could be meant (several of this name in the source, and its division is not known); 1 flow needs it' ]
}

@test "a category that the flows say tells data actions apart without a source inventory" {
	ref dataAction a-1 Get
	sed -i 's/"name":"Get"/&,"category":"Web"/' refs
	add_object target dataAction A-1 Get '"category":"Net"'
	add_object target dataAction A-2 Get '"category":"Web"'
	plan
	[ "$(of dataAction a-1 to)" = A-2 ]
}

@test "a flow that is new is open only if others need it" {
	ref queue q-1 Sales
	ref inboundCallFlow f-2 'Flow 2' own 2
	add_object target queue Q-1 Sales
	plan
	[ "$(of inboundCallFlow f-2 status)" = new ]
	ref inboundCallFlow f-2 'Flow 2' object 2
	plan
	ref inboundCallFlow f-2 'Flow 2' object 1
	open
	[ "$(of inboundCallFlow f-2 status to)" = '["new",null]' ]
	[[ $(cat err) == 'gc-plan: flows that others need and that are new in the target: 1; '* ]]
	cp map before
	plan --will-create
	[ ! -s err ]
	same before map
	ref inboundCallFlow f-9 'Flow 9' object 1
	open
	[ "$(of inboundCallFlow f-9 status)" = missing ]
}

@test "a new flow that needs an undecided object is withheld, and the new flows that need it" {
	add_object target inboundCallFlow F-6 'Flow 6'
	ref queue q-1 Gone object 1
	while read -r flow dependency; do
		ref inboundCallFlow "f-$dependency" "Flow $dependency" object "$flow"
	done < <(printf '%s\n' '1 2' '2 1' '3 2' '4 3' '4 2' '5 7' '7 5' '6 1' '8 6')
	open
	run -0 jq -r 'select(.type == "inboundCallFlow") | .from + " " + .status' map
	[ "$output" = 'f-1 withheld
f-2 withheld
f-3 withheld
f-4 withheld
f-5 new
f-6 mapped
f-7 new
f-8 new' ]
	cat >want <<-'END'
	gc-plan: queue "Gone" q-1: missing in the target (type not in inventory); 1 flow needs it
	gc-plan: flows that others need, but that need undecided objects themselves (status withheld): 3
	gc-plan: flows that others need and that are new in the target: 2; create them first (gc-put --stubs), then plan again
	END
	same want err
}

@test "--map: what somebody filled in comes first, and what they left open does not" {
	ref queue q-1 Gone object 1
	ref queue q-2 Sales object 2
	ref acdSkill s-1 Voice object 3
	ref queue q-3 Gone-too object 4
	add_object target queue Q-2 Sales
	add_object target queue Q-9 'Other name'
	open
	sed -e '/"q-1"/s/"to":null/"to":"Q-9"/' -e '/"s-1"/s/missing/ignored/' \
		-e '/"q-2"/s/"to":"Q-2"/"to":"Q-8"/' map >decided
	add_object target queue Q-3 Gone-too
	plan --map decided
	[ "$(of queue q-1)" = '{"name":"Gone","to":"Q-9","to_name":"Other name","status":"mapped"}' ]
	[ "$(of acdSkill s-1 status)" = ignored ]
	[ "$(of queue q-2 to)" = Q-8 ]
	[ "$(of queue q-3 to)" = Q-3 ]
	[ "$(of inboundCallFlow f-1 status)" = new ]
	[ "$(cat err)" = 'gc-plan: queue "Sales" q-2: decided, but the target lists no such id' ]
	run -2 gc-plan --symbolic --map decided refs
	# A slip in an id is told, once for all of them.
	echo '{"kind":"map","from":"platform-1","status":"platform"}' >>decided # decides nothing
	sed -i '/"q-1"/s/"q-1"/"q-1x"/; /"s-1"/s/"s-1"/"s-1x"/' decided
	open --map decided
	[ "$(grep -c 'no flow uses the object of this decision (2 such records)$' err)" -eq 1 ]
}

@test "ids in strings: mapped if an inventory knows them, open if the target lacks them, and else unknown" {
	local a=0a000000-0000-4000-8000-00000000000
	ref '' ${a}1 '' literal
	ref '' ${a}2 '' literal
	ref '' ${a}3 '' literal
	ref '' ${a}4 '' literal
	ref '' ${a}5 '' literal
	ref '' lib-1 Answers unknown
	ref queue q-9 Gone literal
	add_object source queue ${a}1 Sales
	add_object source dataAction custom_-_${a}2 Get
	add_object source queue ${a}3 Gone
	add_object source responseLibrary lib-1 Answers
	add_object target queue 0b000000-0000-4000-8000-000000000001 Sales
	add_object target dataAction custom_-_0b000000-0000-4000-8000-000000000002 Get
	add_object target queue ${a}4 Shared
	add_object target responseLibrary LIB-1 Answers
	open --source source
	[ "$(of queue ${a}1 status to)" = '["mapped","0b000000-0000-4000-8000-000000000001"]' ]
	[ "$(of dataAction ${a}2 status to)" = '["mapped","0b000000-0000-4000-8000-000000000002"]' ]
	[ "$(of queue ${a}3 status)" = missing ] # the source has it
	[ "$(of queue ${a}4 status)" = same ]
	[ "$(of '' ${a}5)" = '{"status":"unknown"}' ]
	[ "$(of responseLibrary lib-1 to)" = LIB-1 ]
	[ "$(of queue q-9)" = '{"name":"Gone","status":"unknown"}' ]
	cat >want <<-END
	gc-plan: queue "Gone" ${a}3: missing in the target; 1 flow needs it
	gc-plan: 2 ids are not in the inventories and stay unchanged (status unknown); to change one, give it a target with --map
	END
	same want err
	plan --source source --ignore "queue/Gone"
	[ -z "$(tail -1 map | jq -r '.type // ""')" ]
}

@test "one record for each id, whatever says it how often: the class that asks for most" {
	ref '' q-1 '' literal
	ref queue q-1 Sales literal
	ref queue q-1 Sales object
	ref queue q-1 Sales object 2
	ref integration '' Web name
	add_object source queue q-1 Sales
	add_object target queue Q-1 Else
	open --source source
	[ "$(jq -r 'select(.from == "q-1") | .status' map)" = missing ]
	[ "$(wc -l <map)" -eq 4 ]
	shuf refs >other
	mv map first
	mv other refs
	open --source source
	same first map
}

@test "the source's inventory knows the present name; the map keeps the one that the flows say" {
	ref queue q-1 'Old name'
	add_object source queue q-1 'New name'
	add_object target queue Q-1 'New name'
	add_object target queue Q-2 'Old name'
	plan --source source
	[ "$(of queue q-1)" = '{"name":"Old name","to":"Q-1","to_name":"New name","status":"mapped"}' ]
}

@test "--rename: names as they are, comments, also of divisions, categories and the flow itself" {
	ref queue q-1 'Sales '
	ref queue q-2 '#1'
	ref queue q-3 Sales
	ref inboundCallFlow f-1 'Flow 1' own
	ref dataAction a-1 Get
	add_object source queue q-3 Sales '"division":{"id":"d","name":"Home"}'
	add_object source dataAction a-1 Get '"category":"Web"'
	add_object target queue Q-1 'Verkauf '
	add_object target queue Q-2 'Nr. 1'
	add_object target queue Q-3 Sales '"division":{"id":"D","name":"Heim"}'
	add_object target queue Q-4 Sales '"division":{"id":"E","name":"Home"}'
	add_object target dataAction A-1 Get '"category":"Netz"'
	add_object target dataAction A-2 Get '"category":"Web"'
	printf '# type\tname\tthere\n\nqueue\tSales \tVerkauf \r\nqueue\t#1\tNr. 1\ndivision\tHome\tHeim\nintegration\tWeb\tNetz\ninboundCallFlow\tFlow 1\tFluss 1\nqueue\tNobody\tNiemand\nqueue\tNobody\tNiemand\n' >names
	plan --source source --rename names
	[ "$(of queue q-1 to)" = Q-1 ]
	[ "$(of queue q-2 to_name)" = 'Nr. 1' ]
	[ "$(of queue q-3 to)" = Q-3 ]
	[ "$(of dataAction a-1 to_category)" = Netz ]
	[ "$(of inboundCallFlow f-1 status to_name)" = '["new","Fluss 1"]' ]
	[ "$(cat err)" = 'gc-plan: names:8: no flow uses this object' ]
}

@test "--rename by pattern: exact names win, unused rules are reported, also of look-ups" {
	ref queue q-1 DEV_Sales
	ref queue q-2 DEV_Support
	ref queue q-3 'DEV_*'
	ref inboundCallFlow f-1 'Flow 1' own
	add_object target queue Q-1 Verkauf
	add_object target queue Q-2 PROD_Support
	add_object target queue Q-3 'PROD_*'
	printf '%s\t%s\t%s\n' queue 'DEV_*' 'PROD_*' queue DEV_Sales Verkauf queue 'DEV_\*' 'PROD_\*' \
		inboundCallFlow 'F*1' '*' queue 'TEST_*' 'PROD_*' >names
	plan --rename names
	[ "$(of queue q-1 to)" = Q-1 ]
	[ "$(of queue q-2 to)" = Q-2 ]
	[ "$(of queue q-3 to)" = Q-3 ]
	[ "$(of inboundCallFlow f-1 status to_name)" = '["new","low "]' ]
	[ "$(cat err)" = 'gc-plan: names:5: no flow uses an object of type queue with the name "TEST_*"' ]
}

@test "--rename within one org: another object takes the place of the same" {
	ref queue q-1 Sales
	add_object target queue q-1 Sales
	add_object target queue q-2 Support
	printf 'queue\tSales\tSupport\n' >names
	plan --rename names
	[ "$(of queue q-1 status to)" = '["mapped","q-2"]' ]
}

@test "a file of renames that is none: status 2, the line named" {
	: >refs
	add_object target queue q-1 Sales
	local text
	for text in 'queue\tSales' 'queue Sales Verkauf' 'queue\tSales\t' '\tSales\tx' 'queue\tA\tB\tC'; do
		printf '# x\n%b\n' "$text" >names
		run -2 gc-plan --target target --rename names refs
		[ "$output" = 'gc-plan: names:2: not a type, a name and another name between tabs' ]
	done
	printf 'queue\tA\tB\nqueue\tA\tC\n' >names
	run -2 gc-plan --target target --rename names refs
	[ "$output" = 'gc-plan: names:2: another name than in line 1' ]
	for text in 'queue\tA*\tB' 'queue\tA\tB*' 'queue\t*A*\t*B*' 'queue\tA*\tB\\*'; do
		printf '%b\n' "$text" >names
		run -2 gc-plan --target target --rename names refs
		[ "$output" = 'gc-plan: names:1: a pattern has one * in each name; write \* for a star in a name' ]
	done
	run -74 gc-plan --target target --rename nowhere refs
}

@test "divisions that are not listed are known by their objects" {
	ref division d-1 Home own
	ref division d-2 Away own 2
	add_object target queue Q-1 x '"division":{"id":"D-1","name":"Home"}'
	open
	[ "$(of division d-1 status to)" = '["mapped","D-1"]' ]
	[ "$(of division d-2 status)" = missing ]
	add_object target division D-2 Away
	add_object target division d-1 Main
	plan
	[ "$(of division d-1 status to_name)" = '["same","Main"]' ]
	[ "$(of division d-2 to)" = D-2 ]
}

@test "--symbolic: no two objects have one symbol, and both orgs have the same" {
	ref queue q-1 'Sales/EU 100%'
	ref queue q-2 'Sales/EU@100'
	ref queue q-3 'Größe'
	ref queue q-4 Twin
	ref queue q-5 Twin
	ref queue q-6 Twin2
	ref queue q-7 Twin2
	ref nluDomain n-1 '' own
	ref division d-1 Home own
	ref '' lit-1 '' literal
	ref user u-1 ''
	add_object source queue q-4 Twin '"division":{"id":"d","name":"Home"}'
	add_object source queue q-5 Twin '"division":{"id":"e","name":"Away"}'
	gc-plan --symbolic --source source refs >map
	jq -r '[.from, .to // .status] | @tsv' map | sort >got
	sort >want <<-'END'
	d-1	gc:division/Home
	f-1	gc:inboundCallFlow/Flow%201
	lit-1	unknown
	n-1	gc:nluDomain/Flow%201
	o-1	gc:organization
	q-1	gc:queue/Sales%2FEU%20100%25
	q-2	gc:queue/Sales%2FEU%40100
	q-3	gc:queue/Größe
	q-4	gc:queue/Twin@Home
	q-5	gc:queue/Twin@Away
	q-6	gc:queue/Twin2@@q-6
	q-7	gc:queue/Twin2@@q-7
	u-1	unknown
	END
	same want got
}

@test "other kinds are skipped; an input of nothing else is reported" {
	echo '{"kind":"flow","id":"x"}' >refs
	cp refs target
	plan
	[ ! -s map ]
	[[ $(cat err) == 'gc-plan: no ref records among 1; '* ]]
	printf '{"kind":"ref","id":"x"}\n' >refs
	run -65 gc-plan --target target refs
	[ "$output" = 'gc-plan: refs:1: a ref record without a class' ]
}

@test "an inventory of two orgs is refused; one of nobody leaves the org open" {
	ref queue q-1 Sales
	add_object target queue Q-1 Sales
	add_object other queue Q-2 Sales
	cat target other >both
	run -65 gc-plan --target both refs
	[ "$output" = 'gc-plan: both: has records of more than one org' ]
	sed 's/"org":"[^"]*",//' target >both
	gc-plan --target both -q refs >map
	[ "$(of organization o-1)" = '{"status":"unknown"}' ]
}

@test "usage: a target or symbols, and stdin once" {
	: >target
	run -2 gc-plan </dev/null
	run -2 gc-plan --target target --symbolic </dev/null
	run -2 gc-plan --target - </dev/null
	run -2 gc-plan --target - --source - target </dev/null
	ref queue q-1 Sales
	add_object target queue Q-1 Sales
	gc-plan --target - refs <target >one
	gc-plan --target target - <refs >two
	same one two
}

# bats test_tags=long
@test "real flows: what the target lacks is missing, all else is mapped, and the flows follow" {
	need_corpus
	local f n=0
	for f in "$CORPUS"/json/*.json; do
		n=$((n + 1))
		printf '{"kind":"flow","org":"here","id":"f-%s","name":"Flow %s","type":"WORKFLOW","configuration":' $n $n
		tr -d '\n' <"$f"
		printf '}\n'
	done >flows
	gc-refs flows >refs
	jq -c '.configuration.manifest | to_entries[] | .key as $type | .value[] |
		{kind: "object", org: "here", type: $type, id, name}' flows | sort -u |
		jq -sc 'unique_by([.type, .id]) | map(select([.type] | inside(["language", "systemPrompt",
			"ttsEngine", "ttsVoice", "nluDomain", "bridgeAction"]) | not))[]' >source
	# The target lacks each fifth of them; two that share a name are told apart by nothing.
	jq -sc 'to_entries[] | select(.key % 5 != 0) | .value | .org = "there" |
		.id = (.id | sub("[0-9a-f]{2}(?<rest>[0-9a-f]{6}-[0-9a-f-]{27})$"; "0b\(.rest)"))' source >target
	open --source source
	jq -sc 'group_by([.type, .name])[] | if length > 1 then .[] | .status = "ambiguous" else .[] end' source |
		jq -r --slurpfile target target '[.type, .name] as $key | [.type, .id, (.status //
			if any($target[]; [.type, .name] == $key) then "mapped" else "missing" end)] | @tsv' |
		sort >want
	jq -r 'select([.status] | inside(["mapped", "missing", "ambiguous"])) |
		select(.type != "organization") | [.type, .from, .status] | @tsv' map | sort >got
	# Namesakes are missing if the target has none of them.
	awk -F'\t' 'NR == FNR { is[$1, $2] = $3; next } { print $1 "\t" $2 "\t" ($3 == "ambiguous" && is[$1, $2] == "missing" ? "missing" : $3) }' got want >want.new
	same want.new got
	gc-remap map flows >there 2>err || [ $? -eq 1 ]
	[ "$(grep -c withheld: err)" -gt 5 ]
	[ -s there ]
}

# told MAP GOT WANT - what differs in these flows, leaf by leaf, is an id that the map calls unknown or ignored.
told() {
	jq -nc --slurpfile map "$1" --slurpfile got "$2" --slurpfile want "$3" '
		($map | map(select([.status] | inside(["unknown", "ignored"])).from)) as $unknown |
		range(0; $got | length) as $i | $want[$i] as $other | $got[$i] |
		paths(scalars) as $path | getpath($path) as $value |
		select($value != ($other | getpath($path))) |
		select(any($unknown[]; . as $id | $value | contains($id)) | not) | [$path, $value]' >untold
	[ ! -s untold ] || { head -3 untold; return 1; }
}

@test "two orgs of gc-sim: the flows of the one become the other's, except for what is reported" {
	local org
	for org in A B; do
		gc-sim --seed 5 --dump --flows 20 --org $org | gc-strip --for=diff >flows.$org
		gc-sim --seed 5 --dump-objects --flows 20 --org $org | cat - flows.$org >all.$org
		gc-refs flows.$org >refs.$org
	done
	gc-plan --target all.B --source all.A refs.A >map 2>err
	gc-remap map flows.A >got
	run -1 cmp -s flows.A got
	told map got flows.B
	gc-remap --reverse map got >back
	same flows.A back
	for org in A B; do
		gc-plan --symbolic --source all.$org refs.$org >map.$org
		gc-remap map.$org flows.$org >symbolic.$org
	done
	told map.A symbolic.A symbolic.B
	[ "$(jq -r .org symbolic.A | uniq)" = gc:organization ]
}

@test "--symbolic with --rename: the flows of both orgs have the name of the target" {
	printf 'queue\tSales\tSales EU\n' >renames
	echo '{"kind":"ref","org":"o","flow":{"id":"f","name":"F","type":"WORKFLOW"},"type":"queue","id":"q1","name":"Sales","class":"object","source":"manifest","count":1,"at":[]}' >refs
	gc-plan --symbolic --rename renames refs >map
	[ "$(jq -r 'select(.type == "queue") | .to + "|" + .to_name' map)" = "gc:queue/Sales%20EU|Sales EU" ]
}

@test "--symbolic with --rename: namesakes are told apart by the target's division and category" {
	ref queue q-1 Q
	ref queue q-2 Q
	ref queue q-3 Q
	ref queue q-4 Old
	ref queue q-5 New
	add_object source queue q-1 Q '"division":{"id":"d","name":"Sales"}'
	add_object source queue q-2 Q '"division":{"id":"e","name":"Home"}'
	add_object source queue q-3 Q '"division":{"id":"f","name":"Vertrieb 2"}'
	add_object source queue q-4 Old '"division":{"id":"e","name":"Home"}'
	add_object source queue q-5 New '"division":{"id":"f","name":"Else"}'
	printf '%s\t%s\t%s\n' division Sales Vertrieb queue Old New division Nobody None >renames
	run -0 --separate-stderr gc-plan --symbolic --source source --rename renames refs
	jq -r 'select(.type == "queue") | .from + " " + .to' <<<"$output" >got
	# what a new name makes namesakes is told apart, too
	printf '%s\n' "q-5 gc:queue/New@Else" "q-4 gc:queue/New@Home" "q-2 gc:queue/Q@Home" \
		"q-1 gc:queue/Q@Vertrieb" "q-3 gc:queue/Q@Vertrieb%202" | sort >want
	same want <(sort got)
	[ "$stderr" = "gc-plan: renames:3: no flow uses this object" ]
	# two divisions that become one tell nothing apart any more
	printf 'division\tHome\tVertrieb\n' >>renames
	gc-plan -q --symbolic --source source --rename renames refs >map
	[ "$(jq -r 'select(.from == "q-1" or .from == "q-2").to' map | sort | xargs)" = \
		"gc:queue/Q@@q-1 gc:queue/Q@@q-2" ]
}

@test "the Default In-Queue Flow is no question: it stays as it is, by symbols too" {
	local default=037f2416-0bfc-4172-afe1-18a8989cae7e
	ref inqueueCallFlow $default 'Default In-Queue Flow' platform
	add_object target queue q-1 Q
	run -0 gc-plan -q --target target refs
	[ "$(jq -r --arg id $default 'select(.from == $id) | .status + (.to // "")' <<<"$output")" = platform ]
	run -0 gc-plan -q --symbolic refs
	[ "$(jq -r --arg id $default 'select(.from == $id) | .status + (.to // "")' <<<"$output")" = platform ]
}

@test "what only values that are out of service refer to is mapped if it is known, and not missing" {
	local id
	for id in q-1 q-9; do
		printf '{"kind":"ref","flow":{"type":"BOT","id":"f","name":"F"},"type":"queue","id":"%s","name":"N %s","class":"unknown","source":"body","outOfService":true}\n' $id $id >>refs
	done
	add_object target queue q-1 'N q-1'
	add_object target botFlow f F
	run -0 gc-plan -q --target target refs
	[ "$(jq -r 'select(.type == "queue") | .from + " " + .status' <<<"$output" | paste -sd,)" = 'q-1 same,q-9 unknown' ]
	sed -i 's/,"outOfService":true//' refs
	run -1 gc-plan -q --target target refs
	[ "$(jq -r 'select(.from == "q-9").status' <<<"$output")" = missing ]
}

# lookup TYPE NAME [FLOW] - a ref record of a look-up by name.
lookup() {
	printf '{"kind":"ref","flow":{"type":"INBOUNDCALL","id":"%s","name":"%s"},"type":"%s","name":"%s","class":"name","source":"body"}\n' \
		"${3-f-1}" "${3-f-1}" "$1" "$2" >>refs
}

@test "what flows look up by name has a record without from, one for each name" {
	add_object target queue q1 Sales
	add_object target inboundCallFlow f-1 f-1
	add_object target inboundCallFlow f-2 f-2
	echo '{"kind":"object","type":"user","id":"u1","name":"Bea","email":"bea@example.com"}' >>target
	lookup queue Sales
	lookup queue Overflow
	lookup queue Overflow f-2
	lookup user BEA@example.com
	echo '{"kind":"ref","type":"queue","name":"Other","class":"name","source":"manifest"}' >>refs
	echo '{"kind":"ref","type":"integration","name":"Web","class":"name","source":"body"}' >>refs
	run -1 --separate-stderr gc-plan --target target refs
	jq -c 'select(.from == null)' <<<"$output" >got
	diff got - <<-'END'
		{"kind":"map","type":"queue","name":"Overflow","to":null,"to_name":null,"status":"missing"}
		{"kind":"map","type":"queue","name":"Sales","to":"q1","to_name":"Sales","status":"mapped"}
		{"kind":"map","type":"user","name":"BEA@example.com","to_name":"BEA@example.com","status":"mapped"}
	END
	[ "$stderr" = 'gc-plan: queue "Overflow", looked up by name: missing in the target; 2 flows need it' ]
}

@test "a looked-up name with another one in the target: --rename, --map, and --symbolic" {
	add_object target queue q1 'Sales EU'
	lookup queue Sales
	printf 'queue\tSales\tSales EU\n' >rename
	run -0 --separate-stderr gc-plan --target target --rename rename refs
	[ "$stderr" = "" ]
	[ "$(jq -c 'select(.from == null) | [.to, .to_name, .status]' <<<"$output")" = '["q1","Sales EU","mapped"]' ]
	for filled in '"to_name":"Sales EU","status":"missing"' '"to":"q1","status":"missing"' \
		'"from":"q-9","to":"q1","status":"mapped"'; do
		echo "{\"kind\":\"map\",\"type\":\"queue\",\"name\":\"Sales\",$filled}" >decided
		run -0 --separate-stderr gc-plan --target target --map decided refs
		[ "$(jq -c 'select(.from == null) | [.to, .to_name, .status]' <<<"$output")" = '["q1","Sales EU","mapped"]' ]
	done
	echo '{"kind":"map","type":"queue","name":"Sales","status":"ignored"}' >decided
	run -0 --separate-stderr gc-plan --target target --map decided refs
	[ "$(jq -c 'select(.from == null) | [.to, .to_name, .status]' <<<"$output")" = '[null,null,"ignored"]' ]
	echo '{"kind":"map","type":"queue","name":"Sales","to_name":"Sales US","status":"missing"}' >decided
	run -1 gc-plan -q --target target --map decided refs
	[ "$(jq -r 'select(.from == null).status' <<<"$output")" = missing ]
	# Names are what two orgs share: only another one is worth a record.
	run -0 gc-plan -q --symbolic refs
	[ -z "$(jq -c 'select(.from == null)' <<<"$output")" ]
	run -0 gc-plan -q --symbolic --rename rename refs
	[ "$(jq -c 'select(.from == null) | [.name, .to_name, .to]' <<<"$output")" = '["Sales","Sales EU",null]' ]
}

@test "a new flow that looks up what is missing is withheld" {
	add_object target queue q1 Sales
	lookup queue Overflow
	lookup queue Sales f-2
	run -1 gc-plan -q --target target refs
	[ "$(jq -r 'select(.type == "inboundCallFlow") | .from + " " + .status' <<<"$output" | xargs)" = \
		"f-1 withheld f-2 new" ]
}

# table - the rows of the file `table` without its header, tabs as "|".
table() { sed 1d table | tr '\t' '|'; }

# decide FROM TEXT - in `table`, fill in the decision of the row with this id (or name, without an id).
decide() { awk -F'\t' -v OFS='\t' -v from="$1" -v text="$2" '$3 == from || ($3 == "" && $2 == from) { $6 = text } 1' table >table.new && mv table.new table; }

@test "--decisions: a table of undecided objects, which --map reads back; decided rows stay" {
	ref queue q-1 Sales
	ref queue q-2 $'Tab\\there'
	ref dataAction custom_-_0a000000-0000-4000-8000-000000000001 Get
	ref acdSkill s-1 '\"Voice\"' object 2
	ref acdSkill s-2 Gone object 2
	ref queue q-3 Fine
	lookup queue Overflow
	add_object target queue Q-1 Sales '"division":{"id":"D-1","name":"Home"}'
	add_object target queue Q-2 Sales '"division":{"id":"D-2","name":"Away"}'
	add_object target queue Q-3 Fine
	add_object target queue Q-4 Other
	add_object target acdSkill S-1 '\"voice\"'
	add_object target dataAction custom_-_0b000000-0000-4000-8000-000000000001 GET '"category":"Web"'
	open --decisions table
	[ "$(head -1 table | tr '\t' '|')" = 'type|name|id|what is wrong|candidates|decision' ]
	cat >want <<-'END'
	acdSkill|"""Voice"""|s-1|missing in the target; 1 flow needs it|S-1 ""voice""|
	acdSkill|Gone|s-2|missing in the target; 1 flow needs it||
	dataAction|Get|custom_-_0a000000-0000-4000-8000-000000000001|missing in the target; 1 flow needs it|custom_-_0b000000-0000-4000-8000-000000000001 "GET" (Web)|
	queue|Overflow||looked up by name: missing in the target; 1 flow needs it||
	queue|Sales|q-1|ambiguous, 2 could be meant; 1 flow needs it|Q-1 (Home); Q-2 (Away)|
	queue|Tab\there|q-2|missing in the target; 1 flow needs it||
	END
	table >got
	same want got
	# an empty table decides nothing
	cp table before
	open --map table --decisions table
	same before table
	decide s-1 '"""voice"""'
	decide s-2 ignore
	decide custom_-_0a000000-0000-4000-8000-000000000001 0b000000-0000-4000-8000-000000000001
	decide Overflow Other
	decide q-1 Q-2
	decide q-2 Q-4
	plan --map table --decisions table
	[ "$(jq -r 'select(.type | IN("queue", "acdSkill", "dataAction")) | [.from, .to, .to_name, .status] | join("|")' map)" = 's-1|S-1|"voice"|mapped
s-2|||ignored
custom_-_0a000000-0000-4000-8000-000000000001|custom_-_0b000000-0000-4000-8000-000000000001|GET|mapped
q-3|Q-3|Fine|mapped
|Q-4|Other|mapped
q-1|Q-2|Sales|mapped
q-2|Q-4|Other|mapped' ]
	[ ! -s err ]
	cat >want <<-'END'
	acdSkill|"""Voice"""|s-1|decided: ""voice""; 1 flow needs it||"""voice"""
	acdSkill|Gone|s-2|decided: it stays as it is; 1 flow needs it||ignore
	dataAction|Get|custom_-_0a000000-0000-4000-8000-000000000001|decided: "GET"; 1 flow needs it||0b000000-0000-4000-8000-000000000001
	queue|Overflow||decided: "Other"; 1 flow needs it||Other
	queue|Sales|q-1|decided: "Sales"; 1 flow needs it||Q-2
	queue|Tab\there|q-2|decided: "Other"; 1 flow needs it||Q-4
	END
	table >got
	same want got
	# the same table again, and what is taken back is open again
	cp table before
	plan --map table --decisions table
	same before table
	decide q-1 ''
	open --map table --decisions table
	[[ $(table) == *'|q-1|ambiguous, 2 could be meant; 1 flow needs it|Q-1 (Home); Q-2 (Away)|'$'\n'* ]]
	# a flow that is not there this time takes no decision away
	mv refs all
	grep -v '"q-2"' all >refs
	open --map table --decisions table
	[[ $(table) == *'queue|Tab\there|q-2|no flow uses it||Q-4' ]]
	grep -q 'table:7: no flow uses the object of this decision (1 such record)' err
	mv all refs
	open --map table --decisions table
	[[ $(table) == *'queue|Tab\there|q-2|decided: "Other"; 1 flow needs it||Q-4' ]]
	run -2 gc-plan --symbolic --decisions table refs
	run -74 gc-plan -q --target target --decisions none/table refs
}

@test "tables for a spreadsheet: a name is no formula there, and comes back as it is" {
	local n=0 name names=('=1+1' -1 +1 '@SUM' "'=x" "''" "'" 'a=1')
	for name in "${names[@]}"; do
		n=$((n + 1))
		ref queue "q-$n" "$name"
		add_object target queue "Q-$n" "$name there"
	done
	lookup queue =1+1
	open --decisions table --by-hand by-hand
	cut -f 2 table | sed 1d | LC_ALL=C sort -u >got
	printf "%s\n" "'" "''" "''=x" "'+1" "'-1" "'=1+1" "'@SUM" a=1 | LC_ALL=C sort >want
	same want got
	run -1 grep -E $'(^|\t)[=+@-]' table by-hand
	# the lines without ids decide by name, and so do names of the target
	awk -F '\t' -v OFS='\t' 'NR > 1 { $3 = ""; $6 = $2 " there" } 1' table | awk '!seen[$0]++' >decided
	plan --map decided --decisions again
	[ "$(jq -r 'select(.type == "queue" and .from) | .from | ascii_upcase' map)" = "$(jq -r 'select(.type == "queue" and .from).to' map)" ]
	run -1 grep -E $'(^|\t)[=+@-]' again
	# what a spreadsheet has made of the apostrophe
	sed "s/\(\t\|^\)'\([=+@-]\)/\1\2/g" decided >bare
	plan --map bare
	[ "$(jq -r 'select(.type == "queue" and .from) | .from | ascii_upcase' map)" = "$(jq -r 'select(.type == "queue" and .from).to' map)" ]
	: >none
	broken --target none --format csv
	run -1 grep -E '(^|,)"?[=+@-]' got
	grep -qF ",queue,'=1+1,q-1," got
}

@test "--map: a table as people and spreadsheets write it, next to map records" {
	ref queue q-1 Sales
	ref queue q-2 Sales object 2
	ref queue q-3 Else
	ref acdSkill s-1 Voice
	ref division d-1 Home own
	ref image 0c000000-0000-4000-8000-000000000001 Logo
	lookup queue Sales
	add_object target queue Q-1 'Sales, EU' '"division":{"id":"D-1","name":"Heim"}'
	add_object target acdSkill S-1 Stimme
	open
	jq -c 'select(.from == "s-1") | .to = "S-1"' map >decided.ndjson
	# columns in another order, a name for all objects of it, quotes, CRLF, comments, a cell less
	printf '\xef\xbb\xbfdecision\tname\ttype\tid\r\n# mine\r\n\r\n"Sales, EU"\tSales\tqueue\r\nignore\tElse\tqueue\tq-3\r\nHeim\t\tdivision\td-1\r\n0D000000-0000-4000-8000-000000000001\tLogo\timage\r\n' >decided.tsv
	plan --map decided.tsv --map decided.ndjson --decisions table
	[ "$(jq -r '[.type, .from, .to, .status] | join("|")' map)" = 'organization|o-1|org-of-target|mapped
acdSkill|s-1|S-1|mapped
division|d-1|D-1|mapped
image|0c000000-0000-4000-8000-000000000001|0D000000-0000-4000-8000-000000000001|mapped
inboundCallFlow|f-1||new
inboundCallFlow|f-2||new
queue|q-3||ignored
queue||Q-1|mapped
queue|q-1|Q-1|mapped
queue|q-2|Q-1|mapped' ]
	[ ! -s err ]
	# what map records decided is in the table, too
	[ "$(table | cut -d'|' -f3,6 | xargs)" = 's-1|S-1 d-1|Heim 0c000000-0000-4000-8000-000000000001|0D000000-0000-4000-8000-000000000001 q-3|ignore |Sales, EU q-1|Sales, EU q-2|Sales, EU' ]
	plan --map table
}

@test "--map: a decision that cannot be meant is 2, with file and line" {
	ref queue q-1 Sales
	add_object target queue Q-1 Twin
	add_object target queue Q-2 Twin
	add_object target user U-1 Kim
	# wrong CELLS MESSAGE - under a good header
	wrong() {
		printf 'type\tname\tid\tdecision\n%b\n' "$1" >table
		run -2 gc-plan --target target --map table refs
		[ "$output" = "gc-plan: table:$2" ] || { echo "$output"; return 1; }
	}
	wrong 'queue\tSales\tq-1\tQ-9' '2: no queue in the target has the id or the name "Q-9"; write an id, a name, or ignore'
	wrong '\nqueue\tSales\tq-1\tKim' '3: no queue in the target has the id or the name "Kim"; write an id, a name, or ignore'
	wrong 'queue\tSales\tq-1\tTwin' '2: 2 objects of the type queue in the target have the name "Twin"; write the id of one of them: Q-1, Q-2'
	wrong 'queue\t\t\tQ-1' '2: a decision without a type, or without a name or id'
	wrong '\tSales\tq-1\tQ-1' '2: a decision without a type, or without a name or id'
	wrong 'queue\tSales\tq-1\tQ-1\tmore' '2: more cells than the header has'
	wrong 'queue\tSales\tq-1\tQ-1\nqueue\tSales\tq-1\tQ-2' ' lines 2 and 3: "q-1" is mapped to two ids'
	wrong 'queue\tSales\tq-1\tQ-1\nqueue\tSales\tq-1\tignore' ' lines 2 and 3: "q-1" is mapped to two ids'
	wrong 'queue\tSales\t\tQ-1\nqueue\tSales\t\tignore' ' lines 2 and 3: "Sales" becomes two names'
	printf '{"kind":"map","type":"queue","name":"Sales","from":"q-1","to":"Q-2","status":"missing"}\n' >records
	printf 'type\tid\tdecision\nqueue\tq-1\tQ-1\n' >table
	run -2 gc-plan --target target --map records --map table refs
	[ "$output" = 'gc-plan: records:1 and table:2: "q-1" is mapped to two ids' ]
	printf 'type\tid\tdecisoin\n' >table
	run -2 gc-plan --target target --map table refs
	[ "$output" = 'gc-plan: table:1: "decisoin" is not a column of decisions; the header is type, name, id, what is wrong, candidates, decision, between tabs' ]
	printf 'type\tid\tid\n' >table
	run -2 gc-plan --target target --map table refs
	for columns in 'type\tid' 'id\tdecision' 'type\tdecision'; do
		printf "\n$columns\n" >table
		run -2 gc-plan --target target --map table refs
		[ "$output" = 'gc-plan: table:2: the columns type, decision, and name or id are required' ]
	done
}

# broken [options] - gc-plan in this mode, in `got`; messages in `err`; it must find something.
broken() {
	local status=0
	gc-plan "$@" refs >got 2>err || status=$?
	[ "$status" -eq 1 ]
}

@test "--broken: why each flow is broken, also because of another one; gc-remap withholds the same" {
	local gone=0c000000-0000-4000-8000-000000000009
	ref queue q-1 Gone object 1
	ref queue q-2 Twin object 1
	ref inboundCallFlow f-1 'Flow 1' object 2
	ref inboundCallFlow f-2 'Flow 2' object 3
	ref inboundCallFlow f-5 'Flow 5' object 4
	ref queue q-3 Fine object 5
	ref inboundCallFlow f-1 'Flow 1' object 6
	ref '' $gone '' literal 7
	ref inboundCallFlow f-8 'Flow 8' own 8
	add_object target queue Q-2 Twin
	add_object target queue Q-4 Twin
	add_object target queue Q-3 Fine
	add_object target inboundCallFlow F-6 'Flow 6'
	add_object target inboundCallFlow F-8 'Flow 8'
	add_object target inboundCallFlow F-9 'Flow 8'
	add_object source queue $gone Night
	open --source source --broken broken
	cat >want <<-END
	f-1 queue q-1 missing missing in the target
	f-1 queue q-2 ambiguous ambiguous, 2 could be meant: Q-2, Q-4
	f-2 inboundCallFlow f-1 withheld broken itself
	f-3 inboundCallFlow f-2 withheld broken itself
	f-6 inboundCallFlow f-1 withheld broken itself
	f-7 queue $gone missing missing in the target
	f-8 inboundCallFlow f-8 ambiguous ambiguous, 2 could be meant: F-8, F-9
	END
	jq -r '"\(.flow.id) \(.type) \(.id) \(.status) \(.reason)"' broken >got
	same want got
	[ "$(head -1 broken)" = '{"kind":"ref","org":"o-1","flow":{"id":"f-1","name":"Flow 1","type":"INBOUNDCALL"},"type":"queue","id":"q-1","name":"Gone","class":"object","status":"missing","reason":"missing in the target","count":1,"at":["/x"]}' ]
	[ "$(jq -r 'select(.from == "f-6").status' map)" = mapped ]
	broken --target target --source source --format ndjson
	same broken got
	[ "$(tail -1 err)" = 'gc-plan: 7 broken references in 6 of 8 flows' ]
	run -2 gc-plan --symbolic --broken x refs
	run -2 gc-plan --format text refs
}

@test "--format: aligned text, tables, annotations and a report that are what they claim to be" {
	ref queue q-1 'Gone, \"old\"' object 1
	ref acdSkill s-1 $'Tab\\tü<&>\\u0001' object 1
	ref queue q-2 Fine object 2
	sed -i '1s/"count"/"file":"flows\/a,b.yaml","line":[17,20],"count"/' refs
	add_object target queue Q-2 Fine
	add_object target acdSkill S-1 Other
	echo '{"kind":"flow","name":"Lonely","type":"WORKFLOW"}' >>refs
	broken --target target --format text
	cat >want <<-'END'
	INBOUNDCALL "Flow 1" f-1
	  queue     "Gone, "old""  missing in the target  (flows/a,b.yaml:17)
	  acdSkill  "Tab?ü<&>?"    missing in the target
	END
	same want got
	broken --target target --format tsv
	[ "$(sed -n 1p got | tr '\t' '|')" = 'flow type|flow name|flow id|type|name|id|status|reason|at' ]
	[ "$(sed -n 3p got | cut -f5)" = $'Tab\\tü<&>\x01' ]
	broken --target target --format csv
	[ "$(sed -n 2p got)" = 'INBOUNDCALL,Flow 1,f-1,queue,"Gone, ""old""",q-1,missing,missing in the target,"[""/x""]"' ]
	broken --target target --format github
	[ "$(sed -n 1p got)" = '::error file=flows/a%2Cb.yaml,line=17,title=Broken reference::INBOUNDCALL "Flow 1": queue "Gone, "old"": missing in the target' ]
	broken --target target --format junit
	if command -v xmllint >/dev/null; then xmllint --noout got; fi
	if command -v python3 >/dev/null; then
		python3 - got <<-'END'
		import sys, xml.dom.minidom
		d = xml.dom.minidom.parse(sys.argv[1])
		cases = [(c.getAttribute("name"), len(c.getElementsByTagName("failure"))) for c in d.getElementsByTagName("testcase")]
		assert cases == [("Flow 1", 1), ("Flow 2", 0), ("Lonely", 0)], cases
		END
	fi
	# nothing is broken: empty, or a header
	grep -v -e q-1 -e s-1 refs >some
	mv some refs
	for format in text ndjson github; do
		run -0 gc-plan --target target --format $format refs
		[ -z "$output" ]
	done
}

@test "--source alone checks by id, and with both the source's orphans are notes" {
	ref queue q-1 Sales
	ref queue q-2 Other
	add_object source queue q-9 Sales
	add_object source queue q-2 Other
	broken --source source --format ndjson
	[ "$(jq -c '[.id, .reason]' got)" = '["q-1","not in the org; nearly: \"Sales\""]' ]
	add_object target queue Q-1 Sales
	add_object target queue Q-2 Other
	sed -i '/q-9/d' source
	run -0 --separate-stderr gc-plan --source source --target target --format text refs
	[ -z "$output" ]
	[ "$stderr" = 'gc-plan: note: queue "Sales" q-1: not in the source org; 1 flow uses it' ]
}

@test "what is kept of an inventory makes no difference: the plan is that of all objects" {
	local with n
	gc-sim -q --dump --flows 30 --seed 5 | gc-refs >refs
	gc-sim -q --dump-objects --flows 30 --seed 5 >source
	for n in 5 6; do
		gc-sim -q --dump-objects --flows 25 --seed $n --org T$n | sed 's/"org":"[^"]*"/"org":"t"/' >target$n
	done
	# nearly equal names; objects that a later record renames or moves, and results
	sed 's/"name":"\([A-M]\)/"name":" \1/' target5 >almost
	sed 's/"name":"\([A-M]\)/"name":"New \1/; s/"division":{"id":"./&0/' target5 | cat target5 - >renamed
	cat target6 <(jq -c 'select(.kind == "object") | {kind: "result", org, object: {id, name, type}, action: "create", status: "done"}' target5) >told
	printf 'queue\tSales\tVerkauf\nqueue\tSupport\tSales\n' >names
	: >none
	# with a table of decisions all objects are kept
	# shellcheck disable=SC2086
	for with in "--target target5" "--target almost" "--target renamed" "--target told" \
		"--target target5 --source source" "--target renamed --source renamed" \
		"--target told --source source --rename names"; do
		gc-plan $with --map none refs >want 2>want.err || true
		gc-plan $with refs >got 2>got.err || true
		[ -s got ]
		same want got
	done
	# and of a source that can be read only once
	for n in source renamed; do
		gc-plan --symbolic --source /dev/stdin --rename names refs < <(cat $n) >want 2>want.err || true
		gc-plan --symbolic --source $n --rename names refs >got 2>got.err || true
		[ -s got ]
		same want got
	done
}
