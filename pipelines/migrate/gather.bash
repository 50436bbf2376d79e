# gather.bash - which flows a migration moves: the selected ones and, with --with-needed, what these need
# shellcheck shell=bash
#
# Sourced by gc-migrate, and used by rehearse.bash. Works in the folder DIR.

# needed_flows WHICH [MAP] - write to needed.ndjson the flows of the source that the map is about and that
# given.ndjson does not have. WHICH is all, or empty for those that the target does not have. Flows without ids, of
# Archy YAML for example, are known by type and name; a reference to an INBOUNDCALL is an inboundCallFlow.
needed_flows() {
	to_file needed.ndjson jq -cn --arg which "$1" --slurpfile given given.ndjson --slurpfile all all.ndjson '
		def key: .id // "\(.type // "" | rtrimstr("Flow") | ascii_upcase) \(.name)";
		INDEX($given[]; key) as $given | INDEX($all[] | select(.kind == "flow"); key) as $all |
		[inputs | select($which == "all" or .status == "missing") |
			$all[.from // ""] // $all[key] // empty] | unique_by(key)[] |
		select($given[key] | not)' "${2-map.ndjson}"
}
# and_needed EXPR - print the expression that also selects the flows of needed.ndjson
and_needed() {
	jq -rs --arg expr "$1" '[ "(\($expr))", (.[] |
		"(.type == \(.type | tojson) and .name == \(.name | tojson))")] | join(" or ")' needed.ndjson
}

# gather - source.ndjson and map.ndjson for the selected flows and, with --with-needed, for those that
# these need
gather() {
	local expr=${opt_select-true} n before=-1
	also=''
	while :; do
		select_source "$expr"
		note "mapping the references of $(counted source.ndjson)"
		map_source
		n=$(wc -l <source.ndjson)
		# All are selected; or what the last round added could not be fetched.
		[ -n "${opt_select-}" ] && [ "$n" -ne "$before" ] || return 0
		before=$n
		heads given.ndjson source.ndjson
		needed_flows "${opt_with_needed-}"
		[ -s needed.ndjson ] || return 0
		[ -n "${opt_with_needed-}" ] || break
		expr=$(and_needed "$expr")
		jq -r '"gc-migrate: also moving \(.type) \(.name | tojson): others need it" | gsub("[[:cntrl:]]"; "?")' needed.ndjson >&2
	done
	name_needed "$expr"
}

# name_needed EXPR - tell which flows are needed and not selected, with the --select that moves them, too, and
# what they need in turn. needed.ndjson has the first of them; also is set for review.txt.
name_needed() {
	local expr=$1 needed=0
	while [ -s needed.ndjson ]; do # each round has flows that no round before it had
		needed=$((needed + $(wc -l <needed.ndjson)))
		expr=$(and_needed "$expr")
		note "reading what others need: $(flows "$(wc -l <needed.ndjson)")"
		if [ -n "$path" ]; then
			to_file needed.flows gc-select "$(and_needed false)" loaded.ndjson
		else
			log=needed.log answer_to_file 3 needed.flows gc-get -q "${source[@]}" "${pace[@]}" needed.ndjson || true
		fi
		to_file given.new cat given.ndjson needed.ndjson
		io mv -f given.new given.ndjson
		to_file needed.refs gc-refs needed.flows
		# The inventories have all flows of both orgs, and only these count here.
		log=needed.log answer_to_file 1,3 needed.map gc-plan -q --source source.inventory --target target.inventory \
			"${plan[@]}" needed.refs || true
		needed_flows '' needed.map
	done
	rm -f needed.flows needed.refs needed.map needed.log
	also="--select $(in_quotes "$expr")"
	say "not selected, but needed by others: $(flows "$needed");" \
		"to move them too, use another folder and --with-needed, or $also"
}
