/*
 * flowtype.h - the two vocabularies for the type of a flow.
 *
 * A flow record has the API's word: upper case in answers (INBOUNDCALL), lower case in filters
 * and configurations. A reference to a flow has the manifest's word (inboundCallFlow). The table
 * comes from the SDK's list of flow types, but the types are an open set: a type that is not in
 * the table follows the rule X -> "x" + "Flow", so a type that Genesys adds tomorrow has one name
 * on both sides.
 */
#ifndef GC_FLOWTYPE_H
#define GC_FLOWTYPE_H

#include "base/buf.h"

/* Append the reference type for an API type in any case: "INBOUNDCALL" -> "inboundCallFlow". */
void flowtype_reference(struct slice api_type, struct buf *out);

/* Append the API type, lower case, for a reference type: "inboundCallFlow" -> "inboundcall". */
void flowtype_api(struct slice reference, struct buf *out);

/* Whether an API type, in any case, is in the table. Other words may be types of flows too. */
bool flowtype_is_known(struct slice api_type);

/* Whether a reference type names flows: "workflow", or any word that ends in "Flow". */
bool flowtype_is_reference(struct slice type);

/* The table's reference type of this number, from 0; NULL after the last one. */
const char *flowtype_at(size_t i);

#endif
