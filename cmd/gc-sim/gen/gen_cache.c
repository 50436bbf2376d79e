/* gen_cache.c - what the editor keeps in uiMetaData of the objects that a flow uses */
#include "gen/gen_body.h"

#include "gen/gen_words.h"

/* The error schema of every data action: about half of the bytes of a cached contract. */
static const char error_schema[] =
    "{'title':'ErrorBody','description':'What an answer with an error holds.','type':'object',"
    "'required':['errorCode','status','userMessage'],'properties':{'errors':{'type':'array',"
    "'items':{'type':'object'},'name':'errors'},'errorCode':{'description':'A code of this error "
    "alone.','type':'string','name':'errorCode','required':true},'status':{'description':'The "
    "status of the HTTP answer (400, 401, 403, 404, 500 and so on).','type':'integer','name':"
    "'status','required':true},'correlationId':{'description':'Identifies the request in the "
    "logs of the service; where it is blank, the header has it.','type':'string','name':"
    "'correlationId'},'entityId':{'type':'string','name':'entityId'},'entityName':{'type':"
    "'string','name':'entityName'},'userMessage':{'description':'A sentence for people.','type':"
    "'string','name':'userMessage','required':true},'userParams.key':{'type':'array','items':{"
    "'type':'string'},'name':'userParams.key'},'userParams.value':{'type':'array','items':{"
    "'type':'string'},'name':'userParams.value'},'details.errorCode':{'type':'array','items':{"
    "'type':'string'},'name':'details.errorCode'},'details.fieldName':{'type':'array','items':{"
    "'type':'string'},'name':'details.fieldName'}},'additionalProperties':false}";

static void
cache_schema(struct rng *r, size_t n, struct buf *to)
{
	struct buf name = BUF_INIT;

	gen_emit(to,
	    "{'$schema':'http://json-schema.org/draft-04/schema#','type':'object','properties':{");
	for (size_t i = 0; i < n; i++) {
		buf_clear(&name);
		gen_words_expand(r, "<word><part>|<word>", &name);
		buf_printf(&name, "%zu", i);
		gen_emit_comma(to);
		gen_emit(to, "%s:{'description':%s,'type':'string','maxLength':%zu,'name':%s}",
		    name.p, gen_words_sentence(r), rng_chance(r, 20) ? (size_t)262144 : (size_t)256,
		    name.p);
	}
	gen_emit(to, "},'additionalProperties':true}");
	buf_release(&name);
}

static void
cache_uris(const char *id, const char *side, struct buf *to)
{
	gen_emit(to, "'");
	buf_printf(to, "%sSchemaUri\":\"/api/v2/integrations/actions/%s/schemas/%sschema.json\",",
	    side, id, side);
}

/*
 * A data action with its whole contract, each schema twice. Flows that were saved earlier have
 * URIs instead.
 */
static void
data_action(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	struct rng r = generate_fork(b->g->plan.seed, 7u << 20 | m->ordinal);
	size_t parent = generate_object(b->g, DATA_ACTION, m->ordinal)->parent;
	const char *category = generate_in_org(b->org, b->g, INTEGRATION, parent)->name;
	struct buf in = BUF_INIT, out = BUF_INIT;
	bool older = rng_chance(&r, 10);

	cache_schema(&r, rng_between(&r, 1, 6), &in);
	cache_schema(&r, rng_between(&r, 1, 14), &out);
	gen_emit(to,
	    "{'id':%s,'name':%s,'category':%s,'contract':{'input':{'inputSchemaFlattened':{"
	    "'schema':",
	    m->id, m->name, category);
	buf_add_slice(to, buf_slice(&in));
	gen_emit(to, "}},'output':{'errorSchemaFlattened':{'schema':");
	gen_emit(to, error_schema);
	gen_emit(to, "},'successSchemaFlattened':{'schema':");
	buf_add_slice(to, buf_slice(&out));
	gen_emit(to, "}}},");
	if (older) {
		cache_uris(m->id, "input", to);
		cache_uris(m->id, "success", to);
		cache_uris(m->id, "error", to);
	}
	gen_emit(to, "'result':'ok','inputSchema':");
	buf_add_slice(to, buf_slice(&in));
	gen_emit(to, ",'successSchema':");
	buf_add_slice(to, buf_slice(&out));
	gen_emit(to, ",'errorSchema':");
	gen_emit(to, error_schema);
	buf_putc(to, '}');
	buf_release(&in);
	buf_release(&out);
}

static void
data_table(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	(void)b;
	gen_emit(to,
	    "{'id':%s,'name':%s,'schema':{'$schema':'http://json-schema.org/draft-04/schema#',"
	    "'title':%s,'type':'object','required':['key'],'properties':{'key':{'title':'ani',"
	    "'type':'string','$id':'/properties/key','displayOrder':0,'maxLength':256,"
	    "'minLength':1,'name':'key','required':true}},'additionalProperties':false,"
	    "'datatableId':%s},'result':'ok'}",
	    m->id, m->name, m->name, m->id);
}

static void
cache_script(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	char id[UUID_SIZE];

	gen_emit(to,
	    "{'id':%s,'name':%s,'variables':{'title':'Variables','type':'object','properties':{",
	    m->id, m->name);
	for (size_t i = 0; i < 3; i++) {
		generate_id(&b->g->plan, "scriptVariable", m->id, i, id);
		gen_emit_comma(to);
		gen_emit(to, "'Case Type %zu':{'id':%s,'type':'string'}", i + 1, id);
	}
	gen_emit(to, "}}}");
}

static void
cache_response(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	size_t parent = generate_object(b->g, RESPONSE, m->ordinal)->parent;
	const struct org_object *library = generate_in_org(b->org, b->g, LIBRARY, parent);

	gen_emit(to, "{'id':%s,'name':%s,'libraries':[{'id':%s,'name':%s}]}", m->id, m->name,
	    library->id, library->name);
}

static void
cache_plain(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	(void)b;
	gen_emit(to, "{'name':%s,'id':%s,'result':'ok'}", m->name, m->id);
}

static void
knowledge_base(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	(void)b;
	gen_emit(to,
	    "{'coreLanguage':'en-US','dateDocumentLastModified':'2024-09-06T19:06:40.210Z',"
	    "'faqCount':%zu,'name':%s,'id':%s,'result':'ok'}",
	    m->ordinal + 6, m->name, m->id);
}

/* The org's outcomes; the flow uses one or two of them. */
static void
cache_outcomes(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	size_t n = generate_count(b->g, OUTCOME);

	(void)m;
	for (size_t i = 0; i < n && i < 24; i++) {
		const struct org_object *object = generate_in_org(b->org, b->g, OUTCOME, i);

		gen_emit_comma(to);
		gen_emit(to, "{'id':%s,'name':%s}", object->id, object->name);
	}
}

/* A flow as its record was, with division and training data. */
static void
other_flow(const struct body *b, const struct gen_ref *m, struct buf *to)
{
	const struct made_flow *flow = &b->g->flows[m->ordinal];
	const struct org_division *division = &b->org->divisions[flow->division];

	if (flow_types[flow->type].family == BOT) {
		const struct org_object *domain =
		    generate_in_org(b->org, b->g, NLU_DOMAIN, flow->domain);

		gen_emit(to,
		    "{'nluInfo':{'intents':[{'name':'Wait'}],'domain':{'id':%s,'selfUri':'",
		    domain->id);
		buf_printf(to, "/api/v2/languageunderstanding/domains/%s\"}},", domain->id);
	} else {
		buf_putc(to, '{');
	}
	gen_emit(to, "'type':'");
	for (const char *p = flow_types[flow->type].api; *p != '\0'; p++)
		buf_putc(to, (char)(*p | 0x20));
	gen_emit(to,
	    "','name':%s,'id':%s,'division':{'id':%s,'name':%s},'alternateFlowInfos':[{'id':%s,"
	    "'division':{'id':%s}}],'inputSchema':{'type':'object','properties':{}}}",
	    m->name, m->id, division->id, division->name, m->id, division->id);
}

static const struct cache {
	const char *key;
	enum kind kind;
	const char *type; /* of flows */
	void (*write)(const struct body *b, const struct gen_ref *m, struct buf *to);
	bool once; /* writes all at the first reference */
} caches[] = {
    {"actionServiceActions", DATA_ACTION, NULL, data_action, false},
    {"dataTableTables", DATA_TABLE, NULL, data_table, false},
    {"scripts", SCRIPT, NULL, cache_script, false},
    {"flowOutcomes", OUTCOME, NULL, cache_outcomes, true},
    {"flowMilestones", MILESTONE, NULL, cache_plain, false},
    {"contactList", CONTACT_LIST, NULL, cache_plain, false},
    {"knowledgeBases", KNOWLEDGE_BASE, NULL, knowledge_base, false},
    {"responses", RESPONSE, NULL, cache_response, false},
    {"audioConnector", AUDIO_CONNECTOR, NULL, cache_plain, false},
    {"dialogflowAgents", DIALOGFLOW, NULL, cache_plain, false},
    {"botFlows", NO_KIND, "botFlow", other_flow, false},
    {"digitalBotFlows", NO_KIND, "digitalBotFlow", other_flow, false},
    {"commonModuleFlows", NO_KIND, "commonModuleFlow", other_flow, false},
};

static bool
is_of(const struct cache *cache, const struct gen_ref *m)
{
	return m->kind == cache->kind && (m->kind != NO_KIND || strcmp(m->type, cache->type) == 0);
}

static void
write_one(const struct body *b, const struct cache *cache, struct buf *to)
{
	bool open = false;

	for (size_t i = 0; i < b->refs.n; i++) {
		if (!is_of(cache, &b->refs.v[i]) || (open && cache->once))
			continue;
		if (!open)
			gen_emit(to, ",%s:[", cache->key);
		open = true;
		gen_emit_comma(to);
		cache->write(b, &b->refs.v[i], to);
	}
	if (open)
		buf_putc(to, ']');
}

size_t
gen_cache_cost(const struct gen_ref *m)
{
	if (m->kind == DATA_ACTION)
		return 6700;
	if (strcmp(m->type, "commonModuleFlow") == 0)
		return 26000; /* with the copy of it */
	return m->kind == NO_KIND ? 700 : 300;
}

void
gen_cache_write(struct body *b, struct buf *to)
{
	gen_emit(to, "{'bridgeServerActions':[],'screenPops':[]");
	for (size_t i = 0; i < COUNT_OF(caches); i++)
		write_one(b, &caches[i], to);
	gen_emit(to, ",'task':[");
	for (size_t i = 0; i < b->ntasks; i++) {
		gen_emit_comma(to);
		gen_emit(to, "{'id':%s,'name':%s}", b->tasks[i].id, b->tasks[i].name);
	}
	gen_emit(to, "]}");
}
