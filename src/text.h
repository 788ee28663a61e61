/* text: functions on zero-terminated strings. Floor 2.
 *
 * The input of a turn is cut into strings in place. The strings of a config live in its arena. A NULL is a text that is
 * not given; where a function takes NULL, it says so. (A pointer with a length would be safer, but made the core in
 * WebAssembly a third larger.) */
#ifndef ASSENT_TEXT_H
#define ASSENT_TEXT_H

#include "contract.h"

/* Are these texts equal, byte for byte? Neither is NULL. */
bool text_is(const char *a, const char *b);

/* Returns the length in bytes; 0 for NULL. */
int text_length(const char *self);

/* Returns what follows `with` in `self`, if `self` begins with it; otherwise NULL. Neither is NULL. */
char *text_after(const char *self, const char *with);

/* Cuts *rest at its first `separator`: writes a zero there, moves *rest behind it, and returns the part before. Without
 * a separator it returns the whole text, and *rest becomes NULL: nothing is left. If *rest is NULL, it returns an empty
 * text. */
char *text_cut(char **rest, char separator);

enum { NUMBER_DIGITS = 10 }; /* of the largest uint32_t */
/* What stands in place of a number that is not given or cannot be read. */
#define NO_NUMBER UINT32_MAX

/* Returns the whole text as a decimal number below TIME_END, or NO_NUMBER if it is none. It has 1 to `digits` digits
 * (at most NUMBER_DIGITS), no sign and no blanks. */
uint32_t text_number(const char *self, int digits);

/* Returns the first `n` characters, all of them digits, as a number. It must fit into 32 bits. */
uint32_t text_digits(const char *self, int n);

/* Writes the decimal digits of `number` and a terminating zero; returns `to`. */
char *text_decimal(char to[NUMBER_DIGITS + 1], uint32_t number);

/* Returns how many bytes from the start of `self` lie in one of the ranges. A range is two characters, its first and
 * its last: "az09__" is a-z, 0-9 and _. */
int text_span(const char *self, const char *ranges);

/* Returns the hash FNV-1a (32 bits) of `n` bytes. `hash` is TEXT_HASH, or an earlier result to go on from. */
#define TEXT_HASH 2166136261u
uint32_t text_hash(uint32_t hash, const char *of, int n);

/* Returns a hash in `bits` bits (1 to 31): its highest bits, joined by xor with its lowest bits. */
uint32_t text_fold(uint32_t hash, int bits);

/* Returns the index, from 0, of `name` in `choices`, which are separated by `|`; or -1. */
int text_choice(const char *choices, const char *name);

#endif
