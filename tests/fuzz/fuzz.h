/*
 * fuzz.h - what the fuzz targets share. A target is one function, for libFuzzer (make fuzz); a
 * promise that an input breaks is a `fuzz_must`, and ends the program like a crash.
 */
#ifndef FUZZ_H
#define FUZZ_H

#include "json/json.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void
fuzz_must(bool good)
{
	if (!good)
		abort();
}

static inline struct slice
fuzz_text(const uint8_t *data, size_t size)
{
	return slice_of(size > 0 ? (const char *)data : "", size);
}

/* Whether a text is one whole JSON value. */
static inline bool
fuzz_is_json(struct json *j, struct slice text)
{
	enum json_type t;

	json_start(j, text);
	while ((t = json_next(j)) > JSON_END)
		continue;
	return t == JSON_END;
}

#endif
