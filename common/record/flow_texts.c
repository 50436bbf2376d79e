/* flow_texts.c - the hash of a flow's name and description */
#include "record/flow_texts.h"
#include "base/hash.h"

void
flow_texts_hash(struct slice name, struct slice description, char hash[FLOW_TEXTS_SIZE])
{
	uint64_t h = hash_add(HASH_INIT, name);

	h = hash_add(hash_add(h, slice_of("", 1)), description);
	snprintf(hash, FLOW_TEXTS_SIZE, "%016llx", (unsigned long long)h);
}

void
flow_texts_hash_of(const struct members *m, char hash[FLOW_TEXTS_SIZE])
{
	struct buf name = BUF_INIT, description = BUF_INIT;

	json_unescape(members_string(m, "name"), &name);
	json_unescape(members_string(m, "description"), &description);
	hash[0] = '\0';
	if (name.n > 0)
		flow_texts_hash(buf_slice(&name), buf_slice(&description), hash);
	buf_release(&name);
	buf_release(&description);
}
