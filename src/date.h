/* date: the dates that cookies end on. Floor 3. */
#ifndef ASSENT_DATE_H
#define ASSENT_DATE_H

#include "text.h"

/* Reads a date as RFC 6265, 5.1.1 has user agents read it, which is nearly any: parts in any order, parted by almost
 * anything, of which the first that look like a time, a day, a month and a year count. In UTC. A year may have more
 * than four digits, and be before 1601: browsers take them. Gives unix seconds in *seconds: 0 for what is before 1970,
 * and NO_NUMBER - 1 for what is later than fits. False: it is no date (a part is missing, or there is no such day). */
bool date_read(const char *text, uint32_t *seconds);

#endif
