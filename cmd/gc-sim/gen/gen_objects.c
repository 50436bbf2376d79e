/* gen_objects.c - the objects of an org: names, ids, addresses */
#include "gen/generate.h"

#include "base/mem.h"
#include "gen/gen_distinct.h"
#include "gen/gen_emit.h"
#include "gen/gen_words.h"

#include <ctype.h>

/* "Jürgen Müller", 17 -> "jrgen.mller.17@example.com": one for each user, whatever the name. */
static char *
email_of(const char *name, size_t ordinal)
{
	struct buf b = BUF_INIT;

	for (; *name != '\0'; name++)
		if (isalnum((unsigned char)*name))
			buf_putc(&b, (char)tolower((unsigned char)*name));
		else if (*name == ' ' && b.n > 0)
			buf_putc(&b, '.');
	buf_printf(&b, ".%zu@example.com", ordinal + 1);
	return buf_detach(&b);
}

static char *
id_of(const struct generator *g, enum kind kind, const char *name)
{
	struct buf b = BUF_INIT;
	char id[UUID_SIZE];

	if (kind == EMAIL_DOMAIN)
		return xstrdup(name);
	generate_id(&g->plan, kinds[kind].type, name, 0, id);
	if (kind == DATA_ACTION)
		buf_puts(&b, "custom_-_");
	if (kind == DIALOGFLOW) {
		for (const char *p = name; *p != '\0'; p++)
			if (isalnum((unsigned char)*p))
				buf_putc(&b, (char)tolower((unsigned char)*p));
		buf_putc(&b, '~');
	}
	buf_puts(&b, id);
	return buf_detach(&b);
}

/* Members beyond id, name and division that the API gives for this kind. */
static void
add_extra(const struct org *org, struct generator *g, enum kind kind, size_t ordinal, struct rng *r,
    struct org_object *object)
{
	struct made_object *made = &g->objects[g->first[kind] + ordinal];
	const struct org_object *parent;
	struct buf b = BUF_INIT;

	switch (kind) {
	case USER:
		made->username = email_of(object->name, ordinal);
		gen_emit(&b, "'email':%s,'state':'active'", made->username);
		break;
	case DATA_ACTION:
		parent = generate_in_org(org, g, INTEGRATION, made->parent);
		gen_emit(&b, "'category':%s,'integrationId':%s,'secure':false", parent->name,
		    parent->id);
		break;
	case RESPONSE:
		parent = generate_in_org(org, g, LIBRARY, made->parent);
		gen_emit(&b, "'libraries':[{'id':%s,'name':%s}]", parent->id, parent->name);
		break;
	case EMAIL_ROUTE:
		parent = generate_in_org(org, g, EMAIL_DOMAIN, made->parent);
		gen_emit(&b, "'pattern':%s,'domain':{'id':%s}", object->name, parent->id);
		break;
	case SMS_NUMBER:
		gen_emit(&b, "'phoneNumber':%s", object->name);
		break;
	case RESPONSE_ASSET:
		gen_emit(&b, "'contentType':'application/pdf'");
		break;
	case IMAGE:
		gen_emit(&b, "'contentType':'image/png'");
		break;
	case INTEGRATION:
		gen_emit(&b, "'integrationType':{'id':%s}",
		    rng_chance(r, 60) ? "custom-rest-actions" : "purecloud-data-actions");
		break;
	default:
		break;
	}
	object->extra = b.n > 0 ? buf_detach(&b) : NULL;
}

static void
make_name(enum kind kind, struct rng *r, struct distinct *names, struct buf *name)
{
	bool identifier =
	    kind == USER_PROMPT || kind == GRAMMAR || kind == SMS_NUMBER || kind == EMAIL_DOMAIN;

	buf_clear(name);
	gen_words_expand(r, kinds[kind].pattern, name);
	if (!identifier && kind != USER && rng_chance(r, 4))
		gen_words_mangle(r, name);
	gen_distinct_name(names, kinds[kind].type, name);
}

static void
make_object(
    struct org *org, struct generator *g, enum kind kind, size_t ordinal, struct distinct *names)
{
	struct rng r = generate_fork(g->plan.seed, (uint64_t)(kind + 1) << 32 | ordinal);
	struct made_object *made = &g->objects[g->first[kind] + ordinal];
	struct org_object *object = org_add_object(org);
	struct buf name = BUF_INIT;

	if (kind == DATA_ACTION)
		made->parent = rng_below(&r, generate_count(g, INTEGRATION));
	else if (kind == RESPONSE)
		made->parent = rng_below(&r, generate_count(g, LIBRARY));
	else if (kind == EMAIL_ROUTE)
		made->parent = rng_below(&r, generate_count(g, EMAIL_DOMAIN));
	make_name(kind, &r, names, &name);
	made->object = org->nobjects - 1;
	object->type = xstrdup(kinds[kind].type);
	object->id = id_of(g, kind, name.p);
	object->name = buf_detach(&name);
	object->key = org_key(object->type, object->name);
	if (kinds[kind].in_division)
		object->division = rng_chance(&r, 40) ? 0 : rng_below(&r, org->ndivisions);
	add_extra(org, g, kind, ordinal, &r, object);
}

/* The NLU domain of a bot flow has the flow's name. */
static void
make_domain(struct org *org, struct generator *g, size_t ordinal, const struct made_flow *flow)
{
	struct org_object *object = org_add_object(org);

	g->objects[g->first[NLU_DOMAIN] + ordinal].object = org->nobjects - 1;
	object->type = xstrdup(kinds[NLU_DOMAIN].type);
	object->name = xstrdup(flow->name);
	object->id = id_of(g, NLU_DOMAIN, flow->id);
}

static size_t
count_bots(const struct generator *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->nflows; i++)
		n += flow_types[g->flows[i].type].family == BOT;
	return n;
}

static void
make_domains(struct org *org, struct generator *g)
{
	size_t n = 0;

	for (size_t i = 0; i < g->nflows; i++)
		if (flow_types[g->flows[i].type].family == BOT) {
			make_domain(org, g, n++, &g->flows[i]);
			g->flows[i].domain = n - 1;
		}
}

/*
 * Some data actions have the name of another in a different category, as in real orgs: the name
 * is unique within the integration only.
 */
static void
share_names(struct org *org, const struct generator *g)
{
	for (size_t i = 20; i + 1 < generate_count(g, DATA_ACTION); i += 40) {
		const struct made_object *one = generate_object(g, DATA_ACTION, i);
		const struct made_object *other = generate_object(g, DATA_ACTION, i + 1);

		if (one->parent == other->parent)
			continue;
		free(org->objects[other->object].name);
		org->objects[other->object].name = xstrdup(org->objects[one->object].name);
	}
}

/* Objects of the platform, with the same ids in every org. */
static void
add_platform(struct org *org)
{
	static const struct {
		const char *type, *id, *name;
	} platform[] = {{"systemPrompt", "__processing__", "processing"},
	    {"systemPrompt", "__on_hold_music__", "on_hold_music"},
	    {"systemPrompt", "__silence__", "silence"},
	    {"ttsEngine", "genesys_enhanced", "Genesys Enhanced TTS"},
	    {"ttsVoice", "genesys_enhanced/azure_en-US-JaneNeural-en-US", "JaneNeural"},
	    {"sttEngine", "genesys~v2", "Genesys STT"}};

	for (size_t i = 0; i < COUNT_OF(platform); i++) {
		struct org_object *object = org_add_object(org);

		object->type = xstrdup(platform[i].type);
		object->id = xstrdup(platform[i].id);
		object->name = xstrdup(platform[i].name);
	}
}

void
generate_objects(struct org *org, struct generator *g)
{
	struct distinct names = {NULL, 0, 0};

	for (enum kind kind = 0; kind < KINDS; kind++)
		g->first[kind + 1] =
		    g->first[kind] +
		    (kind == NLU_DOMAIN ? count_bots(g) : gen_kind_count(kind, g->plan.flows));
	g->objects = xcalloc(g->first[KINDS] + 1, sizeof(*g->objects));
	for (enum kind kind = 0; kind < KINDS; kind++) {
		if (kind == NLU_DOMAIN)
			make_domains(org, g);
		for (size_t i = 0; kind != NLU_DOMAIN && i < generate_count(g, kind); i++)
			make_object(org, g, kind, i, &names);
	}
	share_names(org, g);
	add_platform(org);
	gen_distinct_release(&names);
}
