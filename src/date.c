#include "date.h"

enum { DAY = 86400, LAST_DAY = 49709 }; /* the last day whose every second fits into 32 bits */
enum {
    YEAR_DIGITS = 9,
    FAR = 10000
}; /* a year from FAR on counts as one of the next 400, which has the same calendar */

/* The characters between the parts of a date (the delimiters of RFC 6265, 5.1.1), and those within a part: all others.
 * */
#define BETWEEN "\t\t /;@[`{~"
#define WITHIN       \
    "\x01\x08\n\x1f" \
    "0:AZaz\x7f\x7f\x80\xff"

/* Reads hh:mm:ss, with one or two digits each and no further digit behind. Returns the seconds since midnight; DAY if
 * there is no such time; -1 if this is not a time. */
static int time_of(const char *at)
{
    int time = 0;
    bool is_one = true;
    for (int i = 0; i < 3; i++) {
        int n = text_span(at, "09");
        if (n < 1 || n > 2 || (i < 2 && at[n] != ':')) {
            return -1;
        }
        int part = (int)text_digits(at, n);
        is_one = is_one && part < (i == 0 ? 24 : 60);
        time = time * 60 + part;
        at += n + 1;
    }
    return is_one ? time : DAY;
}

/* Returns the month that begins here, from 1; 0: none does. */
static int month_of(const char *at)
{
    char name[4] = {0};
    for (int i = 0; i < 3 && at[i] != 0; i++) {
        name[i] = (char)(at[i] | 32);
    }
    return text_choice("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", name) + 1;
}

/* Returns the days since 1970. It counts years from March, so that a leap day is the last day of a year. Month 13 is
 * the January of the next year. */
static int day_number(int year, int month, int day)
{
    year -= month < 3;
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * ((month + 9) % 12) + 2) / 5 + day - 719469;
}

/* The year that these digits mean: two digits are a year from 1970 to 2069 (RFC 6265, 5.1.1, steps 3 and 4). */
static int full_year(int year)
{
    if (year < 70) {
        return year + 2000;
    }
    if (year < 100) {
        return year + 1900;
    }
    return year < FAR ? year : FAR + year % 400;
}

bool date_read(const char *text, uint32_t *seconds)
{
    int time = -1, day = -1, month = 0, year = -1;
    while (*text != 0) {
        text += text_span(text, BETWEEN);
        int n = text_span(text, "09"), time_here = time < 0 ? time_of(text) : -1;
        if (n == 0) {
            month = month > 0 ? month : month_of(text);
        } else if (time_here >= 0) {
            time = time_here;
        } else if (day < 0 && n <= 2) {
            day = (int)text_digits(text, n);
        } else if (year < 0 && n >= 2 && n <= YEAR_DIGITS) {
            year = full_year((int)text_digits(text, n));
        }
        text += text_span(text, WITHIN);
    }
    int date = day_number(year, month, day);
    if (time < 0 || time >= DAY || day < 1 || month < 1 || year < 0 || date >= day_number(year, month + 1, 1)) {
        return false;
    }
    if (date < 0) {
        *seconds = 0;
    } else if (date > LAST_DAY) {
        *seconds = NO_NUMBER - 1;
    } else {
        *seconds = (uint32_t)date * DAY + (uint32_t)time;
    }
    return true;
}
