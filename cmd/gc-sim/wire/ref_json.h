/*
 * ref_json.h - what an answer refers to.
 */
#ifndef SIM_REF_JSON_H
#define SIM_REF_JSON_H

#include "base/buf.h"

/* {"id":…,"name":…,"selfUri":"<path><id>"} */
void ref_json_put(
    struct buf *b, const char *key, const char *id, const char *name, const char *path);

#endif
