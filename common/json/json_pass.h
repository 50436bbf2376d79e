/*
 * json_pass.h - one pass over a JSON object, with a function for each part of it.
 *
 *	static const struct json_pass pass = {my_enter, my_leave, my_member, my_string, my_other};
 *	if (!json_pass(&j, text, &pass, self))
 *		complain(json_error(&j));
 *
 * The table is a constant of the caller's file; json_pass() is then the same code as a loop written
 * there by hand. Functions of a hot pass are JSON_PASS_INLINE.
 */
#ifndef GC_JSON_PASS_H
#define GC_JSON_PASS_H

#include "json/json.h"

#define JSON_PASS_INLINE static inline __attribute__((always_inline))

/* The functions that return bool end the pass by false. */
struct json_pass {
	bool (*enter)(void *self, struct json *j, bool object);
	void (*leave)(void *self, struct json *j);
	bool (*member)(void *self, struct json *j); /* a name; it may read the value as well */
	void (*string)(void *self, struct json *j);
	void (*other)(
	    void *self, struct json *j, enum json_type type); /* number, true, false, null */
};

/* True: the text was one whole object. */
JSON_PASS_INLINE bool
json_pass(struct json *j, struct slice text, const struct json_pass *pass, void *self)
{
	enum json_type type;

	if (!json_start_object(j, text))
		return false;
	for (type = JSON_OBJECT; type > JSON_END; type = json_next(j)) {
		switch (type) {
		case JSON_OBJECT:
		case JSON_ARRAY:
			if (!pass->enter(self, j, type == JSON_OBJECT))
				return false;
			break;
		case JSON_OBJECT_END:
		case JSON_ARRAY_END:
			pass->leave(self, j);
			break;
		case JSON_KEY:
			if (!pass->member(self, j))
				return false;
			break;
		case JSON_STRING:
			pass->string(self, j);
			break;
		default:
			pass->other(self, j, type);
			break;
		}
	}
	return type == JSON_END;
}

#endif
