#include "law.h"

#include <string.h>

/* ---- packing law.def ---- */

/* A packed row is a head, then its rules, then a zero, in 16 bits each. Its id and places stand in NAMES, in the same
 * order. */
enum { VALUE_BITS = 11, VALUE_MAX = (1 << VALUE_BITS) - 1, IN_FORCE = LAW_RULE_COUNT };
enum { HEAD = 0x8000, WEAK = 0x4000, MODEL_BITS = 3, MODEL_MASK = (1 << MODEL_BITS) - 1 };

/* Each model up to OPT_IN is the number of the standing that it gives to every purpose. */
enum model { SILENT, NOTICE, OPT_OUT, OPT_IN, OPT_IN_EXEMPT, MIXED };
_Static_assert(NOTICE == (int)STANDING_NOTICE && OPT_OUT == (int)STANDING_OBJECT && OPT_IN == (int)STANDING_ASK,
               "models give standings");
enum { H = 0, M = 0, L = WEAK }; /* confidence */

#define RULE(name, value) LAW_##name << VALUE_BITS | (value),
#ifdef ASSENT_BUILT
#define TOLD(name, value)
#else
#define TOLD(name, value) RULE(name, value)
#endif
#define FROM(y, m, d) IN_FORCE << VALUE_BITS | (LAW_DAY(y, m, d) > LAW_AS_OF ? LAW_DAY(y, m, d) - LAW_AS_OF : 0),
#define NOTHING_MORE

enum { ANY_AGE = AGE_ANY };
#define LANGUAGE(a, b) (((a) - 'a') * 26 + (b) - 'a')

#define LAW(id, places, model, audience, title, confidence, source, note, ...) \
    HEAD | (confidence) | (audience) << MODEL_BITS | (model), __VA_ARGS__ 0,
static const uint16_t RULES[] = {
#include "law.def"
};
#undef LAW

#define LAW(id, places, model, audience, title, confidence, source, note, ...) #id " " places "\0"
static const char NAMES[] =
#include "law.def"
    ;
#undef LAW

/* A country, then the beginning of a time zone in it: for the countries whose law lets things run without asking. */
static const char ZONES[] =
    "USAmerica/ USPacific/ GBEurope/Lon GIEurope/Gib GGEurope/Gue JEEurope/Jer IMEurope/Isl JPAsia/Tok KRAsia/Seo "
    "AUAustralia/ NZPacific/";

/* ---- reading it ---- */

bool law_next(struct law *self)
{
    const uint16_t *rest = self->rest == NULL ? RULES : self->rest;
    const char *name = self->name == NULL ? NAMES : self->name + strlen(self->name) + 1;
    if (*name == 0) {
        return false;
    }
    int row = self->rest == NULL ? 0 : self->row + 1, head = *rest++, model = head & MODEL_MASK;
    *self = (struct law){.row = row, .name = name, .audience = head >> MODEL_BITS & 3, .weak = (head & WEAK) != 0};
    for (int i = 0; i < PURPOSE_COUNT; i++) {
        self->rules[i] = (uint16_t)(model > OPT_IN ? OPT_IN : model);
    }
    if (model == OPT_IN_EXEMPT) {
        self->rules[LAW_functional] = self->rules[LAW_statistics] = STANDING_OBJECT;
    }
    self->rules[LAW_erases] = model >= OPT_IN;
    for (; *rest != 0; rest++) {
        int rule = *rest >> VALUE_BITS, value = *rest & VALUE_MAX;
        if (rule == IN_FORCE) {
            self->from = LAW_AS_OF + (uint32_t)value;
        } else {
            self->rules[rule] = (uint16_t)value;
        }
    }
    self->rest = rest + 1;
    return true;
}

static const char *next_name(const char *name)
{
    return name + strlen(name) + 1;
}

int law_find(const char *id)
{
    int row = 0;
    for (const char *name = NAMES; *name != 0; name = next_name(name), row++) {
        const char *rest = text_after(name, id);
        if (rest != NULL && *rest == ' ') {
            return row;
        }
    }
    return -1;
}

const char *law_name(int row)
{
    const char *name = NAMES;
    for (int i = 0; i < row; i++) {
        name = next_name(name);
    }
    return name;
}

void law_write_id(struct effects *effects, int row)
{
    effect_text(effects, NULL);
    effect_word(effects, law_name(row));
}

/* ---- places ---- */

static const char *next_word(const char *list)
{
    while (*list != 0 && *list++ != ' ') {
    }
    return list;
}

/* Compares each place of the row with this place: what both share from the start decides. The nearest one counts. */
enum nearness law_nearness(const struct law *self, const char *place, bool part_is_known)
{
    const char *list = next_word(self->name);
    enum nearness nearest = *list == '*' ? EVERYWHERE : NOT_THERE;
    for (; *list != 0; list = next_word(list)) {
        int n = 0;
        while (place[n] != 0 && list[n] == place[n]) {
            n++;
        }
        bool whole = list[n] == 0 || list[n] == ' ';
        bool is_part = n > 2 && place[n] == 0;
        enum nearness near = n < 2            ? NOT_THERE
                           : whole && is_part ? PART
                           : whole && n < 3   ? COUNTRY
                           : part_is_known    ? NOT_THERE
                                              : SOME_PART;
        nearest = near > nearest ? near : nearest;
    }
    return nearest;
}

bool law_knows_part(const char *place)
{
    if (text_length(place) <= 2) {
        return false;
    }
    struct law law = {0};
    while (law_next(&law)) {
        if (law_nearness(&law, place, true) == PART) {
            return true;
        }
    }
    return false;
}

bool law_has_zone(const char *place, const char *zone)
{
    for (const char *list = ZONES; *list != 0; list = next_word(list)) {
        int n = 0;
        while (list[n + 2] == zone[n] && zone[n] != 0) {
            n++;
        }
        if (list[0] == place[0] && list[1] == place[1] && (list[n + 2] == ' ' || list[n + 2] == 0)) {
            return true;
        }
    }
    return false;
}
