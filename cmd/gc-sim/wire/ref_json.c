/* ref_json.c - what an answer refers to */
#include "wire/ref_json.h"

#include "json/json_write.h"

void
ref_json_put(struct buf *b, const char *key, const char *id, const char *name, const char *path)
{
	json_write_open(b, key);
	json_write_cstr(b, "id", id);
	json_write_cstr(b, "name", name);
	json_write_name(b, "selfUri");
	buf_printf(b, "\"%s%s\"}", path, id);
}
