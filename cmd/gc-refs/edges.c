/*
 * edges.c - references as edges for tsort(1)
 *
 * A flow's edges to other flows go out at once, whether or not these are in the input. All other
 * references are kept as two numbers until it is known which records the input has.
 */
#include "base/mem.h"
#include "base/out.h"
#include "gc-refs.h"
#include "record/flowtype.h"

struct edge {
	uint32_t id, self; /* of what is referred to, in `ids`; the node that refers to it */
};

static struct idset ids, nodes;
static struct edge *edges;
static size_t nedges, edges_cap;
static struct buf self, other;

static void
edges_put(struct slice from, struct slice to)
{
	out_slice(from);
	out_putc(' ');
	out_slice(to);
	out_putc('\n');
}

static bool
edges_is_flow(const struct refs *r, const struct ref *ref)
{
	bool named = ref->manifest || (r->archy.n > 0 && ref->class == REF_OBJECT);

	return r->flow && named && flowtype_is_reference(refs_text(r, ref->type));
}

/* The reference to itself is none. */
static bool
edges_may_be(const struct refs *r, const struct ref *ref)
{
	struct slice id = refs_text(r, ref->id);

	return id.n > 0 && ref->class != REF_PLATFORM && !slice_eq(id, refs_text(r, r->own_id));
}

void
edges_add(const struct refs *r)
{
	graph_name_node(
	    &self, refs_text(r, r->type), refs_text(r, r->own_name), refs_text(r, r->own_id));
	for (size_t i = 0; i < r->n; i++) {
		const struct ref *ref = &r->v[i];
		if (edges_is_flow(r, ref)) {
			graph_name_node(&other, refs_text(r, ref->type), refs_text(r, ref->name),
			    refs_text(r, ref->id));
			edges_put(buf_slice(&other), buf_slice(&self));
		} else if (edges_may_be(r, ref)) {
			edges = xgrow(edges, &edges_cap, nedges + 1, sizeof *edges);
			edges[nedges].id = (uint32_t)idset_add(&ids, refs_text(r, ref->id));
			edges[nedges++].self = (uint32_t)idset_add(&nodes, buf_slice(&self));
		}
	}
}

void
edges_show(const struct known *k)
{
	for (size_t i = 0; i < nedges; i++) {
		const struct known_object *o = known_find(k, idset_id(&ids, edges[i].id));
		if (o == NULL)
			continue;
		graph_name_node(&other, known_text(k, o->type), known_text(k, o->name),
		    idset_id(&ids, edges[i].id));
		edges_put(buf_slice(&other), idset_id(&nodes, edges[i].self));
	}
	idset_release(&ids);
	idset_release(&nodes);
	free(edges);
	edges = NULL;
	buf_release(&self);
	buf_release(&other);
}
