/* What the code of a failed call means, in all spellings. */
#include "http/api_code.h"
#include "tap.h"

static const struct {
	const char *code, *normal;
	enum api_code means;
} table[] = {
    {"architect.flow.already.exists", "flow.already.exists", API_CODE_EXISTS},
    {"ARCHITECT_FLOW_ALREADY_EXISTS", "flow.already.exists", API_CODE_EXISTS},
    {"VXMLGEN_FLOW_ALREADY_EXISTS", "flow.already.exists", API_CODE_EXISTS},
    {"vxmlgen.flow.already.exists", "flow.already.exists", API_CODE_EXISTS},
    {"flow.already.exists", "flow.already.exists", API_CODE_EXISTS},
    {"Architect.Flow_Already.Exists", "flow.already.exists", API_CODE_EXISTS},
    {"flow.already.exists.", "flow.already.exists.", API_CODE_OTHER},
    {"my.flow.already.exists", "my.flow.already.exists", API_CODE_OTHER},
    {"architect.flow.locked.by.user", "flow.locked.by.user", API_CODE_LOCKED},
    {"architect.flow.not.locked", "flow.not.locked", API_CODE_NOT_LOCKED},
    {"architect.flow.not.locked.by.user", "flow.not.locked.by.user", API_CODE_NOT_LOCKED},
    {"architect.operation.already.in.progress", "operation.already.in.progress", API_CODE_BUSY},
    {"VXMLGEN_DATABASE_THROUGHPUT_EXCEEDED", "database.throughput.exceeded", API_CODE_OVERLOADED},
    {"architect.flow.cannot.checkin.missing.config", "flow.cannot.checkin.missing.config",
	API_CODE_NO_DRAFT},
    {"FLOW_NO_CONFIG_AVAILABLE", "flow.no.config.available", API_CODE_NO_CONFIG},
    {"architect.flow.not.found", "flow.not.found", API_CODE_NOT_FOUND},
    {"not.found", "not.found", API_CODE_NOT_FOUND},
    {"architect.flow.deleted", "flow.deleted", API_CODE_DELETED},
    {"architect.flow.version.missing", "flow.version.missing", API_CODE_NO_VERSION},
    {"architect.flow.cannot.publish.missing.dependencies",
	"flow.cannot.publish.missing.dependencies", API_CODE_DEPENDENCIES},
    {"architect.flow.data.invalid.format", "flow.data.invalid.format", API_CODE_BAD_BODY},
    {"architect.flow.validate.failed.invalid.name.too.long",
	"flow.validate.failed.invalid.name.too.long", API_CODE_BAD_NAME},
    {"architect.flow.validate.failed.missing.type", "flow.validate.failed.missing.type",
	API_CODE_BAD_TYPE},
    {"architect.flow.validate.failed.", "flow.validate.failed.", API_CODE_OTHER},
    {"architect.default.flow.cannot.delete", "default.flow.cannot.delete", API_CODE_SYSTEM_FLOW},
    {"architect.dependency.object.in.use", "dependency.object.in.use", API_CODE_IN_USE},
    {"architect.dependency.object.in.use.by.queue", "dependency.object.in.use.by.queue",
	API_CODE_IN_USE},
    {"architect.flow.cannot.delete.used.in.flows", "flow.cannot.delete.used.in.flows",
	API_CODE_IN_USE},
    {"architect.vxmlgen.flow.deleted", "vxmlgen.flow.deleted", API_CODE_OTHER},
    {"architect", "architect", API_CODE_OTHER},
    {"architect.", "", API_CODE_OTHER},
    {"", "", API_CODE_OTHER},
    {"too.many.requests", "too.many.requests", API_CODE_OTHER},
};

int
main(void)
{
	struct buf normal = BUF_INIT;

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		buf_clear(&normal);
		buf_puts(&normal, "kept ");
		api_code_normal(slice_str(table[i].code), &normal);
		ok(slice_is(slice_of(normal.p + 5, normal.n - 5), table[i].normal),
		    "\"%s\" normalised", table[i].code);
		ok(api_code_of(table[i].code) == table[i].means, "what \"%s\" means",
		    table[i].code);
	}
	ok(api_code_of(NULL) == API_CODE_OTHER, "no answer, no code");
	buf_clear(&normal);
	for (int i = 0; i < 1000; i++)
		buf_puts(&normal, "flow.");
	ok(api_code_find(buf_slice(&normal)) == API_CODE_OTHER, "a code of 5,000 bytes");
	buf_release(&normal);
	for (int i = 0; i <= API_CODE_COUNT; i++) {
		const char *advice = api_code_advice((enum api_code)i);
		ok(advice == NULL || (*advice != '\0' && advice[strlen(advice) - 1] != '.'),
		    "advice %d", i);
		ok(api_code_passes((enum api_code)i) ==
			(advice != NULL && strstr(advice, "run this again") != NULL),
		    "what passes is tried again %d", i);
	}
	ok(api_code_advice(API_CODE_OTHER) == NULL, "no advice about what is not known");
	ok(strstr(api_code_advice(API_CODE_LOCKED), "unlocked") != NULL, "advice about a lock");
	return tap_done();
}
