# fish.awk - completion for fish, from the table of options (table.awk): one file per command
# -v folder=FOLDER
function quoted(text) {
	gsub(/[\\']/, "\\\\&", text)
	return "'" text "'"
}
{
	file = folder "/" $1 ".fish"
	if ($1 != command) {
		if (command != "") close(folder "/" command ".fish")
		command = $1
		print "# fish completion for " $1 ", generated from its own options" >file
		if ($1 == "gc-list")
			print "complete -c gc-list -a " quoted("all (" types ")") >file
	}
	line = "complete -c " $1 " -l " $3
	if ($2 != "") line = line " -s " $2
	if ($4 != "") line = line " -r"
	if ($3 == "profile" || $3 == "from" || $3 == "to") line = line " -a '(gc-auth --profiles 2>/dev/null)'"
	else if ($3 == "with" || $3 == "with-objects") line = line " -a " quoted("all none (" types ")")
	else if ($3 == "name" || $3 == "around") line = line " -a " quoted("(" flows ")")
	else if ($4 ~ /^[a-z0-9-]+(\|[a-z0-9-]+)+$/) {
		gsub(/\|/, " ", $4)
		line = line " -x -a " quoted($4)
	}
	if ($5 != "") line = line " -d " quoted($5)
	print line >file
}
BEGIN {
	types = "gc-list --list-types 2>/dev/null | string replace -rf '.*\"type\":\"([^\"]*)\".*' '$1'"
	# a for loop: elsewhere a pattern that nothing matches is an error
	flows = "for f in manifest.json */manifest.json; test -f $f; and string match -rag '\"flowName\" *: *\"([^\"]*)\"' <$f; end; " \
		"for f in inventory.ndjson */inventory.ndjson; test -f $f; and string match -rg '^{\"kind\":\"flow\".*?\"name\":\"([^\"]*)\"' <$f; end"
}
