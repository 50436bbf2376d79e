# object_files.bash - object records for the tests of gc-save and gc-load.

# skill ID NAME - a record of a name and little else.
skill() {
	json_string "$2"
	printf '{"kind":"object","org":"o1","type":"acdSkill","id":"%s","name":%s,"configuration":{"id":"%s","version":"1.50"}}\n' \
		"$1" "$REPLY" "$1"
}

# table ID NAME [ROWS] - a data table with the columns key, Flag, Count, Sum and Text; no ROWS: without.
table() {
	local column schema='"key":{"title":"Key","type":"string","displayOrder":0}' n=0
	for column in Flag:boolean Count:integer Sum:number Text:string; do
		n=$((n + 1))
		schema+=",\"${column%:*}\":{\"type\":\"${column#*:}\",\"displayOrder\":$n}"
	done
	json_string "$2"
	printf '{"kind":"object","org":"o1","type":"dataTable","id":"%s","name":%s,"division":{"id":"d1","name":"Home"},' \
		"$1" "$REPLY"
	printf '"configuration":{"id":"%s","schema":{"type":"object","required":["key"],"properties":{%s}}}%s}\n' \
		"$1" "$schema" "${3:+,\"rows\":$3}"
}

# prompt ID NAME [LANGUAGE BASE64]... - a prompt with this audio.
prompt() {
	local media= id=$1 name=$2
	shift 2
	while [ $# -gt 0 ]; do
		media+="${media:+,}{\"language\":\"$1\",\"contentType\":\"audio/x-wav\",\"base64\":\"$2\"}"
		shift 2
	done
	json_string "$name"
	printf '{"kind":"object","org":"o1","type":"userPrompt","id":"%s","name":%s,' \
		"$id" "$REPLY"
	printf '"configuration":{"id":"%s","resources":[]},"media":[%s]}\n' "$id" "$media"
}

# action ID NAME HEADERS - a data action with these request headers.
action() {
	printf '{"kind":"object","org":"o1","type":"dataAction","id":"%s","name":"%s","category":"Web","configuration":' "$1" "$2"
	printf '{"id":"%s","config":{"request":{"requestUrlTemplate":"https://x/${input.a}","headers":%s}}}}\n' "$1" "$3"
}

# paths [DIR] - the files of the folder, without the manifest.
paths() { (cd "${1:-dir}" && find . -type f ! -name manifest.json | sed 's,^\./,,' | sort); }

# comes_back FILE [DIR] - what was saved is read back as these records, in any order.
comes_back() {
	gc-load "${2:-dir}" | sort >back
	sort "$1" | same - back
}
