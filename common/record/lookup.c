/* lookup.c - objects that a flow looks up when it runs */
#include <strings.h>

#include "base/ascii.h"
#include "record/lookup.h"

#define ACTION "Action"

enum { LOOKUP_NAME_MIN = 8 }; /* of the shortest name */

static const struct lookup table[] = {
    {"FindQueue", "queue", false},
    {"FindSkill", "acdSkill", false},
    {"FindLanguageSkill", "acdLanguage", false},
    {"FindEmergencyGroup", "emergencyGroup", false},
    {"FindScheduleGroup", "scheduleGroup", false},
    {"FindSchedule", "schedule", false},
    {"FindUser", "user", false},
    {"FindGroup", "group", false},
    {"FindUserPrompt", "userPrompt", false},
    {"FindSystemPrompt", "systemPrompt", false},
    {"FindUtilizationLabel", "utilizationLabel", false},
    {"FindGrammar", "grammar", false},
    {"FindQueueById", "queue", true},
    {"FindUserById", "user", true},
    {"FindUsersById", "user", true},
    {"FindGrammarById", "grammar", true},
};

const struct lookup *
lookup_find(struct slice name)
{
	size_t action = strlen(ACTION);

	if (name.n < LOOKUP_NAME_MIN || (name.p[0] | 0x20) != 'f' || (name.p[1] | 0x20) != 'i')
		return NULL;
	if (memcmp(name.p + name.n - action, ACTION, action) == 0)
		name.n -= action;
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (strlen(table[i].name) == name.n &&
		    strncasecmp(table[i].name, name.p, name.n) == 0)
			return &table[i];
	return NULL;
}

bool
lookup_has_type(struct slice type)
{
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (slice_is(type, table[i].type))
			return !slice_is(type, "systemPrompt");
	return false;
}

void
lookup_unquote(struct slice literal, struct buf *b)
{
	for (size_t i = 0; i < literal.n; i++) {
		char c = literal.p[i];
		if (c == '\\' && i + 1 < literal.n) {
			c = literal.p[++i];
			c = c == 'n' ? '\n' : c == 't' ? '\t' : c == 'r' ? '\r' : c;
		}
		buf_putc(b, c);
	}
}

bool
lookup_quote(struct slice text, struct buf *b)
{
	for (size_t i = 0; i < text.n; i++) {
		char c = text.p[i];
		if ((unsigned char)c < ' ' || c == 0x7f)
			return false;
		if (c == '"' || c == '\\')
			buf_putc(b, '\\');
		buf_putc(b, c);
	}
	return true;
}

/* Whether the text before an opening parenthesis is the name of a look-up. */
static bool
ends_in_name(struct slice text)
{
	size_t end = text.n, begin;

	for (;;) { /* white space, as such or as an escape */
		if (end > 0 && ascii_is_space(text.p[end - 1]))
			end--;
		else if (end > 1 && text.p[end - 2] == '\\')
			end -= 2;
		else
			break;
	}
	for (begin = end; begin > 0 && ascii_is_word(text.p[begin - 1]);)
		begin--;
	if (begin > 0 && begin < end && text.p[begin - 1] == '\\')
		begin++;
	return lookup_find(slice_of(text.p + begin, end - begin)) != NULL;
}

bool
lookup_may_call(struct slice token, bool escaped)
{
	const char *p = token.p, *end = token.p + token.n;

	if (token.n <= LOOKUP_NAME_MIN)
		return false;
	for (; (p = memchr(p, '(', (size_t)(end - p))) != NULL; p++)
		if (ends_in_name(slice_of(token.p, (size_t)(p - token.p))))
			return true;
	for (p = token.p; escaped && (p = memchr(p, '\\', (size_t)(end - p))) != NULL; p += 2)
		if (p[1] == 'u')
			return true;
	return false;
}

static size_t
lookup_pass_space(struct slice text, size_t i)
{
	while (i < text.n && ascii_is_space(text.p[i]))
		i++;
	return i;
}

/* From a string's opening quote to its closing one, or to the text's end. */
static size_t
string_end(struct slice text, size_t i)
{
	for (i++; i < text.n && text.p[i] != '"'; i++)
		if (text.p[i] == '\\' && i + 1 < text.n)
			i++;
	return i < text.n ? i : text.n;
}

/* The operand after an opening parenthesis. False: there is none. */
static bool
read_operand(struct slice text, size_t *i, struct lookup_call *call)
{
	size_t begin = lookup_pass_space(text, *i), end, next;

	*i = begin;
	if (begin == text.n || text.p[begin] == ')')
		return false;
	call->computed = true;
	if (text.p[begin] != '"')
		return true;
	end = string_end(text, begin);
	next = end < text.n ? lookup_pass_space(text, end + 1) : text.n;
	if (next == text.n || (text.p[next] != ')' && text.p[next] != ','))
		return true;
	call->computed = false;
	call->literal = slice_of(text.p + begin + 1, end - begin - 1);
	*i = end + 1;
	return true;
}

bool
lookup_next_call(struct slice text, size_t *from, struct lookup_call *call)
{
	size_t i = *from;

	while (i < text.n) {
		size_t begin = i;
		if (text.p[i] == '"') {
			i = string_end(text, i) + 1;
			continue;
		}
		while (i < text.n && (ascii_is_word(text.p[i]) || text.p[i] == '.'))
			i++;
		if (i == begin) {
			i++;
			continue;
		}
		call->lookup = lookup_find(slice_of(text.p + begin, i - begin));
		begin = lookup_pass_space(text, i);
		if (call->lookup == NULL || begin == text.n || text.p[begin] != '(')
			continue;
		i = begin + 1;
		if (read_operand(text, &i, call)) {
			*from = i;
			return true;
		}
	}
	*from = text.n;
	return false;
}
