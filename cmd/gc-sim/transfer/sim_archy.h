/*
 * sim_archy.h - a flow as YAML of the shape of Archy's, referring to other objects by name.
 *
 *	inboundCall:
 *	  name: "Main"
 *	  description: "…"
 *	  division: "Home"
 *	  resources:
 *	    - {"type":"queue","name":"Support"}
 *	    - {"type":"dataAction","name":"Get Contact","category":"CRM"}
 *	  configuration: |-
 *	    {"name":"Main",…,"queues":[{"config":{"lit":{"val":"resource:0",…
 *
 * Real Archy YAML is taken, too, and kept as it is: sim_archy_flow.h. What gc-sim makes itself is
 * not Archy's own language, which only Genesys's service knows, but with its two properties that
 * matter for rehearsing: what the manifest names is there by name, so that it can be imported into
 * another org (an object that is not there, or is there twice, fails the import; ids inside longer
 * strings and in caches stay what they are), and nothing is lost: the
 * configuration is the flow's, byte for byte less insignificant white space, but that each string
 * that is the id of the manifest's entry number N is "resource:N", and characters that YAML cannot
 * show (U+2028, DEL, …) are escaped. A string that happens to say "resource:N" (after any number
 * of ~) gets one more ~ in front.
 *
 * As in Archy, "{{key}}" is a substitution, and one that is left is an error; but the configuration
 * is not looked through, since what was exported has to be importable.
 */
#ifndef SIM_ARCHY_H
#define SIM_ARCHY_H

#include "jobs/sim_job.h"

void sim_archy_write(
    const struct sim *sim, const struct org_flow *flow, size_t version, struct buf *to);

struct sim_archy {
	char *type;                          /* as the API spells it */
	char *name, *description, *division; /* the latter two may be NULL */
	struct buf configuration;            /* with the ids of this org */
};

/* False: the job has failed, with a message for each reason. May add an NLU domain to the org. */
bool sim_archy_read(struct sim_archy *a, struct sim *sim, struct job *job, struct slice text);
void sim_archy_release(struct sim_archy *a);

/*
 * Append the id of the object that has this type and name here (and `value`, unless NULL, as its
 * sim_archy_distinction()); nothing is appended where the job has failed for it.
 */
void sim_archy_find(const struct sim_archy *a, struct sim *sim, struct job *job, const char *type,
    const char *name, const char *value, struct buf *id);

/* "resource:12" -> 12; a string that means itself has ~ before that (*tildes). SIZE_MAX: neither.
 */
size_t sim_archy_resource(struct slice token, size_t *tildes);

/* The members by which objects of a type are told apart beyond their name, or NULL. */
const char *sim_archy_distinction(struct slice type);

#endif
