/* secret.c - secrets are overwritten before their memory is freed */
#include "base/secret.h"

void
secret_wipe(void *p, size_t n)
{
	volatile unsigned char *v = p;

	while (n-- > 0)
		*v++ = 0;
}

void
secret_free(char **text)
{
	if (*text != NULL)
		secret_wipe(*text, strlen(*text));
	free(*text);
	*text = NULL;
}

void
secret_release(struct buf *b)
{
	secret_wipe(b->p, b->cap);
	buf_release(b);
}
