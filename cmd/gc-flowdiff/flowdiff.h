/* flowdiff.h - the parts of gc-flowdiff: which records belong together, and how it is shown. */
#ifndef GC_FLOWDIFF_H
#define GC_FLOWDIFF_H

#include "diff/diff_object.h"
#include "diff/diff_words.h"
#include "files/spool.h"

/* A flow of one input, or an object with a definition. */
struct flow {
	char *type, *name, *id;
	char *start; /* the id of its first task, which a renamed flow keeps; "" if there is none */
	bool object;
	bool bare;     /* a flow without its content, of which nobody can say what differs */
	bool archy;    /* a flow whose content is Archy YAML */
	size_t pair;   /* of the other input's flows; FLOW_ALONE: none */
	bool by_hand;  /* an object that only a person creates in the other org */
	bool doubtful; /* another type has this name, or it is an object: its type is shown, too */
};

#define FLOW_ALONE SIZE_MAX

struct flows {
	struct flow *v;
	size_t n, cap, objects;
	size_t bare, first_bare; /* how many have no content, and the first of them */
	struct spool spool;      /* their records, in the same order */
};

void flows_read(struct flows *f, char *path);
void flows_release(struct flows *f);

/* Report the flows without content, those of side "A" or "B". Whether there are any. */
bool flows_report_bare(const struct flows *f, const char *side);

/*
 * Make a record of Archy YAML one of that alone, as a tree of values: what means the same is no
 * difference, and another value is named by its place. The rest of the record repeats the YAML, or
 * is what only an org knows. YAML that cannot be read stays a text, and a warning says why.
 */
void flow_plant_archy(struct buf *record, const struct flow *f, const char *side);

/*
 * Report the pairs of which one flow is Archy YAML and the other a configuration, which nobody can
 * compare. Whether there are any.
 */
bool flows_report_mixed(const struct flows *a, const struct flows *b);

/*
 * Pair by type and name, of namesakes those of the same id first; then, where only one flow of a
 * type is left that begins with the same task, as a renamed flow.
 */
void flows_pair(struct flows *a, struct flows *b);

/* "flow added", "object removed (by hand)". */
const char *flow_alone(const struct flow *f, bool added);

/* How the changes of one flow after the other are written. */
struct show {
	void (*begin)(void);
	void (*alone)(const struct flow *f, bool added);
	/* the changes of a pair of flows, at least one */
	void (*changes)(const struct flow *a, const struct flow *b, struct diff *d);
	void (*end)(void);
};

extern const struct show show_text, show_ndjson, show_html;

/* One change as a person reads it, without the flow. */
void say_change(struct diff *d, const struct diff_change *c, struct buf *b);

/* What a changed value was and is now, in words or, where there are none, as JSON. */
struct said {
	bool words;
	struct buf what, old, new;
};

void said_read(struct said *s, struct diff *d, const struct diff_change *c);
void said_release(struct said *s);

#endif
