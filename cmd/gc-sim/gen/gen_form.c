/* gen_form.c - steps by a form */
#include "gen/gen_form.h"

#include "gen/gen_action.h"
#include "gen/gen_words.h"

/* What a word of a form is written from. */
struct form {
	struct body *b;
	const struct step *s;
	const struct gen_ref *ref; /* NULL: the step has none */
	char arg[64];              /* in parentheses behind the word, or "" */
	const char *rest;          /* of the argument, behind its colon; or "" */
	struct buf *to;
};

static void
form_head(const struct form *f)
{
	gen_step_head(f->b, f->s, f->to);
}

static void
form_id(const struct form *f)
{
	gen_emit(f->to, "%s", f->ref->id);
}

static void
form_name(const struct form *f)
{
	gen_emit(f->to, "%s", f->ref->name);
}

static void
form_object(const struct form *f)
{
	gen_value_object(f->to, f->arg, f->ref->id, f->ref->name);
}

static void
form_in(const struct form *f)
{
	gen_value_variable(f->to, gen_variable_pick(f->b, "str"), 0);
}

static void
form_out(const struct form *f)
{
	gen_value_variable(f->to, gen_variable_pick(f->b, "str"), 2);
}

static void
form_sum(const struct form *f)
{
	gen_step_sum(f->b, f->s, f->to);
}

static void
form_say(const struct form *f)
{
	gen_value_communication(f->to, &f->b->rng, gen_words_sentence(&f->b->rng));
}

static void
form_text(const struct form *f)
{
	gen_value_literal(f->to, "str", gen_words_sentence(&f->b->rng));
}

static void
form_audio(const struct form *f)
{
	gen_value_audio(f->to, gen_words_sentence(&f->b->rng), f->ref != NULL ? f->ref->id : NULL,
	    f->ref != NULL ? f->ref->name : NULL);
}

static void
form_speech(const struct form *f)
{
	gen_value_audio(f->to, gen_words_sentence(&f->b->rng), NULL, NULL);
}

static void
form_lit(const struct form *f)
{
	gen_value_literal(f->to, f->arg, f->rest);
}

static void
form_raw(const struct form *f)
{
	gen_value_uncompiled(f->to, f->arg, f->rest);
}

static void
form_empty(const struct form *f)
{
	gen_value_empty(f->to, f->arg);
}

static void
form_errors(const struct form *f)
{
	gen_step_errors(f->to, (size_t)(f->arg[0] - '0'));
}

static void
form_paths(const struct form *f)
{
	gen_step_paths(f->s, f->to, f->arg);
}

static const struct {
	const char *word;
	void (*write)(const struct form *f);
} form_words[] = {
    {"head", form_head},
    {"id", form_id},
    {"name", form_name},
    {"object", form_object},
    {"in", form_in},
    {"out", form_out},
    {"sum", form_sum},
    {"say", form_say},
    {"text", form_text},
    {"audio", form_audio},
    {"speech", form_speech},
    {"lit", form_lit},
    {"raw", form_raw},
    {"empty", form_empty},
    {"errors", form_errors},
    {"paths", form_paths},
};

/* Set the argument behind a word; returns where the form goes on. The colon ends its first part. */
static const char *
form_argument(struct form *f, const char *p)
{
	size_t n;
	char *colon;

	f->arg[0] = '\0';
	f->rest = f->arg;
	if (*p != '(')
		return p;
	n = strcspn(++p, ")");
	memcpy(f->arg, p, n);
	f->arg[n] = '\0';
	colon = strchr(f->arg, ':');
	if (colon != NULL) {
		*colon = '\0';
		f->rest = colon + 1;
	}
	return p + n + 1;
}

/* The word at p, behind its dollar. */
static const char *
form_word(struct form *f, const char *p)
{
	size_t n = strspn(p, "abcdefghijklmnopqrstuvwxyz"), i = 0;

	while (strlen(form_words[i].word) != n || memcmp(form_words[i].word, p, n) != 0)
		i++;
	p = form_argument(f, p + n);
	form_words[i].write(f);
	return p;
}

void
gen_form_write(struct body *b, const struct step *s, const char *form, struct buf *to)
{
	struct form f = {.b = b, .s = s, .to = to};

	if (s->ref != NO_REF)
		f.ref = gen_step_ref(b, s);
	while (*form != '\0') {
		if (*form == '$') {
			form = form_word(&f, form + 1);
		} else {
			buf_putc(to, *form == '\'' ? '"' : *form);
			form++;
		}
	}
}
