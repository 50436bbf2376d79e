# gc-load-locate.bats - gc-load --locate: refs and files that are not as gc-refs and gc-save write them.
load helper
# shellcheck disable=SC2154 # run sets output, lines, stderr_lines

setup_file() { command -v jq >/dev/null || skip "jq is not installed"; }

# located FILE... - "file line" of each ref of the file `refs`.
located() { gc-load --locate refs "$@" 2>err | jq -r '"\(.file) \(.line)"'; }

@test "refs: places that are no texts, flows of other kinds, lines that were told" {
	printf '{"kind":"flow","id":"f1","name":"F","type":"BOT",\n"configuration":\n{"a":\n"q1"}}\n' >one.json
	cat >refs <<-'END'
		{"kind":"ref","flow":{"id":"f1"},"id":"q1","at":[7,"/configuration/a"]}
		{"kind":"ref","flow":{"id":"f1"},"id":"q1","at":[""]}
		{"kind":"ref","flow":{"id":"f1"},"id":"q1","at":["/configuration/a"],"line":"x"}
		{"kind":"ref","flow":"f1","id":"q1","at":["/configuration/a"]}
		{"kind":"ref","flow":{"type":"BOT"},"id":"q1","at":["/configuration/a"]}
		{"kind":"ref","flow":{"name":"F"},"id":"q1","at":["/configuration/a"]}
		{"kind":"ref","object":{"id":"f1"},"id":"q1","at":["/configuration/a"]}
		{"kind":"ref","flow":{"id":"f1"},"at":[]}
	END
	located one.json >got
	cat >want <<-'END'
	one.json null
	one.json null
	one.json 4
	null null
	null null
	null null
	null null
	one.json null
	END
	diff want got
}

@test "manifests whose entries have no id, and a ref without a place" {
	cat >one.json <<-'END'
	{"kind":"flow","id":"f1","name":"F","type":"BOT","configuration":{"manifest":{
	"group":[{"id":"q1"}],
	"queue":[{"name":"x"},{"id":7},{"id":""},5,
	{"name":"y","id":"q1"}],
	"user":{"id":"q1"}}}}
	END
	cat >refs <<-'END'
		{"kind":"ref","flow":{"id":"f1"},"type":"queue","id":"q1","at":[]}
		{"kind":"ref","flow":{"id":"f1"},"type":"user","id":"q1"}
		{"kind":"ref","flow":{"id":"f1"},"type":"queue","id":"q9","at":null}
	END
	[ "$(located one.json)" = $'one.json 4\none.json null\none.json null' ]
}

@test "a configuration of its own: only places inside it have a line" {
	printf '{"name":"F","type":"bot",\n"a":"q1"}\n' >F.i3BotFlow
	cat >refs <<-'END'
		{"kind":"ref","flow":{"name":"F","type":"BOT"},"id":"q1","at":["/configuration/a"]}
		{"kind":"ref","flow":{"name":"F","type":"BOT"},"id":"q1","at":["/division/id"]}
		{"kind":"ref","flow":{"name":"F","type":"BOT"},"id":"q1","at":["/id"]}
	END
	[ "$(located F.i3BotFlow)" = $'F.i3BotFlow 2\nF.i3BotFlow null\nF.i3BotFlow null' ]
}

@test "Archy YAML: the line that the ref tells, or none" {
	printf 'workflow:\n  name: W\n  a: 1\n' >w.yaml
	cat >refs <<-'END'
		{"kind":"ref","flow":{"name":"W","type":"WORKFLOW"},"id":"q1","line":[3,9],"at":["/archy"]}
		{"kind":"ref","flow":{"name":"W","type":"WORKFLOW"},"id":"q1","line":2}
		{"kind":"ref","flow":{"name":"W","type":"WORKFLOW"},"id":"q1","line":[]}
		{"kind":"ref","flow":{"name":"W","type":"WORKFLOW"},"id":"q1","line":0}
	END
	located w.yaml >got
	printf '%s\n' 'w.yaml 3' 'w.yaml 2' 'w.yaml null' 'w.yaml null' >want
	diff want got
}

@test "a file whose name is not UTF-8 gets its refs as they are" {
	printf '{"kind":"flow","id":"f1","name":"F","type":"BOT","configuration":{"a":"q1"}}\n' >$'x\xff.json' ||
		skip "this file system has UTF-8 names only"
	printf '{"kind":"ref","flow":{"id":"f1"},"id":"q1","at":["/configuration/a"]}\n' >refs
	gc-load --locate refs $'x\xff.json' >out
	diff refs out
}
