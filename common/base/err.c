/* err.c - messages on stderr and the program's exit status */
#include "base/err.h"
#include "base/io.h"
#include "base/utf8.h"

enum { MESSAGE_MAX = 8192 }; /* bytes; longer text is cut, a line stays one write */

void (*err_before_message)(void);

static const char *program = "gc-tools";
static enum err_level level = ERR_NORMAL;
static int status = EXIT_OK;

void
err_init(const char *name)
{
	program = name;
}

const char *
err_program(void)
{
	return program;
}

void
err_set_level(enum err_level l)
{
	level = l;
}

/* Bytes that vsnprintf has written at `s`: what did not fit ends before a character, not in it. */
static size_t
err_clamp(const char *s, int written, size_t room)
{
	size_t n = room - 1, last = n;

	if (written < 0)
		return 0;
	if ((size_t)written < room)
		return (size_t)written;
	while (last > 0 && ((unsigned char)s[last - 1] & 0xc0) == 0x80)
		last--;
	if (last > 0 && (unsigned char)s[last - 1] >= 0xc0 && utf8_length(s + last - 1, s + n) == 0)
		n = last - 1;
	return n;
}

/* C0, DEL, and the C1 controls as UTF-8 spells them (C2 80 … C2 9F). */
static void
mask_controls(char *s, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)s[i];
		if (c < 0x20 || c == 0x7f)
			s[i] = '?';
		else if (c == 0xc2 && i + 1 < len && ((unsigned char)s[i + 1] & 0xe0) == 0x80)
			s[i] = s[i + 1] = '?';
	}
}

static void
err_message(int errnum, const char *fmt, va_list args)
{
	char line[MESSAGE_MAX];
	size_t room = sizeof line - 1; /* one byte stays for the newline */
	size_t len = err_clamp(line, snprintf(line, room, "%s: ", program), room);

	len += err_clamp(line + len, vsnprintf(line + len, room - len, fmt, args), room - len);
	if (errnum != 0)
		len += err_clamp(line + len,
		    snprintf(line + len, room - len, ": %s", strerror(errnum)), room - len);
	mask_controls(line, len);
	line[len++] = '\n';
	if (err_before_message != NULL)
		err_before_message();
	/* If stderr itself fails, the error cannot be reported. */
	if (!io_write(STDERR_FILENO, line, len))
		return;
}

/* If the kernel or libc has no memory for a file, that is a lack of memory, not a bad file. */
static int
code_for(int code, int errnum)
{
	return code == EXIT_IO && errnum == ENOMEM ? EXIT_BUG : code;
}

void
die(int code, int errnum, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	err_message(errnum, fmt, args);
	va_end(args);
	exit(code_for(code, errnum));
}

void
fail(int code, int errnum, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	err_message(errnum, fmt, args);
	va_end(args);
	status_raise(code_for(code, errnum));
}

void
warn(const char *fmt, ...)
{
	va_list args;

	if (level < ERR_NORMAL)
		return;
	va_start(args, fmt);
	err_message(0, fmt, args);
	va_end(args);
}

void
debug(const char *fmt, ...)
{
	va_list args;

	if (level < ERR_VERBOSE)
		return;
	va_start(args, fmt);
	err_message(0, fmt, args);
	va_end(args);
}

static int
status_rank(int code)
{
	switch (code) {
	case EXIT_OK:
		return 0;
	case EXIT_NO:
		return 1;
	case EXIT_PARTIAL:
		return 2;
	default:
		return 3;
	}
}

void
status_raise(int code)
{
	if (status_rank(code) > status_rank(status))
		status = code;
}

int
status_get(void)
{
	return status;
}
