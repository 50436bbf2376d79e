/* Architect's export files: any bytes are decoded or refused; any text comes back. */
#include "files/i3.h"
#include "fuzz.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = fuzz_text(data, size);
	struct buf file = BUF_INIT, back = BUF_INIT;
	size_t offset = 0;

	if (i3_decode(text, &back, &offset) != NULL)
		fuzz_must(offset <= size);
	buf_clear(&back);
	i3_encode(text, &file);
	fuzz_must(file.n <= i3_encoded_max(size));
	fuzz_must(i3_decode(buf_slice(&file), &back, &offset) == NULL);
	fuzz_must(slice_eq(text, buf_slice(&back)));
	buf_release(&file);
	buf_release(&back);
	return 0;
}
