# Architect files. Wanted: 5 times what a byte at a time cost, 200 MB/s, on a machine where jq does 19.

tool i3_decode

gc-sim --dump --seed 3 --flows 20 2>/dev/null | gc-save -q --format=i3 i3
# One file for both; each reads it so often that 64 MB are decoded.
file=$(find i3 -name '*.i3*' -size +20k | sort | head -1)
cat >decode.py <<'END'
import base64, sys, urllib.parse
data = sys.stdin.buffer.read()
for i in range(64 * 2**20 // len(data) + 1):
    urllib.parse.unquote(base64.b64decode(data).decode())
END
read -r mine kib its _ ratio < <(pair "$rounds" "$file" i3_decode "$file" 'python3 decode.py')
times=$(((64 << 20) / $(stat -c %s "$file") + 1))
figure 'i3, decode' i3_decode "$(awk "BEGIN { printf \"%.0f\", $mine * $times }")" MB/s 'python3 decode.py' \
	"$(awk "BEGIN { printf \"%.0f\", $its * $times }")" "$(printf %.2f "$ratio")" "$((kib / 1024))"
