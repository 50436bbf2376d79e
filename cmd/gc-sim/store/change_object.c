/* change_object.c - changes of objects and of their parts */
#include "base/base64.h"
#include "base/mem.h"
#include "content/content_prompt.h"
#include "content/content_rows.h"
#include "content/sim_wav.h"
#include "clock/simclock.h"
#include "store/change.h"
#include "org/parts.h"

/* The types of the objects that parts belong to. */
static const char *
part_owner(enum change_kind kind)
{
	switch (kind) {
	case CHANGE_ROW:
	case CHANGE_ROWS:
		return "dataTable";
	case CHANGE_WRAPUPS:
		return "queue";
	default:
		return "userPrompt";
	}
}

bool
change_object_fits(const struct sim *sim, const struct change *c)
{
	if (c->object == NULL)
		return false;
	if (c->kind == CHANGE_DIVISION)
		return c->name != NULL;
	if (c->kind == CHANGE_DEFINE)
		return c->type != NULL && c->name != NULL && c->configuration.n > 0;
	if (c->kind == CHANGE_REMOVE)
		return c->type != NULL && org_object(&sim->org, c->type, c->object) != NULL;
	return org_object(&sim->org, part_owner(c->kind), c->object) != NULL &&
	       (c->name != NULL || c->kind == CHANGE_ROWS || c->kind == CHANGE_WRAPUPS);
}

/* What a request makes has no parts but those that requests bring. */
static struct org_object *
change_make_object(struct sim *sim, const struct change *c)
{
	struct org_object *o = org_add_object(&sim->org);
	struct org_parts *parts = parts_of(o);

	o->type = xstrdup(c->type);
	o->id = xstrdup(c->object);
	o->created_ms = c->at;
	parts->has_rows = parts->has_resources = true;
	parts->wrapups = xstrdup("[]");
	org_index(&sim->org);
	return org_object(&sim->org, c->type, c->object);
}

static void
change_define(struct sim *sim, const struct change *c)
{
	struct org_object *o = org_object(&sim->org, c->type, c->object);
	char *name;

	if (o == NULL)
		o = change_make_object(sim, c);
	name = xstrdup(c->name); /* which may be the object's own */
	free(o->name);
	o->name = name;
	free(o->definition);
	o->definition = xmemdup0(c->configuration.p, c->configuration.n);
	o->division =
	    c->division != NULL ? org_find_division(&sim->org, c->division) : ORG_NO_DIVISION;
	o->version = (long long)c->version;
	o->modified_ms = c->at;
	o->deleted = false;
}

static void
change_division(struct sim *sim, const struct change *c)
{
	struct org *org = &sim->org;
	size_t i = org_find_division(org, c->object);

	if (i == ORG_NO_DIVISION) {
		i = org->ndivisions++;
		org->divisions = xgrow(
		    org->divisions, &org->divisions_cap, org->ndivisions, sizeof *org->divisions);
		org->divisions[i] = (struct org_division){xstrdup(c->object), NULL, NULL};
	}
	free(org->divisions[i].name);
	free(org->divisions[i].description);
	org->divisions[i].name = xstrdup(c->name);
	org->divisions[i].description = c->description != NULL ? xstrdup(c->description) : NULL;
}

static void
change_row(struct sim *sim, struct org_object *o, const struct change *c)
{
	rows_settle(&sim->org, o);
	if (c->kind == CHANGE_ROWS)
		parts_drop_rows(o->parts);
	else if (c->configuration.n == 0)
		parts_drop_row(o->parts, c->name);
	else
		parts_put_row(o->parts, c->name, c->configuration);
}

/* What is not a recording is kept as nothing: its transcoding fails. */
static void
change_audio(struct sim *sim, struct org_object *o, const struct change *c)
{
	struct org_resource *r = parts_resource(o->parts, c->name);
	struct slice text = c->configuration;
	struct buf bytes = BUF_INIT, kept = BUF_INIT;
	long long due = c->at + sim->job_ms;

	if (r == NULL || text.n < 2)
		return;
	if (base64_decode(slice_of(text.p + 1, text.n - 2), &bytes) && wav_is(buf_slice(&bytes)))
		wav_transcode(buf_slice(&bytes), &kept);
	parts_keep_audio(r, buf_slice(&kept));
	r->status = AUDIO_UPLOADED;
	r->due_ms = simclock_ms() + (due > simclock_date() ? due - simclock_date() : 0);
	buf_release(&bytes);
	buf_release(&kept);
}

static void
change_prompt(struct sim *sim, struct org_object *o, const struct change *c)
{
	prompt_settle(&sim->org, o);
	if (c->kind == CHANGE_AUDIO)
		change_audio(sim, o, c);
	else if (c->configuration.n == 0)
		parts_drop_resource(o->parts, c->name);
	else
		parts_put_resource(o->parts, c->name, c->configuration);
}

static void
change_wrapups(struct org_object *o, const struct change *c)
{
	struct org_parts *parts = parts_of(o);

	free(parts->wrapups);
	parts->wrapups = xmemdup0(c->configuration.p, c->configuration.n);
}

void
change_object(struct sim *sim, const struct change *c)
{
	struct org_object *o;

	switch (c->kind) {
	case CHANGE_DEFINE:
		change_define(sim, c);
		return;
	case CHANGE_DIVISION:
		change_division(sim, c);
		return;
	case CHANGE_REMOVE:
		org_object(&sim->org, c->type, c->object)->deleted = true;
		return;
	default:
		break;
	}
	o = org_object(&sim->org, part_owner(c->kind), c->object);
	if (c->kind == CHANGE_WRAPUPS)
		change_wrapups(o, c);
	else if (c->kind == CHANGE_ROW || c->kind == CHANGE_ROWS)
		change_row(sim, o, c);
	else
		change_prompt(sim, o, c);
}
