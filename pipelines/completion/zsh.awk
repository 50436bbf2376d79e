# zsh.awk - completion for zsh, from the table of options (table.awk)
function quoted(text) {
	gsub(/'/, "'\\''", text)
	gsub(/\[/, "\\[", text)
	gsub(/\]/, "\\]", text)
	gsub(/:/, "\\:", text)
	return text
}
BEGIN {
	while ((getline line <values) > 0) body = body line "\n"
}
{
	if ($1 != command) {
		command = $1
		commands = commands " " command
	}
	# The blank before the function: without it, _arguments puts options of compadd in front of its arguments.
	value = $4 == "" ? "" : ":" quoted($4) ": _gc_tools_value " $1 " " $3 " " ($4 ~ /\|/ ? "\"" $4 "\"" : "\"\"")
	equals = $4 == "" ? "" : "="
	spec[command] = spec[command] sprintf(" \\\n\t\t\t'--%s%s[%s]%s'", $3, equals, quoted($5), value)
	if ($2 != "") spec[command] = spec[command] sprintf(" \\\n\t\t\t'-%s%s[%s]%s'", $2, $4 == "" ? "" : "+", quoted($5), value)
}
END {
	print "#compdef" commands
	print "# zsh completion for gc-tools, generated from the commands' own options"
	print body
	print "_gc_tools_value() {"
	print "\tlocal -a values"
	print "\tvalues=(${(f)\"$(__gc_tools_values \"$@[1,3]\")\"})"
	print "\tif (( $#values )); then compadd -a values; else _files; fi"
	print "}"
	print "_gc_tools() {"
	print "\tcase $service in"
	m = split(commands, list, " ")
	for (i = 1; i <= m; i++)
		printf "\t%s)\n\t\t_arguments -S%s \\\n\t\t\t'*:operand: _gc_tools_value %s \"\" \"\"'\n\t\t;;\n", list[i], spec[list[i]], list[i]
	print "\tesac"
	print "}"
	print "_gc_tools \"$@\""
}
