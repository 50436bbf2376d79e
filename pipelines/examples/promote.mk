# promote.mk - dev to test to prod. Each step is rehearsed, reviewed by a person, and then applied.
#
#	make -f promote.mk test           rehearse dev -> test; read test.migration/review.txt
#	make -f promote.mk apply-test     write exactly that
#	make -f promote.mk prod           rehearse test -> prod
#	make -f promote.mk apply-prod
#
# FLOWS chooses flows, with a jq expression. Each choice needs a folder of its own:
#	make -f promote.mk test FLOWS='.name | startswith("Sales")' INTO=sales
#	make -f promote.mk apply-test INTO=sales
FLOWS = true
INTO = $(@:apply-%=%).migration

test: from = dev
prod: from = test
test prod:
	gc-migrate --from $(from) --to $@ --publish --select '$(FLOWS)' $(INTO)

apply-test apply-prod: apply-%:
	gc-migrate --apply $(INTO)

.PHONY: test prod apply-test apply-prod
