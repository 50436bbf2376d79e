/*
 * gc-toyaml - records as YAML documents
 *
 * in:  any records            out: one YAML document each, in the same order
 *
 * A record that YAML cannot express (yaml_out.h) is reported and left out. A document appears whole
 * or not at all, with one exception: one that is larger than STREAMED is not collected in memory, but
 * written while the record is read, after a first reading found nothing wrong. If memory runs out
 * then, the program exits 70 and the last document is not whole.
 */
#include "cli/cli.h"
#include "base/err.h"
#include "base/out.h"
#include "cli/progress.h"
#include "record/record.h"
#include "yaml/yaml_out.h"

static const struct cli cli = {
    .name = "gc-toyaml",
    .synopsis = "[file ...]",
    .about = "Writes each record as a YAML document on stdout.",
    .example = "gc-list | gc-get | gc-strip | gc-toyaml >flows.yaml",
    .takes_operands = true,
    .reads_records = true,
};

enum { STREAMED = 1 << 22 }; /* bytes of YAML */

static bool
toyaml_to_buffer(void *to, const void *p, size_t n)
{
	struct buf *b = to;

	buf_add(b, p, n);
	return b->n < STREAMED;
}

static bool
toyaml_to_stdout(void *to, const void *p, size_t n)
{
	(void)to;
	out_put(p, n);
	return true;
}

/* Nothing of a record that is refused reaches stdout. */
static const char *
toyaml_write_document(struct yaml_out *yaml, struct slice record, struct buf *document)
{
	const char *why;

	buf_clear(document);
	why = yaml_out(yaml, record, toyaml_to_buffer, document);
	if (why == NULL && document->n >= STREAMED) {
		why = yaml_out(yaml, record, NULL, NULL);
		if (why == NULL)
			yaml_out(yaml, record, toyaml_to_stdout, NULL);
	} else if (why == NULL) {
		out_slice(buf_slice(document));
	}
	return why;
}

/* The record could not be written: because it is not a record, or because YAML cannot say it. */
static void
toyaml_refuse(struct records *in, struct record *r, const struct yaml_out *yaml, const char *why)
{
	struct buf label = BUF_INIT;

	if (yaml->json.error != NULL || !members_read(&in->members, &in->json, r->text))
		records_refuse(in, yaml->json.error != NULL ? &yaml->json : &in->json);
	r->m = in->members;
	record_label(r, &label);
	fail(EXIT_PARTIAL, 0, "%s: %s: %s; gc-save --format json can hold it", label.p,
	    yaml->where.p, why);
	buf_release(&label);
}

/* yaml_out() is the check of a record, if only it is an object. */
static void
toyaml_write_record(
    struct records *in, struct record *r, struct yaml_out *yaml, struct buf *document)
{
	const char *why =
	    r->text.p[0] == '{' ? toyaml_write_document(yaml, r->text, document) : "no object";

	if (why != NULL)
		toyaml_refuse(in, r, yaml, why);
}

int
main(int argc, char **argv)
{
	struct buf document = BUF_INIT;
	struct yaml_out yaml;
	struct records in;
	struct record r;
	size_t done = 0;

	records_open(&in, cli_start(&cli, argc, argv));
	yaml_out_init(&yaml);
	yaml.marker = true;
	while (records_next_unread(&in, &r)) {
		toyaml_write_record(&in, &r, &yaml, &document);
		progress_show("records", ++done, 0, NULL);
	}
	records_close(&in);
	yaml_out_release(&yaml);
	buf_release(&document);
	return cli_finish();
}
