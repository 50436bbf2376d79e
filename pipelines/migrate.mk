# migrate.mk - migrate the flows of one org to another with make: an example for your own Makefile
#
#	make -f pipelines/migrate.mk FROM=dev TO=test plan     # dry run; writes nothing to TO
#	make -f pipelines/migrate.mk FROM=dev TO=test apply    # create, write, publish
#	make -f pipelines/migrate.mk fetch                     # list and fetch both orgs again
#
# If flows are withheld, plan and apply process the others, report the withheld ones, and fail.
# Every product is a file in DIR. A file that would not change is not touched, so make does not rebuild
# what depends on it. `make -n` shows the commands. RENAME and MAP are the files of gc-plan(1).
# migrate also leaves a review for people, and protects what was reviewed from changes.

FROM   ?= dev
TO     ?= test
DIR    ?= migration
RENAME ?=
MAP    ?=

SHELL       := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
# This file (its path may contain blanks), or the Makefile that includes it.
SELF := $(shell f="$(strip $(MAKEFILE_LIST))"; [ -e "$$f" ] || f="$(firstword $(MAKEFILE_LIST))"; echo "$$f")
.PHONY: plan apply fetch

# When this make has ended, even by kill -9, its programs send no more requests: see gc-tools(7).
ifndef GC_OWNER
export GC_OWNER := $(shell echo $$PPID)
endif

ifneq ($(filter plan apply fetch $(DIR)/%,$(or $(MAKECMDGOALS),plan)),)
$(foreach p,gc-list gc-get gc-strip gc-refs gc-plan gc-remap gc-put jq, \
	$(if $(shell command -v $p),,$(error $p is not in PATH; build gc-tools (make) and add build/ \
		to PATH, or install it (make install))))
endif

# Replace a target only if the new version differs.
UPDATE = if cmp -s $@.new $@; then rm $@.new; else mv $@.new $@; fi
# The programs have reported it: 1, something is missing or withheld; 3, a listing is incomplete.
NO     = || [ $$? -eq 1 ]
SOME   = || [ $$? -eq 3 ]

# Fail, with a message, if flows are withheld: an incomplete step must not look finished.
WHOLE = if [ -s $(DIR)/withheld.ndjson ]; then \
	echo "migrate.mk: $$(wc -l <$(DIR)/withheld.ndjson) of $$(wc -l <$(DIR)/source.ndjson) flows" \
		"are withheld; $(DIR)/map.ndjson shows what is missing in the target" >&2; exit 1; fi

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

# Dry run: as if the flows to be created already existed, under the ids that they have in the source.
$(DIR)/rehearsal.ndjson: $(DIR)/map.ndjson $(DIR)/source.ndjson
	jq -c 'if .status == "new" then .to = .from else . end' $< | \
		gc-remap --withheld $(DIR)/withheld.ndjson - $(DIR)/source.ndjson >$@.new $(NO)
	$(UPDATE)

$(DIR)/dry-run.ndjson: $(DIR)/rehearsal.ndjson
	gc-put -p $(TO) --dry-run $< >$@.new
	$(UPDATE)

# Made only if nothing is withheld, so that each `make plan` reports withheld flows.
$(DIR)/complete: $(DIR)/dry-run.ndjson
	@$(WHOLE)
	touch $@

# First create missing flows, empty, so that every flow has an id; then map and write all flows. A flow
# that changed in the target after the dry run is refused; what an earlier apply wrote itself is not.
HAVE = cat $(wildcard $(DIR)/stubs.ndjson $(DIR)/results.ndjson) /dev/null >$(DIR)/have.ndjson
PUT  = gc-put -p $(TO) --expect $(DIR)/dry-run.ndjson --have $(DIR)/have.ndjson --backup $(DIR)/backup.ndjson

apply: $(DIR)/rehearsal.ndjson $(DIR)/dry-run.ndjson
	$(HAVE)
	exec $(PUT) --stubs $< >$(DIR)/stubs.ndjson
	cat $(DIR)/stubs.ndjson >>$(DIR)/have.ndjson
	rm -f $(DIR)/target.inventory
	$(MAKE) -f "$(SELF)" $(DIR)/ready.ndjson
	exec $(PUT) --publish --failed $(DIR)/failed.ndjson $(DIR)/ready.ndjson >$(DIR)/results.ndjson
	@$(WHOLE)

fetch:
	rm -f $(DIR)/source.ndjson $(DIR)/*.inventory $(DIR)/dry-run.ndjson
	$(MAKE) -f "$(SELF)" $(DIR)/map.ndjson
