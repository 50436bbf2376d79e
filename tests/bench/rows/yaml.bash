# YAML out and in. Wanted: gc-toyaml within 10 % of the plainest program that makes YAML with libyaml's
# emitter, gc-load within 15 % of the plainest that reads it with libyaml's parser.

tool yaml_emitter -lyaml
tool yaml_parser -lyaml
made=$(stream made)

# What json_dump has to do as well: read each line, write it as a document.
cat >toyaml.py <<'END'
import json, sys, yaml
for line in sys.stdin:
    yaml.dump(json.loads(line), sys.stdout, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True)
END
cat >toyaml.js <<'END'
const yaml = require("js-yaml")
const text = require("fs").readFileSync(0, "utf8")
for (const line of text.split("\n")) if (line) process.stdout.write(yaml.dump(JSON.parse(line)))
END

row 'YAML' "$(stream_head "$made")" gc-toyaml yaml_emitter
if python3 -c 'import yaml' 2>/dev/null; then
	row 'YAML' "$(stream_head "$made")" gc-toyaml 'python3 toyaml.py'
fi
if node -e 'require("js-yaml")' 2>/dev/null; then
	row 'YAML' "$(stream_head "$made")" gc-toyaml 'node toyaml.js'
fi

gc-toyaml <"$(stream_head "$made")" >made.yaml
cat >fromyaml.py <<'END'
import json, sys, yaml
for document in yaml.load_all(sys.stdin, Loader=yaml.CSafeLoader):
    print(json.dumps(document))
END
row 'YAML, read' made.yaml 'gc-load -' yaml_parser
if python3 -c 'import yaml' 2>/dev/null; then
	row 'YAML, read' made.yaml 'gc-load -' 'python3 fromyaml.py'
fi
