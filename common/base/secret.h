/* secret.h - secrets are overwritten before their memory is freed. */
#ifndef GC_SECRET_H
#define GC_SECRET_H

#include "base/buf.h"

void secret_wipe(void *p, size_t n); /* not optimized away; p may be NULL when n is 0 */
void secret_free(char **text);       /* wipe, free and set to NULL; *text may be NULL */
void secret_release(struct buf *b);  /* buf_release() with the bytes wiped */

#endif
