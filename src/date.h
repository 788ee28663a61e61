/* date: reads the dates in the Expires attribute of cookies. Floor 3. */
#ifndef ASSENT_DATE_H
#define ASSENT_DATE_H

#include "text.h"

/* Reads a date in UTC as RFC 6265, 5.1.1 asks of browsers. Its parts may stand in any order, with almost anything
 * between them. The first part that looks like a time counts; so does the first day, month and year. Two things go
 * beyond the RFC, because browsers accept them: a year of more than four digits, and a year before 1601.
 * Writes unix seconds to *seconds: 0 for a date before 1970, NO_NUMBER - 1 for one too late for 32 bits.
 * Returns false if it is no date: a part is missing, or there is no such day or time. *seconds is then unchanged. */
bool date_read(const char *text, uint32_t *seconds);

#endif
