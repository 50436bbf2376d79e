# shellcheck shell=bash
# save.bash - how long gc-save waits for the disk: its batches of files next to one fsync(2) a file. Wanted: a third. A
# folder in memory has nothing to wait for, so this one is next to the programs.
tool sync_cost
files=5000
dir=$(mktemp -d "$BUILD/bench.XXXXXX")
each=$(cd "$dir" && sync_cost each $files)
together=$(cd "$dir" && sync_cost together $files)
rm -rf "$dir"
figure "sync $files files" 'gc-save, in batches' "$together" ms 'fsync, each' "$each" \
	"$(awk -v a="$each" -v b="$together" 'BEGIN { printf "%.1f", a / (b > 0 ? b : 1) }')" -
