# manpage.awk - the man page of a command whose script has its whole manual in its --help: the comment at
# its top. Input: the --help text. -v date="November 27, 2026"
function plain(text) { # what mdoc would take for an escape or a macro
	gsub(/\\/, "\\e", text)
	if (text ~ /^[.']/) text = "\\&" text
	return text
}
NR == 1 {
	name = $1
	about = $0
	sub(/^[^ ]+ - /, "", about)
	print ".Dd " date
	print ".Dt " toupper(name) " 1"
	print ".Os gc-tools"
	print ".Sh NAME"
	print ".Nm " name
	print ".Nd " about
	next
}
/^usage: / && state == "" {
	state = "usage"
	print ".Sh SYNOPSIS"
	print ".Bd -literal"
	sub(/^usage: /, "")
	print plain($0)
	next
}
state == "usage" && /^$/ { state = "text"; print ".Ed\n.Sh DESCRIPTION\n.Bd -literal"; next }
state == "usage" { sub(/^       /, ""); print plain($0); next }
/^example: / { sub(/^example: /, ""); example = example $0 "\n"; state = "example"; next }
state == "example" && /^ +/ { sub(/^ +/, ""); example = example $0 "\n"; next }
state == "text" && /^  exit [0-9]/ && !exits { exits = 1 }
state == "text" { print plain($0) }
END {
	print ".Ed"
	print ".Sh OPTIONS"
	print "Every command also has these:"
	print ".Bl -tag -width Ds"
	print ".It Fl q , -quiet\nReport only what fails."
	print ".It Fl v , -verbose\nReport each request, and the reason for each retry."
	print ".It Fl h , -help\nPrint a summary on standard output."
	print ".El"
	print ".Sh EXIT STATUS"
	print "As of all commands: see"
	print ".Xr gc-tools 7 ."
	print "If a program is missing, the status is 2."
	if (example != "") printf ".Sh EXAMPLES\n.Bd -literal -offset indent\n%s.Ed\n", example
	print ".Sh SEE ALSO"
	print ".Xr gc-tools 7"
}
