/* id.c - UUIDs, version 4 in form (RFC 4122 section 4.4), out of a 64-bit mixer */
#include "clock/date.h"
#include "store/sim.h"
#include "clock/simclock.h"

/* SplitMix64's output function. */
static uint64_t
id_mix(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static uint64_t
id_mix_text(uint64_t h, const char *s)
{
	while (*s != '\0')
		h = id_mix(h ^ (unsigned char)*s++);
	return id_mix(h);
}

static void
id_format(uint64_t high, uint64_t low, char out[ID_SIZE])
{
	snprintf(out, ID_SIZE, "%08x-%04x-4%03x-%04x-%012llx", (unsigned)(high >> 32),
	    (unsigned)(high >> 16) & 0xffff, (unsigned)high & 0xfff,
	    ((unsigned)(low >> 48) & 0x3fff) | 0x8000, (unsigned long long)low & 0xffffffffffffu);
}

void
sim_id(struct sim *sim, char out[ID_SIZE])
{
	static uint64_t start;
	uint64_t high;

	if (start == 0)
		start = id_mix((uint64_t)simclock_date()) ^ id_mix((uint64_t)getpid());
	high = id_mix(start ^ id_mix(++sim->ids));
	id_format(high, id_mix(high ^ sim->seed), out);
}

void
sim_id_of(const struct sim *sim, const char *kind, const char *text, char out[ID_SIZE])
{
	uint64_t high = id_mix_text(id_mix_text(id_mix_text(sim->seed, sim->org.name), kind), text);

	id_format(high, id_mix(high), out);
}
