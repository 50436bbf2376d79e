# rehearse.bash - the rehearsal of gc-migrate: what --apply would write, from the source to review.txt
# shellcheck shell=bash
#
# Sourced by gc-migrate, which sets: opt, dir, quoted (dir for a shell), from, path (a folder or file, else
# empty), profile, pace, rate, target and put (arguments of programs). Works in the folder DIR.

# rehearse - everything that --apply will write
rehearse() {
	local decided='any(inputs; .to or .status == "ignored")'
	if [ -s open.ndjson ] && jq -en "$decided" open.ndjson >/dev/null; then
		die 2 "$dir/open.ndjson: a rehearsal would overwrite your decisions; move the file and pass it with --map"
	fi
	source=(-p "$profile" "${rate[@]}")
	rm -f rehearsal.sha256
	[ -z "$path" ] || rm -f unfetched.ndjson
	if [ -n "$path" ]; then read_path; else sign_in source "$profile"; fi
	source_id=$org_id
	sign_in target "${opt_to}"
	if [ "$source_id" = "$org_id" ]; then
		[ -n "$path" ] || die 2 "\"$profile\" and \"${opt_to}\" are profiles of the same org"
		note "$path is a backup of this very org: only flows that are missing there are created"
		opt_own_backup=1
	fi
	io mv -f source.new source.session
	io mv -f target.new target.session
	remember
	objects_to_move
	if [ -z "$path" ]; then
		to_file all.ndjson gc-list "${source[@]}" flow "${types[@]}"
		leave_out_unsaved all.ndjson
	fi
	gather
	strip_orphans
	heads given.ndjson source.ndjson
	no_twins
	[ ! -s plan.log ] || cat plan.log >&2
	to_file open.ndjson sed -n '/"status":"missing"/p; /"status":"ambiguous"/p' map.ndjson
	[ ! -s open.ndjson ] || say "to decide about missing and ambiguous objects, fill in $dir/decisions.tsv" \
		"and run: gc-migrate $quoted"
	# As if the flows to be created already existed, under the ids that they have in the source.
	to_file rehearsal.map jq -c 'if .status == "new" and .from then .to = .from else . end' map.ndjson
	remap rehearsal.map ready.ndjson
	[ ! -s orphans-withheld.ndjson ] || to_file withheld.ndjson cat withheld.ndjson orphans-withheld.ndjson
	how_to_write
	answer_to_file 1,3 plan.ndjson gc-put "${put[@]}" "${how[@]}" --dry-run ready.ndjson || put_ended=$?
	tally plan.ndjson
	by_hand plan.ndjson
	review
	seal
}

# no_twins - flows of one type and name that no id tells apart would become one flow of the target
no_twins() {
	local twins one
	twins=$(jq -nr '[inputs | select(.kind == "flow" and .id == null)] |
		group_by([.type, (.name // "" | ascii_downcase)])[] | select(length > 1) |
		"\(.[0].type) \(.[0].name | tojson): \(map(.file | values) | if . == [] then "without ids" else join(", ") end)" | gsub("[[:cntrl:]]"; "?")' given.ndjson) || exit 70
	[ -n "$twins" ] || return 0
	while IFS= read -r one; do say "several flows of one type and name: $one"; done <<<"$twins"
	die 3 "rename all but one of these, or choose with --select; nothing was written"
}

# read_path - what the folder or file has: all.ndjson (the flows, without bodies), loaded.ndjson
read_path() {
	note "source: $path"
	flow_records loaded.ndjson "$path"
	fill
	heads all.ndjson loaded.ndjson
	to_file source.new jq -cs 'map(.org // .base.org // empty) | unique |
		{kind: "session", organization: {id: join(" "), name: join(" ")}}' all.ndjson
	read_org source
}

# fill - fill the placeholders of Archy YAML in loaded.ndjson; one without a value refuses the rehearsal
fill() {
	local values=() value status=0
	grep -q '"archy":"' loaded.ndjson || return 0
	[ -z "${opt_options-}" ] || values+=(--options "$opt_options")
	while read -r value; do [ -z "$value" ] || values+=(--set "$value"); done <<<"${opt_set-}"
	while read -r value; do [ -z "$value" ] || values+=(--literal "$value"); done <<<"${opt_literal-}"
	to_file no-values echo 'substitutions: {}'
	writable filled.new
	gc-remap "${flags[@]}" --options no-values "${values[@]}" <loaded.ndjson >filled.new || status=$?
	rm -f no-values
	case $status in
	0) io mv -f filled.new loaded.ndjson ;;
	1) rm -f filled.new && die 3 "placeholders without a value (see above); nothing was written" ;;
	*) rm -f filled.new && exit "$status" ;;
	esac
}

# objects_to_move - with --with-objects: set types to the types of objects that move, and moved to the
# expression that is true for them
objects_to_move() {
	local with=${opt_with_objects-}
	types=() moved=false
	[ -n "${opt_with_objects+set}" ] || return 0
	case $with in
	1 | all) with=$(known_types .creatable) with=${with//$'\n'/,} ;;
	esac
	types_with "$with"
	[ -z "$path" ] || grep -q "$object_line" loaded.ndjson ||
		say "$path: has no objects to move; export the org with --with"
	moved="(.kind == \"object\" and (.type | $(one_of "${types[@]}")))"
}

# select_source EXPR - source.ndjson: the flows for which EXPR is true, and the objects that move,
# without volatile parts
select_source() {
	local expr="if .kind == \"flow\" then ($1) else $moved end"
	if [ -n "$path" ]; then
		to_file fetched.ndjson gc-select "$expr" loaded.ndjson
	else
		case $1 in
		true) to_file list.ndjson cat all.ndjson ;;
		*) to_file list.ndjson gc-select "$expr" all.ndjson ;;
		esac
		[ -n "${opt_resume-}" ] && [ -s fetched.ndjson ] ||
			fetch list.ndjson fetched.ndjson "${source[@]}" "${pace[@]}" --failed unfetched.ndjson || true
	fi
	to_file source.ndjson gc-strip -q fetched.ndjson
	[ -s source.ndjson ] || [ -s unfetched.ndjson ] || die 2 "$from: no flows found${opt_select+ for --select}"
}

# map_source - map what the flows of source.ndjson refer to
map_source() {
	to_file refs.ndjson gc-refs source.ndjson
	# 3: gc-list has reported a type that it may not read, or an incomplete listing. What is not
	# listed counts as missing.
	if [ -z "$path" ]; then
		answer_to_file 3 source.inventory gc-list -q "${source[@]}" --for refs.ndjson flow || true
	else
		inventory_of_path
	fi
	answer_to_file 3 target.inventory gc-list "${target[@]}" --for refs.ndjson flow || true
	map_refs
	[ -z "${opt_with_objects-}" ] || untyped_ids
}

# untyped_ids - ids in texts, which no reference gives a type: if the source has objects of these ids, map
# them, too. Only with objects, because that lists all types of the source.
untyped_ids() {
	local whole=whole.inventory types
	jq -en 'any(inputs; .status == "unknown" and .type == null)' map.ndjson >/dev/null || return 0
	if [ -z "$path" ]; then
		# 3, and no message: nothing says that the types which this client may not read are needed
		log=whole.log answer_to_file 3 "$whole" gc-list -q "${source[@]}" all || true
		rm -f whole.log
	else
		whole=$path/inventory.ndjson
		[ -e "$whole" ] || return 0
	fi
	to_file found.inventory jq -cn --slurpfile map map.ndjson '
		INDEX($map[] | select(.status == "unknown" and .type == null); .from) as $ids |
		inputs | select(.kind == "object" and $ids[.id // ""])' "$whole"
	rm -f whole.inventory
	if [ -s found.inventory ]; then
		to_file source.new cat source.inventory found.inventory
		io mv -f source.new source.inventory
		types=$(jq -r .type found.inventory | sort -u)
		# shellcheck disable=SC2086 # names of types
		answer_to_file 3 found.inventory gc-list -q "${target[@]}" $types || true
		to_file target.new cat target.inventory found.inventory
		io mv -f target.new target.inventory
		map_refs
	fi
	rm -f found.inventory
}

# inventory_of_path - source.inventory as gc-list --for would list it, of what the folder or file has. What
# gc-list does not list of the target would be missing there.
inventory_of_path() {
	local inventory=$path/inventory.ndjson
	[ -e "$inventory" ] || inventory=/dev/null
	to_file source.inventory jq -cn --slurpfile refs refs.ndjson '
		INDEX($refs[] | select(.class != "platform"); .type // "") as $referred |
		inputs | select(.kind == "flow" or $referred[.type // ""])' "$inventory" all.ndjson
}

map_refs() {
	log=plan.log answer_to_file 1,3 map.ndjson gc-plan --source source.inventory \
		--target target.inventory --will-create "${plan[@]}" --decisions decisions.tsv \
		${opt_with_objects+--by-hand by-hand.planned} refs.ndjson ${opt_with_objects+source.ndjson} || true
}

# strip_orphans - with --strip-orphans: take out actions whose references are missing or ambiguous in
# the target. orphans.ndjson has what was taken out, orphans-withheld.ndjson the flows that cannot go.
strip_orphans() {
	if [ -z "${opt_strip_orphans-}" ]; then
		writable orphans.ndjson
		writable orphans-withheld.ndjson
		return
	fi
	pass orphan-path orphan-terminal
	log=orphans.log answer_to_file 1 stripped.ndjson gc-strip --for none --orphans map.ndjson \
		--report orphans.ndjson --withheld orphans-withheld.ndjson "${passed[@]}" source.ndjson || true
	cat orphans.log >&2
	say "actions taken out: $(count '.change == "action"' orphans.ndjson); see $dir/orphans.ndjson"
	io mv -f stripped.ndjson source.ndjson
	to_file refs.ndjson gc-refs source.ndjson
	map_refs
}

# remap MAP FILE [WITHHELD CHANGES LOG] - rewrite source.ndjson by this map, to FILE
remap() {
	log=${5-remap.log} answer_to_file 1 "$2" gc-remap --withheld "${3-withheld.ndjson}" \
		--report "${4-changes.ndjson}" "$1" source.ndjson || true
}

# how_to_write - set how to the options of gc-put that a rehearsal and --apply share, and add to put what
# it needs for stubs, too: the keys that are text, and --force for flows that their own org has lost
how_to_write() {
	local value
	how=(${opt_publish+--publish} ${opt_create_only+--create-only} ${opt_update+--update})
	[ -z "${opt_own_backup-}" ] || { how+=(--create-only) && put+=(--force); }
	while read -r value; do [ -z "$value" ] || put+=(--literal "$value"); done <<<"${opt_literal-}"
}

# copy_of NAME COPY - copy the file given by --NAME; after a move of DIR, for example, the copy is what is left
copy_of() {
	local file
	name_option "$1"
	file=${!now-}
	if [ -z "$file" ]; then
		[ ! -e "$2" ] || rm -f "$2"
	elif [ -e "$file" ] || [ ! -e "$2" ]; then
		to_file "$2" cat -- "$file"
	else
		say "$file: not found; using the copy in $dir/$2"
	fi
}

# remember - keep the options of this rehearsal, and copies of the files they name, in DIR
remember() {
	local name keep=()
	for name in $rehearsed $paced; do
		name_option "$name"
		[ -z "${!now+given}" ] || keep+=(--arg "$name" "${!now}")
	done
	to_file options.json jq -nS '$ARGS.named' "${keep[@]}"
	copy_of rename rename.tsv
	copy_of map decided
	copy_of ignore-file ignored
	if [ -d "$path" ] && [ -z "${opt_ignore_file-}" ]; then
		ignore_files "$path"
		to_file ignored cat -- "${ignores[@]}" /dev/null
	fi
	plan=()
	[ ! -e ignored ] || plan+=(--ignore-file ignored)
	[ -z "${opt_rename-}" ] || plan+=(--rename rename.tsv)
	[ -z "${opt_map-}" ] || plan+=(--map decided)
	[ ! -s decisions.tsv ] || own_decisions
}

# own_decisions - the rows of decisions.tsv count, except those of objects that --map decides: gc-plan
# refuses an id with two decisions
own_decisions() {
	if [ -e decided ]; then
		to_file decisions.own awk -F '\t' 'NR == FNR { if (/^[{]/) { sub(/.*"from":"/, ""); sub(/".*/, "") }
			else $0 = $3; given[$0]; next } FNR == 1 || !($3 in given)' decided decisions.tsv
		io mv -f decisions.own decisions.tsv
	fi
	plan+=(--map decisions.tsv)
}

# review - write review.txt: flow by flow, what happens, what its references become, what differs
review() {
	local file
	to_file present.list jq -cn --slurpfile plan plan.ndjson '
		INDEX($plan[] | select(.action != "skip"); .flow.id // "") as $written | inputs |
		select(.kind == "flow" and $written[.id])' target.inventory
	if [ -s present.list ]; then
		# 3: a flow without its present configuration is marked in the review.
		fetch_like ready.ndjson present.list present.ndjson "${target[@]}" "${pace[@]}" || true
		heads present.heads present.ndjson
		log=differences.log answer_to_file 1 differences.ndjson "$here/gc-diff" --format ndjson \
			--inventory-a target.inventory --inventory-b target.inventory present.ndjson ready.ndjson || true
	else
		for file in present.ndjson present.heads differences.ndjson differences.log; do writable $file; done
	fi
	if [ -s withheld.ndjson ]; then to_file withheld.refs gc-refs withheld.ndjson; else writable withheld.refs; fi
	[ -e unfetched.ndjson ] || writable unfetched.ndjson
	to_file review.txt jq -nr --arg from "${profile:-$path}" --arg to "${opt_to}" \
		--argjson archy "$(sed '/"configuration":{/d; /"archy":"/!d' ready.ndjson | wc -l)" \
		--arg apply "gc-migrate --apply $quoted" --arg sum "$sum" --arg also "$also" \
		--slurpfile options options.json --slurpfile plan plan.ndjson --slurpfile refs refs.ndjson \
		--slurpfile map map.ndjson --slurpfile given given.ndjson --slurpfile present present.heads \
		--slurpfile differences differences.ndjson --slurpfile orphans orphans.ndjson \
		--slurpfile withheld withheld.refs --slurpfile unfetched unfetched.ndjson -f "$here/migrate/review.jq"
	rm -f present.list present.heads given.ndjson needed.* withheld.refs
}

# seal - write the digest of the rehearsal: of all files but those of --apply, of the lock, and what people do
seal() {
	local file files=()
	for file in *; do
		case $file in
		rehearsal.sha256 | by-hand.tsv | backup.ndjson | backup.*.ndjson | stubs.ndjson | results.ndjson | failed.ndjson | applied.* | have.*) ;;
		*) [ ! -f "$file" ] || files+=("$file") ;;
		esac
	done
	to_file rehearsal.sha256 $sha256 -- "${files[@]}"
}
