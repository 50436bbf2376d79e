# table.awk - the options of one command, for completion: from its --help, on standard input, and for a
# pipeline from the line take_options of its script.
#
# awk -f table.awk -v command=gc-list: a line "COMMAND TAB LETTER TAB NAME TAB VALUE TAB HELP" per option.
# VALUE is as in --help: "" for none, NAME, FILE, or the words of a choice (yaml|json).

function option(letter, name, value, help) {
	if (!(name in seen)) {
		seen[name] = ++n
		names[n] = name
	}
	if (letter != "") letters[name] = letter
	if (value != "" && (!(name in values) || values[name] == "")) values[name] = value
	if (help != "" && helps[name] == "") helps[name] = help
}

BEGIN {
	pending = ""
	short["profile"] = "p"
	short["jobs"] = "j"
	short["output"] = "o"
	short["dry-run"] = "n"
	kind["profile"] = "PROFILE"
	kind["jobs"] = "N"
	kind["output"] = "FILE"
}

# What take_options knows: NAME, NAME= or NAME?
/^take_options / { table = 1; sub(/^take_options /, "") }
table {
	line = $0
	last = (line ~ /"/)
	sub(/['"] *"\$.*/, "", line)
	gsub(/['"]/, "", line)
	m = split(line, word, /[ \t]+/)
	for (i = 1; i <= m; i++) {
		if (word[i] !~ /^[a-z][a-z0-9-]*[=?]?$/) continue
		value = word[i] ~ /=$/ ? "VALUE" : ""
		sub(/[=?]$/, "", word[i])
		if (value != "" && word[i] in kind) value = kind[word[i]]
		option("", word[i], value, "")
		if (word[i] in short) letters[word[i]] = short[word[i]]
		if (value == "") values[word[i]] = "" # whatever stands after it in the usage
	}
	if (last) table = 0
	next
}
script { next }
/^#!/ { script = 1; next }

# A help text on the line below a long option.
pending != "" { sub(/^ +/, ""); option("", pending, "", $0); pending = "" }

/^usage:/ { usage = 1 }
/^$/ { usage = 0 }
usage {
	line = $0
	while (match(line, /--[a-z][a-z0-9-]*([ =](\[[=A-Za-z|]*\]|[A-Z][A-Z\/.|a-z,]*|[a-z]+(\|[a-zA-Z,.]+)+))?/)) {
		text = substr(line, RSTART + 2, RLENGTH - 2)
		line = substr(line, RSTART + RLENGTH)
		value = text
		sub(/^[a-z0-9-]*[ =]?/, "", value)
		sub(/[ =].*/, "", text)
		option("", text, value, "")
	}
}
/^  +(-[a-zA-Z], )?--[a-z]/ {
	line = $0
	sub(/^ +/, "", line)
	letter = ""
	if (line ~ /^-[a-zA-Z], /) { letter = substr(line, 2, 1); line = substr(line, 5) }
	match(line, /^--[a-z0-9-]+/)
	name = substr(line, 3, RLENGTH - 2)
	line = substr(line, RLENGTH + 1)
	value = ""
	sub(/^\[=[^]]*\]/, "", line)
	if (match(line, /^[ =][^ ;]+/) && line !~ /^  /) {
		value = substr(line, 2, RLENGTH - 1)
		line = substr(line, RLENGTH + 1)
		sub(/,$/, "", value)
	}
	sub(/^[ ,]+/, "", line)
	option(letter, name, value, line)
	if (line == "") pending = name
}

END {
	for (i = 1; i <= n; i++)
		printf "%s\t%s\t%s\t%s\t%s\n", command, letters[names[i]], names[i], values[names[i]], helps[names[i]]
}
