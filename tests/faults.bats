#!/usr/bin/env bats
# A sample of `make faults`: system calls and allocations that fail. The seed is printed, and
# FAULTS_SEED=N takes the same ones again.

load helper

@test "a sample of faults: status, message, files and output tell the truth" {
	need_tool python3
	[ -e "$BUILD/faults.so" ] || skip "no $BUILD/faults.so"
	case $BUILD in
	*-address*) skip "the sanitizers have an allocator of their own" ;;
	esac
	"$TOP/tests/faults/run" --pick 5 --sample 3 ${FAULTS_SEED:+--seed "$FAULTS_SEED"}
}
