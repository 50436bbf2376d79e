# A program that starts, reads nothing and ends: runs per second of processor time.
# Nearly all of it is loading libraries. A program that talks to an org loads libcurl and its 30 for the
# first request only.

export HOME=$work GENESYSCLOUD_REGION=localhost:1
export GENESYSCLOUD_OAUTHCLIENT_ID=a GENESYSCLOUD_OAUTHCLIENT_SECRET=b

# start PROGRAM RIVAL - a row; both are commands
start() {
	local speed kib its ratio
	read -r speed kib its _ ratio < <(pair 21 /dev/null "$1" /dev/null "$2")
	figure 'start and end' "$1" "$(short "$speed")" /s "$2" "$(short "$its")" "$(printf %.2f "$ratio")" \
		"$((kib / 1024))"
}

for program in gc-strip gc-refs gc-toyaml; do
	start "$program" 'jq .'
done
for program in 'gc-get -V' gc-get; do
	start "$program" 'curl -V'
done
