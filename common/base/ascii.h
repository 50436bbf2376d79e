/*
 * ascii.h - classes of ASCII characters, independent of the locale (unlike ctype.h). Bytes of
 * other characters are in no class. Inline, because readers ask for every byte.
 */
#ifndef GC_ASCII_H
#define GC_ASCII_H

#include "base/base.h"

static inline bool
ascii_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
ascii_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A letter, a digit, '_' or '-'. An id or a name next to one of these is part of a longer word. */
static inline bool
ascii_is_word(char c)
{
	return ascii_is_letter(c) || ascii_is_digit(c) || c == '_' || c == '-';
}

/* RFC 3986 section 2.3: letters, digits and -._~ never need an escape in a URL. */
static inline bool
ascii_is_unreserved(char c)
{
	return ascii_is_word(c) || c == '.' || c == '~';
}

static inline char
ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static inline char
ascii_upper(char c)
{
	return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* JSON's white space (RFC 8259 section 2). */
static inline bool
ascii_is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Without a branch: ids are random, so the processor would often predict a branch wrongly. */
static inline bool
ascii_is_hex(char c)
{
	unsigned byte = (unsigned char)c, digit = byte - '0', letter = (byte | 0x20) - 'a';

	return (digit <= 9) | (letter <= 5);
}

/* The value of a hex digit of either case; -1: it is not a hex digit. */
static inline int
ascii_hex(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

#endif
