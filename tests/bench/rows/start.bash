# A program that starts, reads nothing and ends: runs per second of processor time.

for program in gc-strip gc-refs gc-toyaml; do
	read -r speed kib its _ ratio < <(pair 21 /dev/null "$program" /dev/null 'jq .')
	figure 'start and end' "$program" "$(short "$speed")" /s 'jq .' "$(short "$its")" "$(printf %.2f "$ratio")" \
		"$((kib / 1024))"
done
