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
		gen_emit(b, "%s", t->text);
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
write_summand(const struct variable *v, size_t at, struct buf *b)
{
	gen_emit(
	    b, "{'ref':{'pos':%zu,'text':%s,'type':%s,'val':%s}}", at, v->name, v->type, v->id);
}

static void
write_operand(const struct term *t, struct buf *b)
{
	switch (t->kind) {
	case TERM_TEXT:
		gen_emit(b, "{'lit':{'pos':%zu,'text':%s,'type':'str'}}", t->at, t->text);
		break;
	case TERM_VARIABLE:
		write_summand(t->variable, t->at, b);
		break;
	case TERM_TO_STRING:
		gen_emit(b, "{'ToString':{'pos':%zu,'operands':[", t->at);
		write_summand(t->variable, t->at + 9, b);
		gen_emit(b, "],'type':'str'}}");
		break;
	case TERM_SYSTEM:
		gen_emit(b,
		    "{'sysref':{'pos':%zu,'text':'" SYSTEM_NAME "','type':'str','val':'" SYSTEM_ID
		    "'}}",
		    t->at);
		break;
	case TERM_REPLACE:
		gen_emit(b,
		    "{'Replace':{'pos':%zu,'operands':[{'sysref':{'pos':%zu,'text':'" SYSTEM_NAME
		    "','type':'str','val':'" SYSTEM_ID "'}},{'lit':{'pos':%zu,'text':'tel:',"
		    "'type':'str'}},{'lit':{'pos':%zu,'text':'','type':'str'}}],'type':'str'}}",
		    t->at, t->at + 8, t->at + 18, t->at + 26);
		break;
	}
}

/* Each thing once, in the order of first use. */
static void
write_references(const struct term *terms, size_t n, struct buf *b)
{
	const struct variable *seen[16];
	size_t nseen = 0;
	bool system_seen = false;

	for (size_t i = 0; i < n; i++) {
		const struct variable *v = terms[i].variable;
		size_t k = 0;

		if (v == NULL && terms[i].kind != TERM_TEXT && !system_seen) {
			system_seen = true;
			gen_emit_comma(b);
			gen_emit(b, "{'id':'" SYSTEM_ID
				    "','type':'str','isSysRef':true,'name':'" SYSTEM_NAME "'}");
		}
		while (v != NULL && k < nseen && seen[k] != v)
			k++;
		if (v == NULL || k < nseen || nseen == COUNT_OF(seen))
			continue;
		seen[nseen++] = v;
		gen_emit_comma(b);
		gen_emit(
		    b, "{'id':%s,'type':%s,'isSysRef':false,'name':%s}", v->id, v->type, v->name);
	}
}

/* "((a + b) + c) + d" as the outermost operator's text has it. */
static void
write_parenthesized(const struct term *terms, size_t n, struct buf *b)
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
write_nested(const struct term *terms, size_t n, const char *text, struct buf *b)
{
	for (size_t i = n - 1; i > 0; i--) {
		gen_emit(b, i == n - 1 ? "'+':{'pos':%zu" : "{'+':{'pos':%zu", terms[i].at - 2);
		if (i == n - 1)
			gen_emit(b, ",'text':%s", text);
		gen_emit(b, ",'operands':[");
	}
	write_operand(&terms[0], b);
	for (size_t i = 1; i < n; i++) {
		buf_putc(b, ',');
		write_operand(&terms[i], b);
		gen_emit(b, i == n - 1 ? "],'type':'str'}" : "],'type':'str'}}");
	}
}

void
gen_value_sum(struct buf *b, struct term *terms, size_t n)
{
	struct buf source = BUF_INIT, nested = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			buf_puts(&source, " + ");
		terms[i].at = source.n + 1;
		source_of(&terms[i], &source);
	}
	write_parenthesized(terms, n, &nested);
	gen_emit(b, "{'config':{");
	write_nested(terms, n, nested.p, b);
	gen_emit(b, "},'text':%s,'type':'str','uiMetaData':{'mode':0},'metaData':{", source.p);
	buf_puts(b, "\"references\":[");
	write_references(terms, n, b);
	gen_emit(b, "]},'version':2}");
	buf_release(&source);
	buf_release(&nested);
}
