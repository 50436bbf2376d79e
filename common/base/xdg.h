/*
 * xdg.h - where a user's files are (XDG Base Directory Specification).
 */
#ifndef GC_XDG_H
#define GC_XDG_H

#include "base/base.h"

/*
 * "$variable/rest" where the variable is set to an absolute path, else "$HOME/fallback/rest"; the
 * caller frees it. variable may be NULL. NULL: there is no home folder.
 */
char *xdg_path(const char *variable, const char *fallback, const char *rest);

#endif
