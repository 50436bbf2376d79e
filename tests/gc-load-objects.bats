# gc-load-objects.bats - objects from a folder: their rows and their audio from the files next to them.
load helper
load object_files

@test "a single file brings its rows and its audio, from wherever it is called" {
	table t1 Numbers '[{"key":"a","Flag":true}]' >t1
	prompt p1 Hello en-us UklGRg== >p1
	cat t1 p1 | gc-save -q dir
	gc-load dir/dataTable/Numbers.yaml | same t1 -
	gc-load dir/userPrompt/Hello.yaml dir/dataTable/Numbers.yaml | same <(cat p1 t1) -
	(cd dir/dataTable && gc-load Numbers.yaml) | same t1 -
	gc-load "$PWD/dir/userPrompt" | same p1 -
	gc-load dir/userPrompt/../dataTable/Numbers.yaml | same t1 -
	run -3 --separate-stderr gc-load dir/dataTable/Numbers.csv
	[[ $stderr == *"Numbers.csv: the name must end in"*"for a .csv or .wav give the record's file: NAME.yaml"* ]]
}

@test "files that are renamed together still belong together" {
	{ table t1 Numbers '[{"key":"a"}]' && prompt p1 Hello en-us UklGRg==; } >in
	gc-save -q dir in
	(cd dir && mkdir deep && mv dataTable/Numbers.yaml deep/N.yaml && mv dataTable/Numbers.csv deep/N.csv &&
		mv userPrompt/Hello.yaml deep/H.yaml && mv userPrompt/Hello deep/H)
	gc-load dir | sort | same <(sort in) -
}

# breaks LINE CSV-LINE... - the table's CSV with these lines is refused with $1 after its name; the others go on.
breaks() {
	local code=0 want=$1
	shift
	printf '%s\n' "$@" >dir/dataTable/Numbers.csv
	gc-load dir >out 2>err || code=$?
	[ "$code" -eq 3 ] && [ "$(cat err)" = "gc-load: dir/dataTable/Numbers.csv$want" ] && same rest out && return
	echo "status $code, wanted: $want"
	cat err
	return 1
}

@test "a CSV that is wrong: named with file, line and column; the other records go on" {
	skill s1 S >rest
	{ cat rest && table t1 Numbers '[]'; } | gc-save -q dir
	local header=key,Flag,Count,Sum,Text
	breaks ':3: column "Flag": "yes" is neither true nor false' $header 'a,,,,"x"' b,yes,,,
	breaks ':4: column "Count": "1.5" is not an integer, such as 42' $header '"a' 'b",,,,' c,,1.5,,
	breaks ':2: column "Sum": "1,5" is not a number, such as 1.5' "${header//,/;}" 'a;;;1,5;'
	breaks ':1: column "Text" of the table'"'"'s schema is missing; add it (its cells may be empty)' key,Flag,Count,Sum
	breaks ':1: column "Note" is not in the table'"'"'s schema; remove it, or add it to the schema' $header,Note
	breaks ':2: 6 cells, but the first line has 5 names of columns' $header a,,,,x,y
	breaks ':2: 2 cells, but the first line has 5 names of columns' $header a,true
	breaks ':2: column "key": a row needs a key' $header ,,,,x
	breaks ':2: the quotes of this cell are not closed' $header 'a,,,,"x' y
	breaks ':2: column "Text": its cell is not UTF-8; save the file as "CSV UTF-8"' $header $'a,,,,\xe9'
	printf 'k\0e\0y\0' >utf16
	breaks ':1: it is UTF-16, as a redirect of Windows PowerShell writes it; convert it with: iconv -f UTF-16 -t UTF-8' \
		$'\xff\xfek'
}

@test "a CSV that a spreadsheet wrote is read" {
	table t1 Numbers '[{"key":"a","Flag":true,"Count":5,"Text":"1,5"},{"key":"b","Flag":false}]' >in
	gc-save -q dir in
	printf '\xef\xbb\xbfkey;Flag;Count;Sum;Text;;\r\na;TRUE;5;;1,5;;\r\nb;False;;;;;\r\n;;;;;;\r\n' >dir/dataTable/Numbers.csv
	gc-load dir | same in -
	printf 'Text\tSum\tCount\tFlag\tkey\n"1,5"\t\t5\ttrue\ta\n\t\t\tfalse\tb' >dir/dataTable/Numbers.csv
	gc-load dir | jq -cS . | same <(jq -cS . in) -
}

@test "a file next to an object's that is missing, a link, or elsewhere: named, nothing is read there" {
	{ table t1 Numbers '[]' && prompt p1 Hello en-us UklGRg== && skill s1 S; } >in
	gc-save -q dir in
	mv dir/dataTable/Numbers.csv secret
	run -74 --separate-stderr gc-load dir
	[ "$stderr" = 'gc-load: dir/dataTable/Numbers.csv: No such file or directory' ]
	[ "$(jq -r .id <<<"$output" | tr '\n' ' ')" = "s1 p1 " ]
	ln -s ../../secret dir/dataTable/Numbers.csv
	run -74 --separate-stderr gc-load dir
	[ "${#stderr_lines[@]}" -eq 1 ]
	local name
	for name in '"../../secret"' '"/etc/passwd"' '".hidden"' '""' '"a/b"' 5; do
		jq -c --argjson f "$name" '.media[0] |= (del(.base64) | .file = $f)' <<<"$(prompt p1 Hello en-us AA==)" >dir/userPrompt/Hello.json
		run -3 --separate-stderr gc-load dir/userPrompt/Hello.json
		[ "$stderr" = 'gc-load: dir/userPrompt/Hello.json: /media: "file" is not a file'"'"'s name' ]
		[ -z "$output" ]
	done
	run -3 --separate-stderr gc-load <dir/dataTable/Numbers.yaml
	[[ $stderr == *'stdin: the list of rows of this object is a file of its own; give gc-load the file' ]]
}

@test "what gc-toyaml writes of an object has its rows and audio in it, and comes back" {
	{ table t1 Numbers '[{"key":"a","Flag":true,"Sum":1.50}]' && prompt p1 Hello en-us UklGRg== && skill s1 S; } >in
	gc-toyaml in >in.yaml
	grep -q 'base64: UklGRg==' in.yaml || grep -q 'base64: "UklGRg=="' in.yaml
	gc-load <in.yaml | same in -
	gc-load in.yaml | same in -
}

@test "--locate: flows in a folder with objects; the files next to these are not needed" {
	printf '{"kind":"flow","id":"f1","name":"Main","type":"WORKFLOW","configuration":{"manifest":{"queue":[{"id":"q1","name":"Sales"}]},"use":"q1"}}\n' >flow
	{ cat flow && table t1 Numbers '[{"key":"a"}]'; } | gc-save -q dir
	rm dir/dataTable/Numbers.csv
	gc-refs flow >refs
	gc-load --locate refs dir | jq -e '.file == "dir/WORKFLOW/Main.yaml" and .line > 0'
}

@test "--locate: the references of objects, by type and id or name" {
	queue() {
		printf '{"kind":"object","org":"o","type":"queue","id":"%s","name":"%s","configuration":{"id":"%s","queueFlow":{"id":"f1","name":"Wait"}}}\n' "$1" "$2" "$1"
	}
	{ queue q1 Sales && queue q2 Backup && skill q1 Sales; } >in
	gc-save -q dir in
	gc-refs in | grep inqueueCallFlow >refs
	gc-load --locate refs dir | jq -r '"\(.file):\(.line)"' >got
	printf 'dir/queue/%s.yaml:9\n' Sales Backup | same - got
	# without ids, as in files that were written by hand
	sed -i '/^id: /d' dir/queue/Sales.yaml
	sed 's/"object":{"id":"q[12]",/"object":{/' refs >named
	gc-load --locate named dir | jq -r '"\(.file):\(.line)"' >got
	printf 'dir/queue/%s.yaml:%d\n' Sales 8 Backup 9 | same - got
}

@test "a CSV that no record refers to is not passed over in silence" {
	table t1 Numbers '[{"key":"a"}]' | gc-save -q dir
	sed -i '/^rows: csv/d' dir/dataTable/Numbers.yaml
	run -0 --separate-stderr gc-load dir
	[ "$stderr" = 'gc-load: dir/dataTable/Numbers.csv: not read, because "rows" in dir/dataTable/Numbers.yaml is not "csv"' ]
	[ "$(jq -c 'has("rows")' <<<"$output")" = false ]
}

@test "--no-rows, --no-media: without them, and without their files" {
	{ table t1 Numbers '[{"key":"a"}]' && table t2 Inline '[{"key":null}]' && prompt p1 Hello en-us UklGRg== && skill s1 S; } >in
	gc-save -q dir in
	gc-load --no-rows dir | sort | same <(jq -c 'del(.rows)' in | sort) -
	gc-load --no-media dir | sort | same <(jq -c 'del(.media)' in | sort) -
	rm -r dir/dataTable/*.csv dir/userPrompt/Hello
	run -0 --separate-stderr gc-load --no-media --no-rows dir
	[ -z "$stderr" ]
	sort <<<"$output" | same <(jq -c 'del(.rows, .media)' in | sort) -
	gc-load --no-rows <dir/dataTable/Numbers.yaml | jq -e 'has("rows") | not'
	# wherever they stand in the record
	printf '{"rows": [], "kind":"object" , "media":[] }' >x.json
	[ "$(gc-load --no-rows --no-media x.json)" = '{"kind":"object"}' ]
	printf '{"kind":"object","rows":[],"media":[],"z":1}' >x.json
	[ "$(gc-load --no-rows --no-media x.json)" = '{"kind":"object","z":1}' ]
	# several of them at the beginning
	printf '{"rows":[],"media":[],"rows":1,"kind":"object","rows":[],"media":2}' >x.json
	[ "$(gc-load --no-rows --no-media x.json)" = '{"kind":"object"}' ]
}
