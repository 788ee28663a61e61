#include "retention.h"

/* Five names for each unit, in the order of SECONDS. */
#define UNITS                                                                                             \
    "s|sec|secs|second|seconds|min|mins|minute|minutes|minutes|h|hr|hrs|hour|hours|d|day|days|days|days|" \
    "w|wk|wks|week|weeks|m|mo|mos|month|months|y|yr|yrs|year|years"
enum { NAMES_OF_UNIT = 5 };
static const uint32_t SECONDS[] = {1, 60, 3600, 86400, 604800, 2628000, 31536000};
static const uint8_t DIGITS[] = {
    4, 4, 4, 4, 3, 3, 2}; /* at most so many for each unit: less than 100 years, which fits into 32 bits */

/* Turns the first letter of each word into lower case. */
static void fold(char *text)
{
    for (bool begins = true; *text != 0; text++) {
        if (begins && *text >= 'A' && *text <= 'Z') {
            *text = (char)(*text + 32);
        }
        begins = *text < 'a';
    }
}

/* Reads a number, perhaps a blank, a unit, and perhaps `idle`. Returns false if it is anything else. */
static bool read_span(struct retention *self, char *rule)
{
    int n = text_span(rule, "09");
    char *unit = rule + n;
    bool blank = *unit == ' ';
    char *rest = unit + blank, *name = text_cut(&rest, ' ');
    int which = text_choice(UNITS, name);
    bool idle = rest != NULL;
    int of = which / NAMES_OF_UNIT;
    if (n < 1 || *rule == '0' || which < 0 || n > DIGITS[of] || (idle && text_choice("idle|of inactivity", rest) < 0)) {
        return false;
    }
    uint32_t seconds = text_digits(rule, n) * SECONDS[of];
    retention_join(self, &(struct retention){idle ? 0 : seconds, idle ? seconds : 0, false, false});
    return true;
}

bool retention_read(struct retention *self, char *text)
{
    *self = (struct retention){0};
    fold(text);
    while (text != NULL) {
        char *rule = text_cut(&text, ',');
        rule += *rule == ' ';
        int word = text_choice("session|logout", rule);
        self->session = self->session || word == 0;
        self->logout = self->logout || word == 1;
        if (word < 0 && !read_span(self, rule)) {
            return false;
        }
    }
    return true;
}

static uint32_t sooner(uint32_t a, uint32_t b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

void retention_join(struct retention *self, const struct retention *other)
{
    self->life = sooner(self->life, other->life);
    self->idle = sooner(self->idle, other->idle);
    self->session = self->session || other->session;
    self->logout = self->logout || other->logout;
}
