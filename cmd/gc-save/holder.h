/*
 * holder.h - which process holds a lock, for a message.
 */
#ifndef SAVE_HOLDER_H
#define SAVE_HOLDER_H

#include "base/base.h"

/*
 * The process that has the lock file of descriptor fd open, besides this one: `recorded`, which
 * took the lock, if it is among them; else any, as one that is left of a killed run. Where the
 * system does not tell (no /proc, another user's process): `recorded`, if that process is there.
 * 0: not known.
 */
long holder_find(int fd, long recorded);

#endif
