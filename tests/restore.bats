#!/usr/bin/env bats
# The restore pipeline: the target of a migration as it was before.

load helper
load pipelines

# bats test_tags=long
@test "restore: a flow that was edited after the migration is refused, except with --force" {
	two_orgs 8
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 8
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	# a second migration overwrites what the first one wrote, and somebody edits one of these
	gc-list -p dev --select '.system != true' | sed -n 1p | gc-get -p dev |
		sed 's/"uiMetaData":/"edited":1,&/' | gc-put -p dev --same-org --publish >put
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now again
	jq -e 'select(.configuration)' again/backup.ndjson | jq -r .name | head -1 >name
	gc-list -p test --name "$(cat name)" | gc-get -p test | tee edited |
		sed 's/"uiMetaData":/"byhand":1,&/' | gc-put -p test --same-org --publish >put
	for how in --dry-run ''; do
		# shellcheck disable=SC2086
		run -3 --separate-stderr "$TOP/pipelines/gc-restore" -p test $how again/backup.ndjson
		[[ $stderr == *"--force"* ]]
	done
	gc-list -p test --name "$(cat name)" | gc-get -p test | grep -q '"byhand":1'
	run -0 "$TOP/pipelines/gc-restore" -p test --force again/backup.ndjson
	gc-list -p test --name "$(cat name)" | gc-get -p test >restored
	run -1 grep -q '"byhand":1' restored
	run -1 grep -q '"edited":1' restored
}

@test "restore: the target is as it was, and what is new is named" {
	two_orgs 12
	gc-list -p test | gc-get -p test | gc-strip --for diff | sort >before
	run "$TOP/pipelines/gc-migrate" --from dev --to test migration
	decide 12
	"$TOP/pipelines/gc-migrate" --from dev --to test --map decided --publish --apply --now migration
	run -1 --separate-stderr "$TOP/pipelines/gc-restore" -p test migration/backup.ndjson
	[[ $stderr == *"did not exist before"* ]]
	gc-list -p test | gc-get -p test | gc-strip --for diff | sort >after
	[ -z "$(comm -23 before after)" ]
}
