# bash.awk - completion for bash 3.2 and later, from the table of options (table.awk)
# -v values=FILE: values.bash
BEGIN {
	print "# bash completion for gc-tools, generated from the commands' own options"
	print "# shellcheck shell=bash"
	while ((getline line <values) > 0) print line
	print ""
	print "# __gc_tools_option COMMAND OPTION - print the value of this option as --help shows it; false: none"
	print "__gc_tools_option() {"
	print "\tcase $1:$2 in"
}
{
	if ($1 != command) {
		command = $1
		commands = commands " " command
		words[command] = ""
	}
	words[command] = words[command] " --" $3
	if ($2 != "") words[command] = words[command] " -" $2
	if ($4 != "") {
		pattern = $1 ":--" $3
		if ($2 != "") pattern = pattern " | " $1 ":-" $2
		printf "\t%s) echo '%s %s' ;;\n", pattern, $3, $4
	}
}
END {
	print "\t*) return 1 ;;"
	print "\tesac"
	print "}"
	print "__gc_tools_options() {"
	print "\tcase $1 in"
	m = split(commands, list, " ")
	for (i = 1; i <= m; i++) printf "\t%s) echo '%s' ;;\n", list[i], substr(words[list[i]], 2)
	print "\tesac"
	print "}"
	print ""
	print "_gc_tools() {"
	print "\tlocal command=${1##*/} current=${COMP_WORDS[COMP_CWORD]} previous='' option='' word option_value"
	print "\tCOMPREPLY=()"
	print "\t[ \"$COMP_CWORD\" -lt 1 ] || previous=${COMP_WORDS[COMP_CWORD-1]}"
	print "\t# In \"--name=value\", bash makes three words of it."
	print "\t[ \"$current\" != = ] || current=''"
	print "\t[ \"$previous\" != = ] || previous=${COMP_WORDS[COMP_CWORD-2]}"
	print "\tif option_value=$(__gc_tools_option \"$command\" \"$previous\"); then"
	print "\t\toption=${option_value%% *}"
	print "\telif [[ $current == -* ]]; then"
	print "\t\t# shellcheck disable=SC2207 # options are single words"
	print "\t\tCOMPREPLY=($(compgen -W \"$(__gc_tools_options \"$command\")\" -- \"$current\"))"
	print "\t\treturn"
	print "\tfi"
	print "\twhile IFS= read -r word; do"
	print "\t\t[[ $word != \"$current\"* ]] || COMPREPLY+=(\"$(printf %q \"$word\")\")"
	print "\tdone < <(__gc_tools_values \"$command\" \"$option\" \"${option_value#* }\")"
	print "}"
	printf "complete -o default -F _gc_tools%s\n", commands
}
