/*
 * entry_texts.h - what only the manifest needs of an entry: kept outside memory (spill.h).
 */
#ifndef SAVE_ENTRY_TEXTS_H
#define SAVE_ENTRY_TEXTS_H

#include "catalog.h"

/* JSON as spelled; "": the manifest has none. */
struct entry_texts {
	struct slice head;                    /* {"flowId":…,"flowName":…,"flowType":… */
	struct slice org, version, text_hash; /* its base */
	struct slice references;
};

struct spill_text entry_texts_keep(struct catalog *c, const struct catalog_item *item);

/* In c->text, until the next call. */
struct entry_texts entry_texts_get(struct catalog *c, const struct catalog_entry *e);
void entry_texts_set_base(struct catalog *c, struct catalog_entry *e, struct slice org,
    struct slice version, struct slice text_hash);

#endif
