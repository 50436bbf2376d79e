/* gen_sum.c - expressions of many operands: what makes bodies deep */
#include "gen/gen_value.h"

#include "gen/gen_emit.h"

#define SYSTEM_NAME "Call.Ani"
#define SYSTEM_ID   "__CALL_ANI__"

static void
source_of(const struct term *t, struct buf *b)
{
	switch (t->kind) {
	case TERM_TEXT:
		emit(b, "%s", t->text);
		break;
	case TERM_VARIABLE:
		buf_puts(b, t->variable->name);
		break;
	case TERM_TO_STRING:
		buf_printf(b, "ToString(%s)", t->variable->name);
		break;
	case TERM_SYSTEM:
		buf_puts(b, SYSTEM_NAME);
		break;
	case TERM_REPLACE:
		buf_puts(b, "Replace(" SYSTEM_NAME ", \"tel:\", \"\")");
		break;
	}
}

static void
variable(const struct variable *v, size_t at, struct buf *b)
{
	emit(b, "{'ref':{'pos':%zu,'text':%s,'type':%s,'val':%s}}", at, v->name, v->type, v->id);
}

static void
operand(const struct term *t, struct buf *b)
{
	switch (t->kind) {
	case TERM_TEXT:
		emit(b, "{'lit':{'pos':%zu,'text':%s,'type':'str'}}", t->at, t->text);
		break;
	case TERM_VARIABLE:
		variable(t->variable, t->at, b);
		break;
	case TERM_TO_STRING:
		emit(b, "{'ToString':{'pos':%zu,'operands':[", t->at);
		variable(t->variable, t->at + 9, b);
		emit(b, "],'type':'str'}}");
		break;
	case TERM_SYSTEM:
		emit(b,
		    "{'sysref':{'pos':%zu,'text':'" SYSTEM_NAME "','type':'str','val':'" SYSTEM_ID
		    "'}}",
		    t->at);
		break;
	case TERM_REPLACE:
		emit(b,
		    "{'Replace':{'pos':%zu,'operands':[{'sysref':{'pos':%zu,'text':'" SYSTEM_NAME
		    "','type':'str','val':'" SYSTEM_ID "'}},{'lit':{'pos':%zu,'text':'tel:',"
		    "'type':'str'}},{'lit':{'pos':%zu,'text':'','type':'str'}}],'type':'str'}}",
		    t->at, t->at + 8, t->at + 18, t->at + 26);
		break;
	}
}

/* Each thing once, in the order of first use. */
static void
references(const struct term *terms, size_t n, struct buf *b)
{
	const struct variable *seen[16];
	size_t nseen = 0;
	bool system_seen = false;

	for (size_t i = 0; i < n; i++) {
		const struct variable *v = terms[i].variable;
		size_t k = 0;

		if (v == NULL && terms[i].kind != TERM_TEXT && !system_seen) {
			system_seen = true;
			emit_comma(b);
			emit(b, "{'id':'" SYSTEM_ID
				"','type':'str','isSysRef':true,'name':'" SYSTEM_NAME "'}");
		}
		while (v != NULL && k < nseen && seen[k] != v)
			k++;
		if (v == NULL || k < nseen || nseen == COUNT_OF(seen))
			continue;
		seen[nseen++] = v;
		emit_comma(b);
		emit(b, "{'id':%s,'type':%s,'isSysRef':false,'name':%s}", v->id, v->type, v->name);
	}
}

/* "((a + b) + c) + d" as the outermost operator's text has it. */
static void
parenthesized(const struct term *terms, size_t n, struct buf *b)
{
	for (size_t i = 2; i < n; i++)
		buf_putc(b, '(');
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(b, " + ");
		source_of(&terms[i], b);
		if (i > 0 && i + 1 < n)
			buf_putc(b, ')');
	}
}

static void
nest(const struct term *terms, size_t n, const char *text, struct buf *b)
{
	for (size_t i = n - 1; i > 0; i--) {
		emit(b, i == n - 1 ? "'+':{'pos':%zu" : "{'+':{'pos':%zu", terms[i].at - 2);
		if (i == n - 1)
			emit(b, ",'text':%s", text);
		emit(b, ",'operands':[");
	}
	operand(&terms[0], b);
	for (size_t i = 1; i < n; i++) {
		buf_putc(b, ',');
		operand(&terms[i], b);
		emit(b, i == n - 1 ? "],'type':'str'}" : "],'type':'str'}}");
	}
}

void
value_sum(struct buf *b, struct term *terms, size_t n)
{
	struct buf source = BUF_INIT, nested = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(&source, " + ");
		terms[i].at = source.n + 1;
		source_of(&terms[i], &source);
	}
	parenthesized(terms, n, &nested);
	emit(b, "{'config':{");
	nest(terms, n, nested.p, b);
	emit(b, "},'text':%s,'type':'str','uiMetaData':{'mode':0},'metaData':{", source.p);
	buf_puts(b, "\"references\":[");
	references(terms, n, b);
	emit(b, "]},'version':2}");
	buf_release(&source);
	buf_release(&nested);
}
