/* Which names a flow may have. */
#include "architect/limits.h"
#include "base/buf.h"
#include "tap.h"

static const struct {
	const char *name, *fault; /* a part of it; NULL: none */
} table[] = {
    {"Sales", NULL},
    {"7", NULL},
    {" a ", NULL},
    {"\xe6\x97\xa5\xe6\x9c\xac", NULL},
    {"debug", NULL},
    {"x-debug ", NULL},
    {"-debugger", NULL},
    {"", "no letter"},
    {"   ", "no letter"},
    {"-_.", "no letter"},
    {"a/b", "slash"},
    {"x-debug", "-debug"},
    {"x-DeBug", "-debug"},
    {"-debug", "-debug"},
};

/* A name of n times a character. */
static const char *
limits_fault_of(const char *character, size_t n)
{
	struct buf name = BUF_INIT;
	const char *fault;

	while (n-- > 0)
		buf_puts(&name, character);
	fault = limits_name_fault(buf_slice(&name));
	buf_release(&name);
	return fault;
}

int
main(void)
{
	for (size_t i = 0; i < COUNT_OF(table); i++) {
		const char *fault = limits_name_fault(slice_str(table[i].name));
		ok(fault == NULL ? table[i].fault == NULL
				 : table[i].fault != NULL && strstr(fault, table[i].fault) != NULL,
		    "\"%s\": %s", table[i].name, fault == NULL ? "fine" : fault);
	}
	ok(limits_fault_of("a", 200) == NULL && limits_fault_of("a", 201) != NULL, "200 letters");
	ok(limits_fault_of("\xc3\xa9", 200) == NULL && limits_fault_of("\xc3\xa9", 201) != NULL,
	    "200 characters of two bytes");
	ok(limits_fault_of("\xf0\x9f\x98\x80", 100) == NULL &&
		limits_fault_of("\xf0\x9f\x98\x80", 101) != NULL,
	    "100 characters of two UTF-16 units");
	return tap_done();
}
