/* gen_plant_objects.c - plants in objects: missing, ambiguous, renamed, moved ones */
#include "gen/gen_plant.h"

#include "cli/cli.h"
#include "base/mem.h"

#include <ctype.h>

static struct org_object *
plant_object_of(const struct planting *p, const struct candidate *c)
{
	return &p->org->objects[generate_object(p->g, c->kind, c->ordinal)->object];
}

/* This org's own flows use another object of the kind instead. */
static bool
plant_missing(struct planting *p, const struct candidate *c)
{
	struct made_object *made = &p->g->objects[p->g->first[c->kind] + c->ordinal];
	size_t count = generate_count(p->g, c->kind);

	for (size_t i = 1; i < count; i++) {
		const struct made_object *other =
		    generate_object(p->g, c->kind, (c->ordinal + i) % count);

		if (p->gone[other->object])
			continue;
		p->gone[made->object] = true;
		free(made->username);
		*made = *other;
		made->username = other->username == NULL ? NULL : xstrdup(other->username);
		return true;
	}
	return false;
}

static bool
plant_ambiguous(struct planting *p, const struct candidate *c)
{
	struct org_object *twin, *one;
	char id[UUID_SIZE];

	if (!kinds[c->kind].in_division || c->kind == USER)
		return false;
	twin = org_add_object(p->org);
	one = plant_object_of(p, c);
	generate_id(&p->g->plan, one->type, one->name, 1, id);
	twin->type = xstrdup(one->type);
	twin->id = xstrdup(id);
	twin->name = xstrdup(one->name);
	twin->key = one->key;
	twin->extra = one->extra == NULL ? NULL : xstrdup(one->extra);
	twin->division = (one->division + 1) % p->org->ndivisions;
	return true;
}

/* A deleted object of the same name, which listings and GET one still have. */
static bool
plant_removed(struct planting *p, const struct candidate *c)
{
	struct org_object *ghost, *one;
	char id[UUID_SIZE];

	if (c->kind != SKILL && c->kind != SCHEDULE && c->kind != SCHEDULE_GROUP &&
	    c->kind != EMERGENCY_GROUP && c->kind != LANGUAGE_SKILL)
		return false;
	ghost = org_add_object(p->org);
	one = plant_object_of(p, c);
	generate_id(&p->g->plan, one->type, one->name, 2, id);
	ghost->type = xstrdup(one->type);
	ghost->id = xstrdup(id);
	ghost->name = xstrdup(one->name);
	ghost->division = one->division;
	ghost->deleted = true;
	return true;
}

static void
rename_object(struct org_object *object, const char *end)
{
	struct buf name = BUF_INIT;

	buf_puts(&name, object->name);
	buf_puts(&name, end);
	free(object->name);
	object->name = buf_detach(&name);
}

static bool
plant_renamed(struct planting *p, const struct candidate *c)
{
	rename_object(plant_object_of(p, c), c->kind == USER_PROMPT ? "_new" : " (renamed)");
	return true;
}

static bool
plant_blank(struct planting *p, const struct candidate *c)
{
	if (c->kind == USER_PROMPT)
		return false;
	rename_object(plant_object_of(p, c), " ");
	return true;
}

static bool
plant_case(struct planting *p, const struct candidate *c)
{
	return generate_swap_case(plant_object_of(p, c)->name);
}

static bool
plant_moved(struct planting *p, const struct candidate *c)
{
	struct org_object *object = plant_object_of(p, c);

	if (!kinds[c->kind].in_division)
		return false;
	object->division = (object->division + 1) % p->org->ndivisions;
	return true;
}

static const struct {
	const char *kind;
	bool (*plant)(struct planting *p, const struct candidate *c);
} known[] = {
    {"missing", plant_missing},
    {"ambiguous", plant_ambiguous},
    {"renamed", plant_renamed},
    {"blank", plant_blank},
    {"case", plant_case},
    {"moved", plant_moved},
    {"removed", plant_removed},
};

/* Kinds that gc-plan can find by name, and that an import does not create. */
static bool
is_plantable(enum kind kind)
{
	return kind != NO_KIND && kind != NLU_DOMAIN && kind != DIALOGFLOW &&
	       kind != AUDIO_CONNECTOR;
}

static void
collect_used(struct planting *p)
{
	bool *seen = xcalloc(p->g->first[KINDS] + 1, sizeof(*seen));
	struct gen_refs refs;

	for (size_t i = 0; i < p->g->plan.flows; i++) {
		gen_refs_of(p->org, p->g, i, &refs);
		for (size_t k = 0; k < refs.n; k++) {
			const struct gen_ref *m = &refs.v[k];
			size_t at = is_plantable(m->kind) ? p->g->first[m->kind] + m->ordinal : 0;

			if (!is_plantable(m->kind) || seen[at])
				continue;
			seen[at] = true;
			p->used = xgrow(p->used, &p->used_cap, p->nused + 1, sizeof(*p->used));
			p->used[p->nused++] = (struct candidate){m->kind, m->ordinal};
		}
	}
	free(seen);
	p->ngone = p->org->nobjects;
	p->gone = xcalloc(p->ngone + 1, sizeof(*p->gone));
}

bool
gen_plant_objects(struct planting *p, const char *kind, size_t n)
{
	size_t k = 0, done = 0;

	while (k < COUNT_OF(known) && strcmp(known[k].kind, kind) != 0)
		k++;
	if (k == COUNT_OF(known))
		return false;
	if (p->gone == NULL)
		collect_used(p);
	while (done < n && p->next_used < p->nused)
		done += known[k].plant(p, &p->used[p->next_used++]);
	if (done < n)
		cli_usage(
		    "--plant %s=%zu: the flows use too few objects; use a larger --flows", kind, n);
	return true;
}

/* Remove the missing objects from the org, and correct every index. */
static void
remove_gone(struct planting *p)
{
	struct org *org = p->org;
	size_t *place = xcalloc(org->nobjects + 1, sizeof(*place)), n = 0;

	for (size_t i = 0; i < org->nobjects; i++) {
		place[i] = n;
		if (i < p->ngone && p->gone[i])
			org_release_object(&org->objects[i]);
		else
			org->objects[n++] = org->objects[i];
	}
	org->nobjects = n;
	for (size_t i = 0; i < p->g->first[KINDS]; i++)
		p->g->objects[i].object = place[p->g->objects[i].object];
	free(place);
}

void
gen_plant_finish(struct planting *p)
{
	if (p->gone != NULL)
		remove_gone(p);
	free(p->gone);
	free(p->used);
	free(p->taken);
}
