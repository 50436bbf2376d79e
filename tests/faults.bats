#!/usr/bin/env bats
# Samples of `make faults`: system calls and allocations that fail. They are the same ones on every
# run, so that a failure is that of a change; FAULTS_SEED=N takes others.

load helper

faults() {
	need_tool python3
	[ -e "$BUILD/faults.so" ] || skip "no $BUILD/faults.so"
	case $BUILD in
	*-address*) skip "the sanitizers have an allocator of their own" ;;
	esac
	"$TOP/tests/faults/run" --seed "${FAULTS_SEED:-1}" "$@"
}

@test "some faults of some programs: status, message, files and output tell the truth" {
	faults --pick 5 --sample 3
}

# bats test_tags=long
@test "a fault of each kind in each program: status, message, files and output tell the truth" {
	faults --sample 1
}
