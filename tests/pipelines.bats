#!/usr/bin/env bats
# What all pipelines share, on rehearsal orgs.

load helper
load pipelines

@test "each pipeline explains itself, and refuses what it does not know" {
	for p in export validate compare graph migrate restore backup demo; do
		run -0 "$TOP/pipelines/$p" --help
		[[ $output == "$p - "* ]]
		[ "$(wc -l <<<"$output")" -le 40 ]
		[ "$p" = demo ] || run -2 "$TOP/pipelines/$p" --no-such-option
	done
}

@test "GC_OWNER: a program ends with the process that started it, and says what is wrong with it" {
	org dev --seed 5 --flows 5
	gc-list -p dev >flows
	for program in gc-auth gc-list gc-get gc-put; do
		# a process that has ended
		GC_OWNER=$(sh -c 'echo $$') run -75 --separate-stderr "$program" -p dev <flows
		[[ $stderr == "$program: process "*" has ended"* ]]
		GC_OWNER=x run -2 --separate-stderr "$program" -p dev <flows
		[ "$stderr" = "$program: GC_OWNER: \"x\" is not a process id; unset it" ]
		[ "$program" = gc-put ] || GC_OWNER=$$ run -0 "$program" -p dev <flows
	done
}
