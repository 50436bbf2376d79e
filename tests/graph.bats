# graph.bats - gc-graph: what is drawn, as DOT and Mermaid without Graphviz, and as pictures with it.
load helper

# flow N NAME MANIFEST - a flow record that uses all of MANIFEST; NAME is a JSON string
flow() {
	printf '{"kind":"flow","org":"o1","id":"id%s","name":%s,"type":"INBOUNDCALL","configuration":{"name":%s,"flowMetaData":{},"manifest":%s}}\n' "$1" "$2" "$2" "$3"
}

setup() {
	cd "$BATS_TEST_TMPDIR" || exit 1
	{
		flow 1 '"Main"' '{"queue":[{"id":"q1","name":"Sales"}],"inboundCallFlow":[{"id":"id2","name":"Second"}]}'
		flow 2 '"Second"' '{"dataAction":[{"id":"a1","name":"Look up"}],"inboundCallFlow":[{"id":"id3","name":"Third"}]}'
		flow 3 '"Third"' '{"userPrompt":[{"id":"p1","name":"Hello"}]}'
		flow 4 '"Alone"' '{}'
	} >flows.ndjson
}

# labels FILE - the names in a DOT text, sorted
labels() { sed -n 's/^\t[fo][0-9]* \[label="\([^"\\]*\).*/\1/p' "$1" | sort | tr '\n' ' '; }

@test "every flow and object once, with the shape of its type; edges; a legend" {
	gc-graph -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Alone Hello Look up Main Sales Second Third ' ]
	[ "$(grep -c -- '->' g.dot)" -eq 5 ]
	grep -q 'label="Sales\\nqueue", shape=ellipse' g.dot
	grep -q 'label="Main\\nINBOUNDCALL", shape=box' g.dot
	grep -q 'label="Look up\\ndataAction", shape=component' g.dot
	grep -q 'legend .*queues and people' g.dot
	[ "$(grep -c broken g.dot)" -eq 0 ]
}

@test "--around and --depth: either direction; --flows-only; what is not there is 2" {
	gc-graph --around Second -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Look up Main Second Third ' ]
	gc-graph --around INBOUNDCALL/Third --depth 2 -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Hello Look up Main Second Third ' ]
	gc-graph --around q1 --depth 0 -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Sales ' ]
	gc-graph --flows-only -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Alone Main Second Third ' ]
	gc-graph --flows-only --around id1 -o g.dot flows.ndjson
	[ "$(labels g.dot)" = 'Main Second ' ]
	run -2 gc-graph --around Nothing -o g.dot flows.ndjson
	[ "$output" = 'gc-graph: --around: no flow or object has the name or id "Nothing"' ]
	run -2 gc-graph --depth 2 flows.ndjson
	run -2 gc-graph --around Main --depth x flows.ndjson
}

@test "--check: what the inventory does not have is red" {
	printf '{"kind":"object","org":"o1","type":"%s","id":"%s","name":"x"}\n' queue q1 dataAction a2 userPrompt p1 >inventory
	gc-strip --for none --drop /configuration flows.ndjson >>inventory
	gc-graph --check inventory -o g.dot flows.ndjson
	grep 'color="#b3261e"' g.dot | grep label= >red
	[ "$(labels red)" = 'Look up ' ]
	grep -q 'legend .*broken' g.dot
	gc-graph --check inventory -o g.mmd flows.ndjson
	[ "$(grep -c ':::broken$' g.mmd)" -eq 1 ]
}

@test "a flow without a configuration is drawn, reported, and the status is 3" {
	echo '{"kind":"flow","org":"o1","id":"id9","name":"Head only","type":"BOT"}' >>flows.ndjson
	cut -c1-90 flows.ndjson | sed 's/,"type.*/}/' >inventory
	for check in '' '--check inventory'; do
		# shellcheck disable=SC2086 # words
		run -3 --separate-stderr gc-graph $check -o g.dot flows.ndjson
		[[ $stderr == *'flow id9 "Head only": no configuration; fetch it with gc-get' ]] && [ "${#stderr_lines[@]}" -eq 1 ]
		[ "$(labels g.dot)" = 'Alone Head only Hello Look up Main Sales Second Third ' ]
	done
}

@test "a file that cannot be read is reported, the others are drawn, and the status is 3" {
	gc-save some flows.ndjson
	echo '- x' >some/bad.yaml
	run -3 --separate-stderr gc-graph -o g.dot some
	[[ $stderr == *bad.yaml* ]]
	[ "$(labels g.dot)" = 'Alone Hello Look up Main Sales Second Third ' ]
}

@test "mermaid: nodes and edges; hostile names are text in it and in DOT" {
	flow 5 '"\"] --> x[`<b>#&;\\\n\u0007%%\\"' '{"queue":[{"id":"q<1>\"","name":"end\\\""}]}' >evil.ndjson
	gc-graph --format mermaid -o out.txt evil.ndjson
	[ "$(head -1 out.txt)" = 'flowchart LR' ]
	grep -qxF $'\tf0["#34;] --#62; x[#96;#60;b#62;#35;#38;;\\  %%\\<br/>INBOUNDCALL"]:::flow' out.txt
	grep -qxF $'\to0(["end\\#34;<br/>queue"]):::queues_and_people' out.txt
	grep -qxF $'\tf0 --> o0' out.txt
	gc-graph -o evil.dot evil.ndjson
	grep -qF 'label="\"] --> x[`<b>#&amp;;\\  %%\\\nINBOUNDCALL"' evil.dot
	need_tool dot
	gc-graph -o evil.svg evil.ndjson
	need_tool python3
	python3 -S -c '
import sys, xml.etree.ElementTree as t
texts = [e.text for e in t.parse("evil.svg").iter("{http://www.w3.org/2000/svg}text")]
sys.exit(not ({"\"] --> x[`<b>#&;\\\xa0\xa0%%\\".replace("\xa0", " "), "end\\\""} <= {(x or "").replace("\xa0", " ") for x in texts}))'
}

@test "svg and png; large graphs are several pictures, none of them a tower" {
	need_tool dot
	gc-graph flows.ndjson
	grep -q '<svg' flows.svg
	gc-graph --format png flows.ndjson
	[ "$(head -c 4 flows.png | tail -c 3)" = PNG ]
	for i in {1..40}; do
		flow "a$i" "\"A $i\"" "{\"queue\":[{\"id\":\"qa$((i % 7))\",\"name\":\"Qa\"},{\"id\":\"qx$i\",\"name\":\"Qx\"}]}"
		flow "b$i" "\"B $i\"" "{\"queue\":[{\"id\":\"qb\",\"name\":\"Qb\"},{\"id\":\"qy$i\",\"name\":\"Qy\"}]}"
	done >many.ndjson
	run --separate-stderr gc-graph -o many.svg many.ndjson
	[ "$status" -eq 0 ]
	[ "$stderr" = 'gc-graph: 168 flows and objects in 2 pictures: many.svg many-2.svg' ]
	for f in many.svg many-2.svg; do
		[ "$(sed -n 's/^<svg .*height="\([0-9]*\).*/\1/p' $f)" -lt 4000 ]
	done
	# A smaller graph leaves no picture of the larger one, and other files alone.
	run --separate-stderr gc-graph -o many.svg flows.ndjson
	[ "$status" -eq 0 ]
	[ ! -e many-2.svg ]
	echo mine >many-2.svg
	run --separate-stderr gc-graph -o many.svg flows.ndjson
	[ "$stderr" = 'gc-graph: many-2.svg: not of this run' ]
	[ "$(cat many-2.svg)" = mine ]
}

@test "flows as configurations and as Archy YAML: what both name is drawn once" {
	flow f1 '"Main"' '{"queue":[{"id":"q1","name":"Sales"},{"id":"q2","name":"Twice"},{"id":"q3","name":"Twice"}]}' >mixed.ndjson
	printf 'inboundCall:\n  name: Other\n  x:\n' >other.yaml
	printf '    - transferToAcd: {targetQueue: {lit: {name: %s}}}\n' Sales Twice >>other.yaml
	gc-load other.yaml >>mixed.ndjson
	gc-graph --format mermaid mixed.ndjson
	[ "$(grep -c '"Sales<br/>queue"' flows.mmd)" -eq 1 ]
	[ "$(grep -c '"Twice<br/>queue"' flows.mmd)" -eq 3 ] # nobody knows which of both it is
	[ "$(grep -c -- '-->' flows.mmd)" -eq 5 ]
}

@test "a part that is large by itself: what draws less" {
	need_tool dot
	for i in {1..210}; do flow "c$i" "\"C $i\"" '{"queue":[{"id":"qc","name":"Qc"}]}'; done >large.ndjson
	run --separate-stderr gc-graph -o large.dot large.ndjson
	[ "$status" -eq 0 ] && [ -z "$stderr" ]
	run --separate-stderr gc-graph -o large.svg large.ndjson
	[ "$stderr" = 'gc-graph: large.svg: 211 flows and objects in one connected part; --flows-only and --around draw less' ]
}

@test "no flows: an empty picture in each format" {
	local format
	: >none.ndjson
	for format in dot mermaid svg png; do
		case $format in svg | png) need_tool dot ;; esac
		run -0 --separate-stderr gc-graph --format $format -o empty.$format none.ndjson
		[ -z "$stderr" ] && [ -s empty.$format ]
	done
	run -2 gc-graph --around Main -o g.svg none.ndjson
}

@test "flows of Archy YAML that refer to each other are joined" {
	local name
	for name in A:B B:C C:A; do
		printf 'inboundCall:\n  name: %s\n  division: Home\n  x:\n    - transferToFlow: {targetFlow: {name: %s}}\n' "${name%:*}" "${name#*:}" >"${name%:*}.yaml"
	done
	gc-graph -o g.mmd A.yaml B.yaml C.yaml
	grep -e '-->' g.mmd | tr -d '\t' >got
	printf 'f%d --> f%d\n' 0 1 1 2 2 0 >want
	same want got
}

@test "templates of one name: each is drawn, with its file" {
	local f
	for f in a b; do
		printf 'inboundCall:\n  name: "{{flow}}"\n  x:\n    - transferToAcd: {targetQueue: {lit: {name: %s}}}\n' "Queue $f" >$f.yaml
	done
	# other flows name one of the two, but nobody knows which
	printf 'inboundCall:\n  name: C\n  x:\n    - transferToFlow: {targetFlow: {name: "{{flow}}"}}\n' >c.yaml
	gc-graph -o g.mmd a.yaml b.yaml c.yaml
	grep '^	[fo][0-9]' g.mmd | sed 's/["\t]//g; s/:::.*//; s/<br\/>/ /' >got
	cat >want <<-'END'
		f0[C INBOUNDCALL]
		o0{{{{flow}} inboundCallFlow}}
		f1[{{flow}} (a.yaml) INBOUNDCALL]
		o1([Queue a queue])
		f2[{{flow}} (b.yaml) INBOUNDCALL]
		o2([Queue b queue])
		f0 --> o0
		f1 --> o1
		f2 --> o2
	END
	same want got
	gc-graph --around 'INBOUNDCALL/{{flow}}' -o g.mmd a.yaml b.yaml c.yaml
	[ "$(grep -c ':::flow' g.mmd)" -eq 2 ]
	gc-graph --around '{{flow}} (b.yaml)' -o g.mmd a.yaml b.yaml c.yaml
	[ "$(grep -c ':::flow' g.mmd)" -eq 1 ]
}

@test "-o: a name that begins with a hyphen" {
	run -0 --separate-stderr gc-graph -o -g.mmd flows.ndjson
	[ -z "$stderr" ] && [ -s ./-g.mmd ]
}

# bats test_tags=long
@test "a step that fails is told as such, and leaves the old file" {
	echo old >g.svg
	cp g.svg old
	mkdir bin
	# without Graphviz: 2, and what to do; nothing else is written instead
	for p in bash dirname realpath sed basename gc-refs gc-load gc-strip jq cat cp mv rm mktemp tail head; do
		ln -s "$(command -v $p)" bin/$p
	done
	PATH=$PWD/bin run -2 "$TOP/pipelines/gc-graph" -o g.svg flows.ndjson
	[[ $output == "gc-graph: g.svg: Graphviz is not installed; install it"*"--format dot" ]]
	PATH=$PWD/bin run -2 "$TOP/pipelines/gc-graph" flows.ndjson
	[ ! -e g.dot ] && [ ! -e flows.dot ] && [ ! -e flows.svg ]
	PATH=$PWD/bin run -0 "$TOP/pipelines/gc-graph" -o g.dot flows.ndjson
	PATH=$PWD/bin run -0 "$TOP/pipelines/gc-graph" --format dot flows.ndjson
	same g.dot flows.dot
	PATH=$PWD/bin run -0 "$TOP/pipelines/gc-graph" --format mermaid flows.ndjson
	[ -s flows.mmd ]
	run -2 "$TOP/pipelines/gc-graph" -o g.gif flows.ndjson
	run -2 "$TOP/pipelines/gc-graph" --format gif flows.ndjson
	# Graphviz that stops in the middle, with 0 as it does on a full disk
	printf '#!/bin/sh\necho "<svg>"\n' >bin/dot
	chmod +x bin/dot
	PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/gc-graph" -o g.svg flows.ndjson
	[[ $output == *"g.svg: Graphviz wrote an incomplete file" ]]
	PATH=$PWD/bin:$PATH run -74 "$TOP/pipelines/gc-graph" -o g.png flows.ndjson
	# files that are too large for a limit, as for a disk: only 1,024 bytes can be written
	trap '' XFSZ
	(ulimit -f 1 && exec "$TOP/pipelines/gc-graph" -o g.svg flows.ndjson) 2>err && false
	[ $? -eq 74 ]
	(ulimit -f 1 && exec "$TOP/pipelines/gc-graph" -o g.dot flows.ndjson) 2>err && false
	[ $? -eq 74 ]
	run -74 "$TOP/pipelines/gc-graph" -o no/such/folder/g.dot flows.ndjson
	run -74 "$TOP/pipelines/gc-graph" -o g.dot none.ndjson
	same old g.svg
	same flows.dot g.dot
	[ -z "$(find . -name '*.new*')" ]
}

@test "-o -: standard output, also one that is a file; what the file has stays" {
	for out in - /dev/stdout; do
		echo first >file
		gc-graph --format dot -o $out flows.ndjson >>file
		[ "$(sed -n 1p file)" = first ]
		grep -q Alone file
		gc-graph --format dot -o $out flows.ndjson | same - <(sed 1d file)
	done
	[ ! -e ./- ]
}

@test "-o: a device is written to, not replaced; what a link leads to is replaced; a folder is 2" {
	mkfifo pipe
	for format in dot mermaid; do
		timeout 20 cat pipe >got &
		gc-graph --format $format -o pipe flows.ndjson
		wait $!
		[ -p pipe ]
		grep -q Alone got
	done
	echo old >there.dot
	ln -s there.dot link.dot
	gc-graph -o link.dot flows.ndjson
	[ -L link.dot ] && grep -q Alone there.dot
	mkdir a.d
	run -2 gc-graph --format dot -o a.d flows.ndjson
	[ -z "$(ls a.d)" ]
	command -v dot || return 0
	timeout 20 cat pipe >got &
	gc-graph --format svg -o pipe flows.ndjson
	wait $!
	[ "$(grep -c '</svg>' got)" -eq 1 ]
	grep -q Alone got
	for i in {10..130}; do flow $i "\"More $i\"" '{}'; done >>flows.ndjson
	gc-graph --format svg -o a.d/picture flows.ndjson
	run -0 --separate-stderr gc-graph -q --format svg -o a.d/picture flows.ndjson
	[ -z "$stderr" ]
	[ "$(ls a.d)" = $'picture\npicture-2' ]
}
