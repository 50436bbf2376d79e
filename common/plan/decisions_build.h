/* decisions_build.h - what reading and writing a table of decisions share (decisions.h) */
#ifndef GC_DECISIONS_BUILD_H
#define GC_DECISIONS_BUILD_H

#include "plan/decisions.h"

/* The columns, in the order in which they are written. */
enum decisions_column {
	DECISIONS_TYPE,
	DECISIONS_NAME,
	DECISIONS_ID,
	DECISIONS_WRONG,
	DECISIONS_CANDIDATES,
	DECISIONS_DECISION,
	DECISIONS_COLUMNS
};

extern const char *const decisions_columns[DECISIONS_COLUMNS];

#define DECISIONS_IGNORE "ignore"

#endif
