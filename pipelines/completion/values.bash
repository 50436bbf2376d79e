# What the values of options can be, as lines: shared by the completion of all shells.
__gc_tools_values() { # COMMAND OPTION (or "" for an operand) WORDS-OF-A-CHOICE
	case $2 in
	profile | from | to) gc-auth --profiles 2>/dev/null ;;
	with | with-objects) echo all; echo none; __gc_tools_types ;;
	keep-type | orphan-types) __gc_tools_types ;;
	where) __gc_tools_types | sed 's/$/\//' ;;
	name | around) __gc_tools_flows ;;
	'') [ "$1" != gc-list ] || { echo all; __gc_tools_types; } ;;
	esac
	case $3 in *'|'*) printf '%s\n' "$3" | tr '|' '\n' | sed '/[^a-z0-9-]/d' ;; esac
}
__gc_tools_types() { gc-list --list-types 2>/dev/null | sed -n 's/.*"type":"\([^"]*\)".*/\1/p'; }
# The flows of the folder, of the folders in it, and of an inventory next to it.
__gc_tools_flows() {
	local file
	for file in manifest.json */manifest.json; do
		[ ! -f "$file" ] || __gc_tools_names flowName "$file"
	done
	for file in inventory.ndjson */inventory.ndjson; do
		[ ! -f "$file" ] || __gc_tools_names name "$file"
	done
}
# MEMBER FILE: the names, but those with a backslash; of a record the first one, which is its own
__gc_tools_names() {
	awk -v member="$1" 'member == "name" && !/^[{]"kind":"flow"/ { next } {
		n = split($0, part, "\"" member "\" *: *\"")
		for (i = 2; i <= (member == "name" && n > 2 ? 2 : n); i++) {
			split(part[i], name, "\"")
			if (name[1] != "" && name[1] !~ /\\/) print name[1]
		} }' "$2"
}
