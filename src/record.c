#include "record.h"

#include <string.h>

enum { MALFORMED = SAYS_PERMITTED + 1 };

/* From SAYS_REFUSED on. */
static const char MARKS[] = "! *~'";

static uint32_t checksum(const char *of, int n)
{
    uint32_t hash = 2166136261u;
    while (n-- > 0) {
        hash = (hash ^ (unsigned char)*of++) * 16777619u;
    }
    return (hash >> 16 ^ hash) & 0xffff;
}

/* What the entries say of this id (the first that names it counts), or MALFORMED. */
static int find(const char *entries, const char *id)
{
    int says = SAYS_NOTHING;
    while (*entries != 0) {
        int n = text_span(entries, "az09--__");
        const char *mark = entries[n] == 0 || entries[n] == ' ' ? NULL : strchr(MARKS, entries[n]);
        if (n == 0 || n > ID_MAX || mark == NULL) {
            return MALFORMED;
        }
        if (says == SAYS_NOTHING && strncmp(entries, id, (size_t)n) == 0 && id[n] == 0) {
            says = (int)(mark - MARKS) + SAYS_REFUSED;
        }
        entries += n + 1;
    }
    return says;
}

bool record_decode(struct record *self, char *stored)
{
    int n = text_length(stored), dot = n;
    while (dot > 0 && stored[dot] != '.') {
        dot--;
    }
    if (dot == 0 || n > RECORD_MAX || text_number(stored + dot + 1, 5) != checksum(stored, dot)) {
        return false;
    }
    stored[dot] = 0;
    char *part[5];
    for (int i = 0; i < 5; i++) {
        part[i] = text_cut(&stored, '.');
    }
    self->when = text_number(part[1], NUMBER_DIGITS);
    self->how = text_choice(RECORD_HOWS, part[2]);
    self->policy = (int)text_number(part[3], 6);
    self->regime = part[4];
    self->entries = stored;
    return stored != NULL && text_is(part[0], "1") && self->how >= 0 && self->when != NO_NUMBER &&
           self->policy >= 0 && *part[4] != 0 && part[4][text_span(part[4], "az09__")] == 0 && find(stored, "") != MALFORMED;
}

enum says record_says(const struct record *self, const char *id)
{
    return (enum says)find(self->entries, id);
}

static void dotted(struct effects *to, uint32_t number)
{
    char digits[NUMBER_DIGITS + 1];
    effect_more(to, text_decimal(digits, number));
    effect_more(to, ".");
}

int record_begin(struct effects *to, uint32_t when, int how, int policy, int row)
{
    int start = to->n;
    dotted(to, 1);
    dotted(to, when);
    effect_choice(to, RECORD_HOWS, how);
    effect_more(to, ".");
    dotted(to, (uint32_t)policy);
    law_more(to, row);
    effect_more(to, ".");
    return start;
}

void record_add(struct effects *to, const char *id, enum says says)
{
    const char mark[] = {MARKS[says - SAYS_REFUSED], 0};
    effect_more(to, id);
    effect_more(to, mark);
}

void record_end(struct effects *to, int start)
{
    char digits[NUMBER_DIGITS + 1];
    uint32_t sum = checksum(to->at + start, to->n - start);
    effect_more(to, ".");
    effect_more(to, text_decimal(digits, sum));
    if (to->n - start > RECORD_MAX) {
        to->n = to->size;
    }
}
