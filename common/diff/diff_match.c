/* diff_match.c - things by their keys */
#include "diff/diff_match.h"
#include "base/mem.h"
#include "diff/diff_tree.h"

void
diff_match_clear(struct diff_match *m)
{
	idset_clear(&m->keys);
	m->n = 0;
}

void
diff_match_release(struct diff_match *m)
{
	idset_release(&m->keys);
	free(m->v);
	free(m->first);
	free(m->last);
	*m = (struct diff_match)DIFF_MATCH_INIT;
}

void
diff_match_add(struct diff_match *m, struct slice key, uint32_t thing)
{
	size_t known = m->keys.n, k = idset_add(&m->keys, key);

	m->first = xgrow(m->first, &m->first_cap, k + 1, sizeof *m->first);
	m->last = xgrow(m->last, &m->last_cap, k + 1, sizeof *m->last);
	m->v = xgrow(m->v, &m->cap, m->n + 1, sizeof *m->v);
	m->v[m->n++] = (struct diff_match_entry){thing, 0, false};
	if (k == known || m->first[k] == 0)
		m->first[k] = (uint32_t)m->n;
	else
		m->v[m->last[k] - 1].next = (uint32_t)m->n;
	m->last[k] = (uint32_t)m->n;
}

uint32_t
diff_match_take(struct diff_match *m, struct slice key)
{
	size_t k = idset_find(&m->keys, key);
	uint32_t entry = k != IDSET_NONE ? m->first[k] : 0;

	if (entry == 0)
		return DIFF_NONE;
	m->first[k] = m->v[entry - 1].next;
	m->v[entry - 1].taken = true;
	return m->v[entry - 1].thing;
}
