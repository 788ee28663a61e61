#include "record.h"

#include <string.h>

/* The mark of each word from SAYS_REFUSED on. The blank stands for SAYS_NOTHING, which is never written. */
static const char MARKS[] = "n yip", OLD_MARKS[] = "! *~'";

enum { ENTRY = 6, ENTRY_KEY = 5, ENTRY_ID = 3, SCOPE = 2 };
_Static_assert(ENTRY_ID * 6 == KEY_ID_BITS && (ENTRY_KEY - ENTRY_ID) * 6 == KEY_ASKED_BITS,
               "an entry's digits of six bits");

static uint32_t checksum(const char *of, int n)
{
    return text_fold(text_hash(TEXT_HASH, of, n), 16);
}

/* Writes `n` digits of six bits, the highest first, and a zero. */
static void digits64(char *to, uint32_t number, int n)
{
    static const char DIGITS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    to[n] = 0;
    while (n-- > 0) {
        to[n] = DIGITS[number & 63];
        number >>= 6;
    }
}

static void scope_of(const struct config *config, char to[SCOPE + 1])
{
    const char *domain = config->cookie.domain;
    bool host = domain == NULL || text_is(domain, "host");
    digits64(to, host ? 0 : text_fold(text_hash(TEXT_HASH, domain, text_length(domain)), 6 * SCOPE), host ? 0 : SCOPE);
}

/* ---- reading ---- */

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Undoes percent-encoding in place. What is not a visible ASCII character stays encoded; no record holds a `%`. */
static void unescape(char *text)
{
    char *to = text;
    for (; *text != 0; text++) {
        int high = *text == '%' ? hex(text[1]) : -1, low = high < 0 ? -1 : hex(text[2]), c = high * 16 + low;
        bool escaped = low >= 0 && c > ' ' && c < 127;
        *to++ = escaped ? (char)c : *text;
        text += escaped ? 2 : 0;
    }
    *to = 0;
}

static int mark_of(const char *marks, char c)
{
    const char *mark = c == 0 || c == ' ' ? NULL : strchr(marks, c);
    return mark == NULL ? -1 : (int)(mark - marks);
}

/* Sets *says to what the entries of format 1 say of this id; the first that names it counts. Returns false if they are
 * no entries. */
static bool find_old(const char *entries, const char *id, enum says *says)
{
    *says = SAYS_NOTHING;
    while (*entries != 0) {
        int n = text_span(entries, "az09--__"), mark = mark_of(OLD_MARKS, entries[n]);
        if (n == 0 || n > ID_MAX || mark < 0) {
            return false;
        }
        if (*says == SAYS_NOTHING && strncmp(entries, id, (size_t)n) == 0 && id[n] == 0) {
            *says = (enum says)(mark + SAYS_REFUSED);
        }
        entries += n + 1;
    }
    return true;
}

static bool are_entries(const char *entries)
{
    bool good = true;
    for (; *entries != 0 && good; entries += good ? ENTRY : 0) {
        good = text_span(entries, "AZaz09--__") >= ENTRY && mark_of(MARKS, entries[ENTRY_KEY]) >= 0;
    }
    return good;
}

enum whose record_decode(struct record *self, const struct config *config, char *stored)
{
    if (stored == NULL) {
        return RECORD_NONE;
    }
    unescape(stored);
    int n = text_length(stored), last = n;
    while (last > 0 && stored[last] != '.') {
        last--;
    }
    if (last == 0 || n > RECORD_MAX || text_number(stored + last + 1, 5) != checksum(stored, last)) {
        return RECORD_NONE;
    }
    stored[last] = 0;
    uint32_t format = text_number(text_cut(&stored, '.'), 3);
    if (format == NO_NUMBER || format == 0 || format > 2) {
        return format == NO_NUMBER ? RECORD_NONE : RECORD_FOREIGN;
    }
    bool old = format == 1;
    if (!old) {
        char scope[SCOPE + 1];
        scope_of(config, scope);
        const char *site = text_cut(&stored, '.'), *own = config->site;
        bool here = text_is(text_cut(&stored, '.'), scope);
        if (!here || own == NULL || !text_is(site, own)) {
            return here ? RECORD_FOREIGN : RECORD_BESIDE;
        }
    }
    char *part[6] = {"", "", "", "", "0", ""};
    for (int i = 0; i < (old ? 4 : 6); i++) {
        part[i] = text_cut(&stored, '.');
    }
    bool strict = old && text_is(part[3], "row");
    *self = (struct record){
        .format = (int)format,
        .when = text_number(part[0], NUMBER_DIGITS),
        .how = text_choice(HOW_WORDS, part[1]),
        .policy = (int)text_number(part[2], 6),
        .regime = strict ? "strict" : part[3],
        .signal = *part[4] == '1',
        .law = part[5],
        .entries = stored,
    };
    enum says says;
    bool good = stored != NULL && self->when != NO_NUMBER && self->how >= 0 && self->policy >= 0 && *part[3] != 0 &&
                part[3][text_span(part[3], "az09__")] == 0 && (*part[4] == '0' || *part[4] == '1') && part[4][1] == 0 &&
                text_length(part[5]) <= LAW_VERSION_MAX && part[5][text_span(part[5], "AZaz09--")] == 0 &&
                (old ? find_old(stored, "", &says) : are_entries(stored));
    return good ? RECORD_OURS : RECORD_NONE;
}

enum says record_says(const struct record *self, const struct config *config, int subject, enum asked *asked)
{
    enum says says = SAYS_NOTHING;
    *asked = ASKED_SO;
    if (self->format == 1) {
        (void)find_old(self->entries, config->subjects[subject].id, &says);
        return says;
    }
    char key[ENTRY_KEY + 1];
    digits64(key, config->subjects[subject].key, ENTRY_KEY);
    *asked = ASKED_NOT;
    for (const char *entry = self->entries; *entry != 0 && *asked != ASKED_SO; entry += ENTRY) {
        bool same = memcmp(entry, key, ENTRY_KEY) == 0;
        if (same || (memcmp(entry, key, ENTRY_ID) == 0 && *asked == ASKED_NOT)) {
            *asked = same ? ASKED_SO : ASKED_OTHERWISE;
            says = (enum says)(mark_of(MARKS, entry[ENTRY_KEY]) + SAYS_REFUSED);
        }
    }
    return says;
}

/* ---- writing ---- */

static void dot(struct effects *to)
{
    effect_more(to, ".");
}

static void dotted(struct effects *to, uint32_t number)
{
    char digits[NUMBER_DIGITS + 1];
    effect_more(to, text_decimal(digits, number));
    dot(to);
}

int record_begin(struct effects *to, const struct config *config, const struct record *self)
{
    int start = to->n;
    char scope[SCOPE + 1];
    scope_of(config, scope);
    dotted(to, 2);
    effect_more(to, config->site);
    dot(to);
    effect_more(to, scope);
    dot(to);
    dotted(to, self->when);
    effect_choice(to, HOW_WORDS, self->how);
    dot(to);
    dotted(to, (uint32_t)self->policy);
    effect_word(to, self->regime);
    dot(to);
    dotted(to, self->signal);
    effect_more(to, self->law);
    dot(to);
    return start;
}

void record_add(struct effects *to, const struct config *config, int subject, enum says says)
{
    char entry[ENTRY + 1];
    digits64(entry, config->subjects[subject].key, ENTRY_KEY);
    entry[ENTRY_KEY] = MARKS[says - SAYS_REFUSED];
    entry[ENTRY] = 0;
    effect_more(to, entry);
}

void record_end(struct effects *to, int start)
{
    char digits[NUMBER_DIGITS + 1];
    uint32_t sum = checksum(to->at + start, to->n - start);
    dot(to);
    effect_more(to, text_decimal(digits, sum));
    if (to->n - start > RECORD_MAX) {
        to->n = to->size;
    }
}
