# archy.bash - flows of Archy YAML, as people write them, for the tests that need a folder of it.
# shellcheck shell=bash

# archy_call NAME - an inbound call with one task; its actions, and comments, come from stdin.
archy_call() {
	cat <<-END
		inboundCall:
		  name: $1
		  division: Home
		  startUpRef: "/inboundCall/tasks/task[Start_10]"
		  tasks:
		    - task:
		        name: Start
		        refId: Start_10
		        actions:
	END
	sed 's/^/          /'
}

# archy_module NAME - a common module that does nothing.
archy_module() {
	printf 'commonModule:\n  name: %s\n  division: Home\n  startUpTaskActions: []\n' "$1"
}
