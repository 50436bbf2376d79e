/*
 * grep.h - where a flow or object record has one of the wanted texts.
 *
 *	struct grep g = GREP_INIT;
 *	grep_patterns_add(&g.patterns, …);
 *	if (!grep_read(&g, &json, text))        // one pass, which is also the check
 *		complain(json_error(&json));
 *	for (size_t i = 0; i < g.n; i++)
 *		grep_text(&g, g.v[i].text), …
 *	grep_release(&g);
 *
 * Searched are all strings and numbers of a record's definition (`configuration`, `rows`), the lines
 * of an Archy text, and the record's own id, name, description and division. Strings are searched as
 * the text that they mean, without escapes.
 *
 * Not searched in a flow: what only repeats something or belongs to the editor: manifests,
 * `uiMetaData`, `metaData`, `versionMetaData`, positions, versions, tracking numbers. An expression has its source and
 * the compiled form of it; if the source has a hit, hits in the compiled form are left out, but for
 * the id that a literal stands for. Of an object the audio (`media`) is not searched.
 *
 * Everything is valid until the next grep_read(). Memory: a few dozen bytes and the text of each
 * hit.
 */
#ifndef GC_GREP_H
#define GC_GREP_H

#include "grep/grep_pattern.h"
#include "json/json.h"

/* A text in grep.text; see grep_text(). */
struct grep_text {
	uint32_t at, len;
};

struct grep_hit {
	struct grep_text text;       /* the whole string, or the line of an Archy text */
	struct grep_text pointer;    /* JSON Pointer into the record */
	struct grep_text task, node; /* the names of the step around it; empty: none */
	uint32_t from, len;          /* the match in the text, in bytes */
	uint32_t line;               /* in an Archy text, from 1; else 0 */
	bool repeated;               /* another hit says the same: not to be shown */
};

/* A container that the walk is in. */
struct grep_frame {
	uint32_t hits;                   /* how many there were before it */
	uint32_t config_from, config_to; /* those in its newest `config` */
	uint32_t name;                   /* where that member's string begins; 0: not met yet */
	uint8_t key;                     /* enum refs_key: of its newest member */
	bool step;                       /* it has a __type */
	bool text;                       /* its `text` has a hit */
	bool config;                     /* its newest member is `config` */
	bool compiled;                   /* it is in a `config` */
};

struct grep {
	struct grep_patterns patterns; /* set them first */

	/* for the caller */
	bool flow, object;                 /* what the record is; neither: it was only checked */
	bool body;                         /* it has a definition */
	struct slice id, name, type, file; /* the record's members as spelled; n = 0: absent */
	struct grep_hit *v;
	size_t n, cap;
	struct buf text;

	/* the search */
	struct grep_frame *frames;
	size_t depth, frames_cap;
	uint32_t *open; /* hits whose step has not ended yet */
	size_t nopen, open_cap;
	bool has_name, has_description, has_id;
	struct buf plain;
};

/* clang-format off */
#define GREP_INIT {.patterns = GREP_PATTERNS_INIT, .text = BUF_INIT, .plain = BUF_INIT}
/* clang-format on */

/* Read and check a whole record. False: it is not one JSON object; j has the reason. */
bool grep_read(struct grep *g, struct json *j, struct slice text);
void grep_release(struct grep *g);

static inline struct slice
grep_text(const struct grep *g, struct grep_text t)
{
	return slice_of(t.len > 0 ? g->text.p + t.at : "", t.len);
}

#endif
