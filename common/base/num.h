/* num.h - strict numbers of options and settings: the whole text must be the number. */
#ifndef GC_NUM_H
#define GC_NUM_H

#include "base/base.h"

/* Decimal integer in min..max into *value. */
bool num_long(const char *text, long min, long max, long *value);

#endif
