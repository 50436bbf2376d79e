/* count.h - how many lines there are to come, where the input is all regular files. */
#ifndef GET_COUNT_H
#define GET_COUNT_H

#include "base/base.h"

/* 0: not known. Empty lines count; the position of stdin stays what it was. */
size_t count_lines(char *const *files);

#endif
