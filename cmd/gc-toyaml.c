/*
 * gc-toyaml - records as YAML documents
 *
 * in:  any records            out: one YAML document each, in the same order
 *
 * A record that YAML cannot say (yaml_out.h) is named and left out.
 */
#include "cli.h"
#include "err.h"
#include "out.h"
#include "progress.h"
#include "record.h"
#include "yaml_out.h"

static const struct cli cli = {
    .name = "gc-toyaml",
    .synopsis = "[file ...]",
    .about = "Writes each record as a YAML document on stdout.",
    .example = "gc-list | gc-get | gc-strip | gc-toyaml >flows.yaml",
    .takes_operands = true,
    .reads_records = true,
};

/* A record's YAML is collected while it is small, so that one look at the record is enough. */
enum { SMALL = 1 << 22 };

static bool
put_buf(void *to, const void *p, size_t n)
{
	struct buf *b = to;

	buf_add(b, p, n);
	return b->n < SMALL;
}

static bool
put_out(void *to, const void *p, size_t n)
{
	(void)to;
	out_put(p, n);
	return true;
}

/* Nothing of a record that is refused reaches stdout. */
static const char *
write_yaml(struct yaml_out *yaml, struct slice record, struct buf *document)
{
	const char *why;

	buf_clear(document);
	why = yaml_out(yaml, record, put_buf, document);
	if (why == NULL && document->n >= SMALL) {
		why = yaml_out(yaml, record, NULL, NULL);
		if (why == NULL)
			yaml_out(yaml, record, put_out, NULL);
	} else if (why == NULL) {
		out_slice(buf_slice(document));
	}
	return why;
}

static void
refuse(const struct record *r, const struct yaml_out *yaml, const char *why)
{
	struct buf label = BUF_INIT;

	record_label(r, &label);
	fail(EXIT_PARTIAL, 0, "%s: %s: %s; gc-save --format json can hold it", label.p,
	    yaml->where.p, why);
	buf_release(&label);
}

int
main(int argc, char **argv)
{
	struct buf document = BUF_INIT;
	struct yaml_out yaml;
	struct records in;
	struct record r;
	size_t done = 0;
	const char *why;

	records_open(&in, cli_start(&cli, argc, argv));
	yaml_out_init(&yaml);
	yaml.marker = true;
	while (records_next(&in, &r)) {
		why = write_yaml(&yaml, r.text, &document);
		if (why != NULL)
			refuse(&r, &yaml, why);
		progress_show("records", ++done, 0, NULL);
	}
	records_close(&in);
	yaml_out_release(&yaml);
	buf_release(&document);
	return cli_finish();
}
