#include "record.h"

#include <string.h>

enum { MALFORMED = 2 };

static void checksum(const char *of, int n, char digits[5])
{
    uint32_t hash = 2166136261u;
    for (; n > 0; n--) {
        hash = (hash ^ (unsigned char)*of++) * 16777619u;
    }
    hash ^= hash >> 16;
    for (int i = 0; i < 4; i++) {
        digits[i] = "0123456789abcdef"[hash >> (12 - 4 * i) & 15];
    }
    digits[4] = 0;
}

/* What the entries say of this id (the first that names it counts), or MALFORMED. */
static int find(const char *entries, const char *id)
{
    int says = SAYS_NOTHING;
    while (*entries != 0) {
        int n = text_span(entries, "az09--__");
        if (n == 0 || n > ID_MAX || (entries[n] != '*' && entries[n] != '!')) {
            return MALFORMED;
        }
        if (says == SAYS_NOTHING && strncmp(entries, id, (size_t)n) == 0 && id[n] == 0) {
            says = entries[n] == '*' ? SAYS_GRANTED : SAYS_REFUSED;
        }
        entries += n + 1;
    }
    return says;
}

bool record_decode(struct record *self, char *stored)
{
    char digits[5], *part[4], *rest = stored;
    int n = text_length(stored);
    if (n < 6 || n > RECORD_MAX || stored[n - 5] != '.') {
        return false;
    }
    stored[n - 5] = 0;
    checksum(stored, n - 5, digits);
    if (!text_is(digits, stored + n - 4)) {
        return false;
    }
    for (int i = 0; i < 4; i++) {
        if (rest == NULL) {
            return false;
        }
        part[i] = text_cut(&rest, '.');
    }
    n = text_span(part[3], "az09__");
    self->when = text_number(part[1], 12);
    self->how = part[2][0];
    self->policy = (int)text_number(part[2] + (self->how != 0), 6);
    self->regime = part[3];
    self->entries = rest;
    return rest != NULL && text_is(part[0], "1") && strchr("arswgp", self->how) != NULL && self->when >= 0 && self->policy >= 0 &&
           n >= 1 && n <= 16 && part[3][n] == 0 && find(rest, "") != MALFORMED;
}

enum says record_says(const struct record *self, const char *id)
{
    return (enum says)find(self->entries, id);
}

int record_begin(struct effects *to, int64_t when, char how, int policy, const char *regime)
{
    int start = to->n;
    char digits[20];
    effect_more(to, "1.");
    effect_more(to, text_decimal(digits, when));
    effect_more(to, (char[]){'.', how, 0});
    effect_more(to, text_decimal(digits, policy));
    effect_more(to, ".");
    effect_more(to, regime);
    effect_more(to, ".");
    return start;
}

void record_add(struct effects *to, const char *id, bool granted)
{
    effect_more(to, id);
    effect_more(to, granted ? "*" : "!");
}

void record_end(struct effects *to, int start)
{
    char digits[5];
    checksum(to->at + start, to->n - start, digits);
    effect_more(to, ".");
    effect_more(to, digits);
    to->full = to->full || to->n - start > RECORD_MAX;
}
