# migrate.mk - a migration as make rules: the working example for your own Makefile
#
#	make -f pipelines/migrate.mk FROM=dev TO=test plan     # rehearse; nothing is written to TO
#	make -f pipelines/migrate.mk FROM=dev TO=test apply    # create, put, publish
#	make -f pipelines/migrate.mk fetch                     # take both orgs' state again
#
# Where flows are withheld, plan and apply do the others, say so, and fail.
# Every product is a file below DIR; what did not change is not touched, so that what depends on it
# is not made again. `make -n` shows the commands. RENAME and MAP are files as in gc-plan(1).

FROM   ?= dev
TO     ?= test
DIR    ?= migration
RENAME ?=
MAP    ?=

SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
# This file, whose path may have blanks, or the Makefile that includes it.
SELF := $(shell f="$(strip $(MAKEFILE_LIST))"; [ -e "$$f" ] || f="$(firstword $(MAKEFILE_LIST))"; echo "$$f")
.PHONY: plan apply fetch

# The new version of a target takes its place only when it differs.
UPDATE = if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
# The programs have said what it is: 1, something is missing or withheld; 3, a listing is incomplete.
NO     = || [ $$? -eq 1 ]
SOME   = || [ $$? -eq 3 ]

# No step may seem done while flows are missing from it: status 2, as of make itself, and a line.
WHOLE = if [ -s $(DIR)/withheld.ndjson ]; then \
	echo "migrate.mk: $$(wc -l <$(DIR)/withheld.ndjson) of $$(wc -l <$(DIR)/source.ndjson) flows" \
		"are withheld; $(DIR)/map.ndjson says what is missing in the target" >&2; exit 1; fi

plan: $(DIR)/complete

$(DIR):
	mkdir -p $@

$(DIR)/source.ndjson: | $(DIR)
	gc-list -p $(FROM) | gc-get -p $(FROM) | gc-strip >$@.new
	$(UPDATE)

$(DIR)/refs.ndjson: $(DIR)/source.ndjson
	gc-refs $< >$@.new
	$(UPDATE)

$(DIR)/source.inventory: $(DIR)/refs.ndjson
	gc-list -p $(FROM) --for $< flow >$@.new $(SOME)
	$(UPDATE)

$(DIR)/target.inventory: $(DIR)/refs.ndjson
	gc-list -p $(TO) --for $< flow >$@.new $(SOME)
	$(UPDATE)

$(DIR)/map.ndjson: $(DIR)/refs.ndjson $(DIR)/source.inventory $(DIR)/target.inventory \
		$(RENAME) $(MAP)
	gc-plan --source $(DIR)/source.inventory --target $(DIR)/target.inventory \
		$(if $(RENAME),--rename $(RENAME)) $(if $(MAP),--map $(MAP)) $< >$@.new $(NO)
	$(UPDATE)

$(DIR)/ready.ndjson: $(DIR)/map.ndjson $(DIR)/source.ndjson
	gc-remap --report $(DIR)/changes.ndjson --withheld $(DIR)/withheld.ndjson $^ >$@.new $(NO)
	$(UPDATE)

# Rehearsed as if the flows that are to be created were there, under the ids that they have now.
$(DIR)/rehearsal.ndjson: $(DIR)/map.ndjson $(DIR)/source.ndjson
	jq -c 'if .status == "new" then .to = .from else . end' $< | \
		gc-remap --withheld $(DIR)/withheld.ndjson - $(DIR)/source.ndjson >$@.new $(NO)
	$(UPDATE)

$(DIR)/dry-run.ndjson: $(DIR)/rehearsal.ndjson
	gc-put -p $(TO) --dry-run $< >$@.new
	$(UPDATE)

# Made only where nothing is withheld, so that `make plan` says so each time.
$(DIR)/complete: $(DIR)/dry-run.ndjson
	@$(WHOLE)
	touch $@

# Missing flows are created empty, so that flows that refer to each other have ids; then all again.
apply: $(DIR)/rehearsal.ndjson
	GC_OWNER=$$PPID exec gc-put -p $(TO) --stubs --backup $(DIR)/backup.ndjson $< >$(DIR)/stubs.ndjson
	rm -f $(DIR)/target.inventory
	$(MAKE) -f "$(SELF)" $(DIR)/ready.ndjson
	GC_OWNER=$$PPID exec gc-put -p $(TO) --publish --backup $(DIR)/backup.ndjson \
		--failed $(DIR)/failed.ndjson $(DIR)/ready.ndjson >$(DIR)/results.ndjson
	@$(WHOLE)

fetch:
	rm -f $(DIR)/source.ndjson $(DIR)/*.inventory
	$(MAKE) -f "$(SELF)" $(DIR)/map.ndjson
