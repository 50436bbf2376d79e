# object.jq - the form in which gc-diff compares an object
#
# The input has been through gc-strip --for diff and gc-remap, so ids are gc:TYPE/NAME. Two orgs that say
# the same may differ in the order of members (jq -S) and rows, may give the templates of a data action
# in the definition or apart, and may leave the home division out or name it. Durations follow the audio,
# which an org keeps in a form of its own. Statuses of worktypes have ids of their own everywhere.
def is_home: .id == "gc:division/@home";
.templates as $apart |
if $apart.requestTemplate then .configuration.config.request.requestTemplate = $apart.requestTemplate else . end |
if $apart.successTemplate then .configuration.config.response.successTemplate = $apart.successTemplate else . end |
del(.templates, .parent, .configuration.resources[]?.durationSeconds) |
(., .configuration) |= if (.division | type) == "object" and (.division | is_home) then del(.division) else . end |
if .type == "worktype" then
	(.configuration.statuses // [] | map({key: .id, value: .name}) | from_entries) as $names |
	.configuration |= (del(.schema.version) | walk(if type == "object" and $names[.id // ""] then .id = $names[.id] else . end)) |
	if .configuration.statuses then .configuration.statuses |= (map(del(.selfUri, .worktype)) | sort_by(.name)) else . end
else . end |
if .configuration.dnis == [] then del(.configuration.dnis) else . end |
if .rows then .rows |= sort_by(.key) else . end |
if .wrapupCodes then .wrapupCodes |= sort_by(.name) else . end
