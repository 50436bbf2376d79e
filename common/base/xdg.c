/* xdg.c - where a user's files are */
#include "base/xdg.h"
#include "base/buf.h"

char *
xdg_path(const char *variable, const char *fallback, const char *rest)
{
	const char *base = variable != NULL ? getenv(variable) : NULL, *home = getenv("HOME");
	struct buf b = BUF_INIT;

	if (base != NULL && *base == '/') /* relative ones are to be ignored */
		buf_printf(&b, "%s/%s", base, rest);
	else if (home != NULL && *home == '/')
		buf_printf(&b, "%s/%s/%s", home, fallback, rest);
	else
		return NULL;
	return buf_detach(&b);
}
