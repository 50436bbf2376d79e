/* replay.c - apply the changes of a journal */
#include "store/replay.h"

#include "base/err.h"
#include "json/members.h"
#include "store/change.h"
#include "store/state.h"

static void
replay_head(const struct sim *sim, const char *path, struct slice line)
{
	struct members m = MEMBERS_INIT;
	struct json j = JSON_INIT;

	if (!members_read(&m, &j, line) || !json_is(members_string(&m, "kind"), STATE_KIND))
		die(EXIT_DATA, 0, "%s: not a state file of gc-sim", path);
	if (!json_is(members_string(&m, "org"), sim->org.id))
		die(EXIT_DATA, 0,
		    "%s: the state of another org; start gc-sim with the --org and --seed of that "
		    "org",
		    path);
	members_release(&m);
	json_release(&j);
}

/* Apply all complete lines and remove an incomplete last one. */
static void
replay_lines(struct sim *sim, struct state *s, const char *path, struct slice text)
{
	size_t at = 0, line = 0;
	const char *end;

	while ((end = memchr(text.p + at, '\n', text.n - at)) != NULL) {
		struct slice one = slice_of(text.p + at, (size_t)(end - text.p) - at);
		if (++line == 1)
			replay_head(sim, path, one);
		else if (!change_replay(sim, one))
			die(EXIT_DATA, 0, "%s:%zu: not a change of this org", path, line);
		at += one.n + 1;
	}
	state_end_at(s, at);
	if (line == 0)
		state_begin(s, sim->org.id);
}

void
replay_state(struct sim *sim, const char *path)
{
	struct buf text = BUF_INIT;
	struct state *s = state_open(path, &text);

	replay_lines(sim, s, path, buf_slice(&text));
	buf_release(&text);
	sim->state = s;
}
