/* graph.c - references as a graph for Graphviz */
#include "base/mem.h"
#include "base/out.h"
#include "gc-refs.h"
#include "record/flowtype.h"

static struct idset drawn; /* nodes that the graph has already */
static struct idset edges; /* and edges: the bytes of two indexes in `drawn` */
static struct buf self, other, text;

/*
 * Objects that are known by their ids have a name as well, and Archy YAML has the name only: which
 * node it means is known at the end. An edge to it waits until then.
 */
static struct idset named;   /* "TYPE/NAME" of objects with an id */
static size_t *named_node;   /* by index in it: the node, in `drawn`, or */
#define NAMED_TWICE SIZE_MAX /* several of them have that name */
static size_t named_cap;
static struct graph_edge {
	size_t from; /* in `drawn` */
	char *type, *name;
	bool known;
} * waiting;
static size_t nwaiting, waiting_cap;

/* Percent-escape what would end a word or a line. */
static void
graph_add_word(struct buf *b, struct slice word)
{
	for (size_t i = 0; i < word.n; i++) {
		unsigned char c = (unsigned char)word.p[i];
		if (c <= ' ' || c == 0x7f || c == '%')
			buf_printf(b, "%%%02X", c);
		else
			buf_putc(b, (char)c);
	}
}

void
graph_name_node(struct buf *b, struct slice type, struct slice name, struct slice id)
{
	buf_clear(b);
	if (type.n > 0)
		graph_add_word(b, type);
	else
		buf_puts(b, "unknown");
	buf_putc(b, '/');
	graph_add_word(b, name.n > 0 ? name : id);
}

/* Flows are told apart by their names, as everywhere between orgs; all else by ids. */
static void
graph_name_self(const struct refs *r)
{
	struct slice none = slice_of("", 0), id = refs_text(r, r->own_id);

	graph_name_node(&self, refs_text(r, r->type),
	    r->flow || id.n == 0 ? refs_text(r, r->own_name) : none, id);
}

static bool
graph_is_flow(const struct refs *r, const struct ref *ref)
{
	return flowtype_is_reference(refs_text(r, ref->type));
}

void
dot_begin(void)
{
	out_puts("digraph flows {\n"
		 "\trankdir=LR;\n"
		 "\tnode [fontname=\"sans-serif\", shape=ellipse, color=gray40];\n"
		 "\tedge [color=gray40];\n");
}

/* Inside DOT's quotes: a quote or backslash would end the string or begin an escape. */
static void
graph_add_quoted(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '"' || s.p[i] == '\\')
			buf_putc(&text, '\\');
		buf_putc(&text, s.p[i]);
	}
}

/* Graphviz also reads entities in a label. Control characters are left out. */
static void
graph_add_label(struct slice s)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == '&')
			buf_puts(&text, "&amp;");
		else if (c < ' ' || c == 0x7f)
			buf_putc(&text, ' ');
		else
			graph_add_quoted(slice_of(s.p + i, 1));
	}
}

/* The node in `other`, of an object with an id, has this name. */
static void
graph_note_name(struct slice type, struct slice name)
{
	size_t before = named.n, node = idset_find(&drawn, buf_slice(&other)), i;

	graph_name_node(&text, type, name, name);
	i = idset_add(&named, buf_slice(&text));
	named_node = xgrow(named_node, &named_cap, named.n, sizeof *named_node);
	if (named.n > before)
		named_node[i] = node;
	else if (named_node[i] != node)
		named_node[i] = NAMED_TWICE;
}

static void
graph_wait(struct slice type, struct slice name, bool known)
{
	waiting = xgrow(waiting, &waiting_cap, nwaiting + 1, sizeof *waiting);
	waiting[nwaiting++] = (struct graph_edge){idset_find(&drawn, buf_slice(&self)),
	    xmemdup0(type.p, type.n), xmemdup0(name.p, name.n), known};
}

static bool
graph_is_new(struct idset *set, struct slice node)
{
	size_t before = set->n;

	idset_add(set, node);
	return set->n > before;
}

static void
graph_draw_node(struct slice node, struct slice type, struct slice name, bool flow)
{
	if (!graph_is_new(&drawn, node))
		return;
	buf_clear(&text);
	buf_puts(&text, "\t\"");
	graph_add_quoted(node);
	buf_puts(&text, "\" [label=\"");
	graph_add_label(name);
	buf_puts(&text, "\\n");
	graph_add_label(type);
	buf_puts(&text, flow ? "\", shape=box, style=bold, color=black];\n" : "\"];\n");
	out_slice(buf_slice(&text));
}

/* Dashed: the manifest does not know it. */
static void
graph_draw_edge(bool known)
{
	size_t ends[] = {
	    idset_find(&drawn, buf_slice(&self)), idset_find(&drawn, buf_slice(&other))};

	if (!graph_is_new(&edges, slice_of((const char *)ends, sizeof ends)))
		return;
	buf_clear(&text);
	buf_puts(&text, "\t\"");
	graph_add_quoted(buf_slice(&self));
	buf_puts(&text, "\" -> \"");
	graph_add_quoted(buf_slice(&other));
	buf_puts(&text, known ? "\";\n" : "\" [style=dashed];\n");
	out_slice(buf_slice(&text));
}

static void
graph_draw_ref(const struct refs *r, const struct ref *ref)
{
	struct slice type = refs_text(r, ref->type), name = refs_text(r, ref->name);
	struct slice id = refs_text(r, ref->id), none = slice_of("", 0);
	bool flow = graph_is_flow(r, ref);
	bool known = ref->manifest || ((r->object || r->archy.n > 0) && ref->class == REF_OBJECT);

	if (ref->class == REF_PLATFORM || ref->class == REF_DYNAMIC ||
	    (ref->class == REF_OWN && !graph_is_flow(r, ref)) ||
	    (ref->class == REF_OWN && !ref->manifest))
		return;
	if (!flow && id.n == 0 && type.n > 0) {
		graph_wait(type, name, known);
		return;
	}
	graph_name_node(&other, type, flow || id.n == 0 ? name : none, id);
	graph_draw_node(buf_slice(&other),
	    type.n > 0 ? type : slice_str(ref_class_name(ref->class)), name.n > 0 ? name : id,
	    flow);
	if (!flow && type.n > 0 && name.n > 0)
		graph_note_name(type, name);
	graph_draw_edge(known);
}

void
dot_record(const struct refs *r)
{
	struct slice name = refs_text(r, r->own_name);

	graph_name_self(r);
	graph_draw_node(buf_slice(&self), refs_text(r, r->type),
	    name.n > 0 ? name : refs_text(r, r->own_id), r->flow);
	for (size_t i = 0; i < r->n; i++)
		graph_draw_ref(r, &r->v[i]);
}

/* A name that one object of the graph has is that object; any other is a node of its own. */
static void
graph_draw_waiting(const struct graph_edge *e)
{
	struct slice type = slice_str(e->type), name = slice_str(e->name);
	size_t i;

	graph_name_node(&other, type, name, name);
	i = idset_find(&named, buf_slice(&other));
	if (i != IDSET_NONE && named_node[i] != NAMED_TWICE) {
		buf_clear(&other);
		buf_add_slice(&other, idset_id(&drawn, named_node[i]));
	}
	graph_draw_node(buf_slice(&other), type, name, false);
	graph_draw_edge(e->known);
}

void
dot_end(void)
{
	for (size_t i = 0; i < nwaiting; i++) {
		buf_clear(&self);
		buf_add_slice(&self, idset_id(&drawn, waiting[i].from));
		graph_draw_waiting(&waiting[i]);
		free(waiting[i].type);
		free(waiting[i].name);
	}
	free(waiting);
	free(named_node);
	out_puts("}\n");
}
