# graph.jq - the pictures of gc-graph, from model.jq's object
#
# $format: dot or mermaid. $around, $depth: only what is so many references away from this name or id, or
# TYPE/NAME; "": everything. $flows_only: without objects. The output is an array of {nodes, text}: with
# $split, a picture for each connected part that is large, and for as many small ones as fit.

def plain: explode | map(if . < 32 or . == 127 then 32 else . end) | implode;
# A label ends where a picture gets too wide.
def short: plain | if length > 40 then .[:39] + "…" else . end;
# In DOT's quotes. Graphviz also reads entities in a label.
def dot: short | gsub("&"; "&amp;") | gsub("\\\\"; "\\\\") | gsub("\""; "\\\"");
# In Mermaid's quotes, as its character codes.
def mermaid: short | gsub("#"; "#35;") | gsub("&"; "#38;") | gsub("\""; "#34;") | gsub("<"; "#60;") | gsub(">"; "#62;") | gsub("`"; "#96;");

# The kinds that have a shape and a colour: name, words of types, shape, fill, border.
def kinds: [
	["flow", null, "box", "#dbe9fa", "#2f6db5"],
	["queues and people", ["queue", "user", "group", "acdSkill", "acdLanguage", "acdWrapupCode", "division", "utilizationLabel"], "ellipse", "#e0f2e3", "#3c8a4e"],
	["data actions", ["dataAction", "integration", "bridgeAction", "secureAction", "audioConnectorBot"], "component", "#fdeed3", "#b57a17"],
	["prompts and texts", ["userPrompt", "systemPrompt", "response", "responseLibrary", "composerScript", "script", "image", "knowledgeBase"], "note", "#efe3f7", "#8450a8"],
	["tables and schedules", ["dataTable", "schedule", "scheduleGroup", "emergencyGroup", "contactList"], "cylinder", "#d9f1f1", "#2a8585"],
	["other", [], "octagon", "#eceef1", "#6b7683"]];
def kind: . as $i | if .flow then kinds[0] else (first(kinds[1:-1][] | select(.[1] | index($i.type))) // kinds[-1]) end;

(.orphans | map(.to) | unique | INDEX(.)) as $broken
| [.items[] | select(.flow or ($flows_only | not))] as $all
| INDEX($all[]; .n) as $of
| [$all[] | .n as $n | .uses[] | select($of[.]) | [$n, .]] as $edges
| (reduce $edges[] as $e ({}; .[$e[0]] += [$e[1]] | .[$e[1]] += [$e[0]])) as $near
# Everything that is at most $left references away, in either direction
| def spread($seen; $edge; $left): if $left == 0 or $edge == [] then $seen
	else ($edge | map($near[.] // []) | add | unique | map(select($seen[.] | not))) as $next
	| spread($seen + ($next | map({(.): true}) | add // {}); $next; $left - 1) end;
def reach($from; $steps): spread($from | map({(.): true}) | add // {}; $from; $steps);

(if $around == "" then [$all[].n]
else [$all[] | select(.id == $around or .key == $around or .name == $around or .plain_name == $around or "\(.type)/\(.plain_name)" == $around) | .n]
	| if . == [] then . else reach(.; $depth) | keys end end) as $wanted
| ($wanted | INDEX(.)) as $in
# The connected parts, the largest first
| (reduce $wanted[] as $n ({seen: {}, parts: []};
	if .seen[$n] then . else reach([$n]; -1) as $part | ($part | keys | map(select($in[.]))) as $part
	| .seen += ($part | map({(.): true}) | add) | .parts += [$part] end)
	| .parts | sort_by(-length)) as $parts
| 120 as $large
| (if $split then reduce $parts[] as $p ([]; if length > 0 and (.[-1] | length) + ($p | length) <= $large then .[-1] += $p else . + [$p] end)
	else [] end | if . == [] then [$parts | add // []] else . end) as $pictures # an empty one, where there is nothing

| def dot_node: kind as $k | "\t\(.n) [label=\"\(.name | dot)\\n\(.type | dot)\", shape=\($k[2]), fillcolor=\"\($k[3])\", color=\"\($k[4])\""
	+ (if $broken[.n] then ", style=\"filled,dashed\", fillcolor=\"#fbe3e1\", color=\"#b3261e\", fontcolor=\"#b3261e\", penwidth=2" else "" end) + "];";
def legend($nodes): if $nodes == [] then empty else ($nodes | map(kind) | unique_by(.[0])) as $used
	| "\tlegend [shape=plaintext, style=\"\", label=<<table border=\"0\" cellborder=\"1\" cellspacing=\"2\" cellpadding=\"4\">"
	+ ($used | map("<tr><td bgcolor=\"\(.[3])\" color=\"\(.[4])\">\(.[0])</td></tr>") | join(""))
	+ (if any($nodes[]; $broken[.n]) then "<tr><td bgcolor=\"#fbe3e1\" color=\"#b3261e\"><font color=\"#b3261e\">broken</font></td></tr>" else "" end)
	+ "</table>>];" end;
# dot makes a column of a large part's objects; sfdp spreads them over a square.
def as_dot($nodes; $edges; $largest): "digraph flows {",
	(if $largest > 60 then "\tlayout=sfdp; overlap=prism; overlap_scaling=-6; K=1.2; splines=line; outputorder=edgesfirst;"
	else "\trankdir=LR; pack=24; packmode=\"graph\"; ranksep=0.8;" end),
	"\tnode [fontname=\"Helvetica,Arial,sans-serif\", fontsize=11, style=filled];",
	"\tedge [color=\"#8a94a0\", arrowsize=0.7];", legend($nodes), ($nodes[] | dot_node),
	($edges[] | "\t\(.[0]) -> \(.[1])" + (if $broken[.[1]] then " [color=\"#b3261e\"]" else "" end) + ";"), "}";

# round, cylinder and so on, as far as Mermaid has them
def shape($k): {"box": ["[", "]"], "ellipse": ["([", "])"], "component": ["[[", "]]"], "note": ["[/", "/]"], "cylinder": ["[(", ")]"], "octagon": ["{{", "}}"]}[$k[2]];
def class($k): $k[0] | gsub(" "; "_");
def mermaid_node: kind as $k | shape($k) as $s | "\t\(.n)\($s[0])\"\(.name | mermaid)<br/>\(.type | mermaid)\"\($s[1]):::"
	+ (if $broken[.n] then "broken" else class($k) end);
def as_mermaid($nodes; $edges): "flowchart LR", ($nodes[] | mermaid_node), ($edges[] | "\t\(.[0]) --> \(.[1])"),
	(kinds[] | "\tclassDef \(class(.)) fill:\(.[3]),stroke:\(.[4]),color:#1b2430"),
	"\tclassDef broken fill:#fbe3e1,stroke:#b3261e,color:#b3261e,stroke-dasharray:4 3";

[$pictures[] | INDEX(.) as $p | [.[] | $of[.]] as $nodes | [$edges[] | select($p[.[0]] and $p[.[1]])] as $edges
	| ([$parts[] | select($p[.[0]]) | length] | max // 0) as $largest
	| {nodes: ($nodes | length), text: ([if $format == "mermaid" then as_mermaid($nodes; $edges) else as_dot($nodes; $edges; $largest) end] | join("\n"))}]
