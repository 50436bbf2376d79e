/* output.c - a file that a program writes next to stdout, if its user names one */
#include "files/output.h"
#include "base/err.h"

void
output_open(struct output *o, const char *path)
{
	o->path = path;
	if (path != NULL && !atomic_open(&o->file, path, 0666))
		die(EXIT_IO, errno, "%s", path);
}

void
output_write(struct output *o, struct slice bytes)
{
	if (o->path != NULL && !atomic_put(&o->file, bytes))
		die(EXIT_IO, errno, "%s: write", o->path);
}

void
output_commit(struct output *o)
{
	if (o->path != NULL && !atomic_commit(&o->file))
		die(EXIT_IO, errno, "%s: write", o->path);
}
