/* yyjson - a rival of the filters: read each line with the library yyjson, and write it */
#include <stdio.h>
#include <stdlib.h>
#include <yyjson.h>

int
main(void)
{
	char *line = NULL, *text;
	size_t cap = 0, length;
	ssize_t n;

	while ((n = getline(&line, &cap, stdin)) > 0) {
		yyjson_doc *doc = yyjson_read(line, (size_t)n, 0);
		text = doc != NULL ? yyjson_write(doc, 0, &length) : NULL;
		if (text == NULL || fwrite(text, 1, length, stdout) != length ||
		    putchar('\n') == EOF)
			return 1;
		free(text);
		yyjson_doc_free(doc);
	}
	free(line);
	return ferror(stdin) != 0;
}
