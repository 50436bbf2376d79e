/* define_action.c - the content of data actions and of integrations */
#include "define/define_types.h"

#include "gen/gen_emit.h"
#include "json/json_write.h"

/*
 * A template in Velocity, as people write them. Some have the id of a queue or a data table in the
 * middle of the text.
 */
static void
action_template(struct define *d, struct buf *text)
{
	const struct org_object *o = NULL;

	if (rng_chance(&d->r, 20))
		o = define_pick(d, rng_chance(&d->r, 50) ? "queue" : "dataTable");
	buf_puts(text, "{\"customer\":\"$esc.jsonEncode(${input.CUSTOMER_ID})\"");
	if (o != NULL)
		buf_printf(text, ",\n \"target\":\"%s\"", o->id);
	if (rng_chance(&d->r, 40))
		buf_puts(text, ",\n \"since\":\"${input.SINCE}\"#if(${input.LIMIT}),\n"
			       " \"limit\":${input.LIMIT}#end");
	buf_puts(text, "}");
}

static void
action_request(struct define *d)
{
	static const char *const verbs[] = {"GET", "POST", "POST", "PUT"};
	const char *verb = verbs[rng_below(&d->r, COUNT_OF(verbs))];
	struct buf text = BUF_INIT;

	json_write_open(d->b, "request");
	buf_printf(&text, "https://api.example.com/v%zu/customers/${input.CUSTOMER_ID}",
	    rng_between(&d->r, 1, 3));
	define_put(d, "'requestUrlTemplate':%s,'requestType':%s", text.p, verb);
	define_put(d, "'headers':{'Content-Type':'application/json'");
	if (rng_chance(&d->r, 60))
		define_put(d, "'Authorization':'Bearer ${credentials.token}'");
	if (rng_chance(&d->r, 15)) {
		buf_clear(&text);
		buf_printf(&text, "literal-key-%06zx", rng_below(&d->r, 1 << 24));
		define_put(d, "'X-Api-Key':%s", text.p);
	}
	json_write_close(d->b);
	buf_clear(&text);
	if (strcmp(verb, "GET") == 0)
		buf_puts(&text, "${input.rawRequest}");
	else
		action_template(d, &text);
	define_put(d, "'requestTemplate':%s", text.p);
	json_write_close(d->b);
	buf_release(&text);
}

static void
action_config(struct define *d)
{
	json_write_open(d->b, "config");
	action_request(d);
	define_put(d, "'response':{'translationMap':{'name':'$.customer.name','open':'$.orders'},"
		      "'translationMapDefaults':{'name':'\\\"unknown\\\"'},"
		      "'successTemplate':'{\\\"name\\\": ${name}, \\\"open\\\": ${open}}'}");
	define_put(d, "'timeoutSeconds':%d", (int)rng_between(&d->r, 5, 60));
	json_write_close(d->b);
}

static void
action_contract(struct define *d)
{
	bool list = rng_chance(&d->r, 20);
	static const char properties[] =
	    "'properties':{'name':{'type':'string'},'open':{'type':'array','items':"
	    "{'type':'object','properties':{'id':{'type':'integer'},'total':{'type':'number'}}}}},"
	    "'additionalProperties':true";

	json_write_open(d->b, "contract");
	define_put(d, "'input':{'inputSchema':{'$schema':'http://json-schema.org/draft-04/schema#',"
		      "'title':'Request','type':'object','required':['CUSTOMER_ID'],'properties':"
		      "{'CUSTOMER_ID':{'type':'string','description':'The customer'},"
		      "'SINCE':{'type':'string'},'LIMIT':{'type':'integer','default':10}},"
		      "'additionalProperties':true}}");
	json_write_open(d->b, "output");
	json_write_open(d->b, "successSchema");
	define_put(d, "'$schema':'http://json-schema.org/draft-04/schema#','title':'Answer'");
	if (list)
		define_put(d, "'type':'array','items':{'type':'object'");
	else
		define_put(d, "'type':'object'");
	define_put(d, properties);
	if (list)
		json_write_close(d->b);
	json_write_close(d->b);
	json_write_close(d->b);
	json_write_close(d->b);
}

/* Category and integration are among the object's own members where it was generated. */
void
define_action(struct define *d)
{
	const struct org_object *integration;

	if (d->o->extra == NULL || strstr(d->o->extra, "\"integrationId\"") == NULL) {
		integration = define_pick(d, "integration");
		if (integration != NULL)
			define_put(d, "'integrationId':%s", integration->id);
		if (integration != NULL &&
		    (d->o->extra == NULL || strstr(d->o->extra, "\"category\"") == NULL))
			define_put(d, "'category':%s", integration->name);
	}
	if (d->o->extra == NULL || strstr(d->o->extra, "\"secure\"") == NULL)
		json_write_bool(d->b, "secure", strcmp(d->o->type, "secureAction") == 0);
	action_contract(d);
	action_config(d);
}

void
define_integration(struct define *d)
{
	if (d->o->extra == NULL || strstr(d->o->extra, "\"integrationType\"") == NULL)
		define_put(d, "'integrationType':{'id':'custom-rest-actions'}");
	define_put(d, "'notes':'Installed by the team of integrations','intendedState':'ENABLED',"
		      "'reportedState':{'code':'ACTIVE','effective':'Active'},'attributes':{}");
}
