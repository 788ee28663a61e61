/* text: zero-terminated strings and what is done to them here. Floor 2.
 *
 * A turn's input is cut into strings in place; a config's strings live in its arena. NULL is the text that is not there
 * and counts as empty. (Pointer and length would be the sturdier shape; in WebAssembly it made the core a third
 * larger.) */
#ifndef ASSENT_TEXT_H
#define ASSENT_TEXT_H

#include "contract.h"

bool text_is(const char *a, const char *b);
int text_length(const char *self);

/* If `self` starts with `with`, what follows it; otherwise NULL. */
char *text_after(const char *self, const char *with);

/* Ends the text at the first `separator`, moves *rest behind it, and returns what stood before. Without a separator all
 * of it is returned and *rest becomes NULL, "nothing more", of which an empty text is cut for ever. */
char *text_cut(char **rest, char separator);

enum { NUMBER_DIGITS = 10 };
#define NO_NUMBER UINT32_MAX

/* The whole text as a decimal number of 1 to `digits` digits (at most NUMBER_DIGITS) below TIME_END; or
 * NO_NUMBER. No sign, no blanks. */
uint32_t text_number(const char *self, int digits);

/* The number that the first n characters are the digits of: at most NUMBER_DIGITS. */
uint32_t text_digits(const char *self, int n);

/* Writes the decimal digits of `number` and a terminating zero; returns `to`. */
char *text_decimal(char to[NUMBER_DIGITS + 1], uint32_t number);

/* How many characters from the start lie in one of the ranges, given as pairs: "az09__" is a-z, 0-9 and _. */
int text_span(const char *self, const char *ranges);

/* FNV-1a of n bytes, begun with TEXT_HASH or going on from an earlier result; and a hash's halves of so many bits, at
 * its two ends, joined by xor. */
#define TEXT_HASH 2166136261u
uint32_t text_hash(uint32_t hash, const char *of, int n);
uint32_t text_fold(uint32_t hash, int bits);

/* Which of `choices`, names parted by `|`, this is: from 0, or -1. */
int text_choice(const char *choices, const char *name);

#endif
