#include "regime.h"

#include <string.h>

enum { DAY = 24 * 60 * 60, YEAR = 366, CHILD_BELOW = 13 };

#define SMALLER true
#define GREATER false
#define RULE_LEAST(name, protective, kind, about) protective,
/* For each rule: is a smaller number more protective? */
static const bool LEAST[] = {LAW_RULES(RULE_LEAST)};

/* Does the row apply to this visitor? A row for children or schools in one country applies also where the place is
 * unknown. */
static bool is_meant(const struct law *law, const struct regime *regime, enum nearness near)
{
    bool there = near > NOT_THERE || *regime->place == 0;
    return law->audience == CHILDREN ? there && (regime->audience == AUDIENCE_CHILD || regime->age < CHILD_BELOW)
         : law->audience == PUPILS   ? there && regime->audience == AUDIENCE_K12
                                     : near > NOT_THERE;
}

/* Keeps who said something. Only reasons need it, so only the whole core does it. */
static void credit(uint8_t *to, int whom)
{
    if (WHOLE_CORE) {
        *to = (uint8_t)whom;
    }
}

/* Joins a row into the regime. If two rows say the same, the later one is nearer, and counts as the one that said so.
 * */
static void join(struct regime *self, const struct law *law)
{
    for (int i = 0; i < LAW_RULE_COUNT; i++) {
        uint16_t rule = law->rules[i], now = self->rules[i];
        if (rule != 0 && (now == 0 || (LEAST[i] ? rule <= now : rule >= now))) {
            self->rules[i] = rule;
            credit(&self->by[i], law->row);
        }
    }
}

/* Is the time zone foreign to the place, whose law is softer than asking first? UTC says nothing: browsers give it to
 * hide the real zone. */
static bool is_foreign(const struct regime *self, const char *zone)
{
    bool said = zone != NULL && *zone != 0 && !text_is(zone, "UTC") && text_after(zone, "Etc/") == NULL;
    return said && self->rules[LAW_statistics] < STANDING_ASK && !law_has_zone(self->place, zone);
}

enum {
    ADS = 1 << LAW_sale | 1 << LAW_advertising,
    PROFILING = 1 << LAW_personalisation,
    ALL = (1 << PURPOSE_COUNT) - 1
};

/* For a visitor younger than the rule says, these purposes have at least this standing. */
static const struct {
    uint8_t rule, purposes, standing;
} AGES[] = {
    {LAW_optInAnyBelow, ALL, STANDING_ASK},
    {LAW_optInBelow, ADS, STANDING_ASK},
    {LAW_optInProfilingBelow, PROFILING, STANDING_ASK},
    {LAW_child, ALL, STANDING_BARRED},
    {LAW_adsBelow, ADS, STANDING_ABSENT},
    {LAW_profilingBelow, PROFILING, STANDING_ABSENT},
};

static void stand(struct regime *self)
{
    for (int purpose = 0; purpose < PURPOSE_COUNT; purpose++) {
        self->standing[purpose] = (uint8_t)self->rules[purpose];
        credit(&self->because[purpose], purpose);
        for (int i = 0; i < COUNT(AGES); i++) {
            if ((AGES[i].purposes >> purpose & 1) != 0 && self->age < self->rules[AGES[i].rule] &&
                self->standing[purpose] < AGES[i].standing) {
                self->standing[purpose] = AGES[i].standing;
                credit(&self->because[purpose], AGES[i].rule);
            }
        }
    }
    /* A visitor below that age cannot have refused longer ago than this, so the site never asks again before that age.
     * */
    if (self->age < self->rules[LAW_waitUntil]) {
        self->rules[LAW_wait] = (uint16_t)(self->rules[LAW_waitUntil] * YEAR);
        credit(&self->by[LAW_wait], self->by[LAW_waitUntil]);
    }
}

void regime_resolve(struct regime *self, const struct visitor *visitor, struct regime_site site, uint32_t now)
{
    *self = (struct regime){0};
    memcpy(self->place, visitor->place, sizeof self->place);
    self->audience = (uint8_t)(visitor->audience < 0 ? site.audience : visitor->audience);
    self->age = (uint8_t)visitor_age(visitor, self->audience);
    self->signal = visitor->gpc || (visitor->dnt && site.dnt);

    uint32_t day = now / DAY < LAW_AS_OF ? LAW_AS_OF : now / DAY;
    bool known = law_knows_part(self->place), strict = site.wording;
    enum nearness nearest = EVERYWHERE;
    struct law law = {0};
    (void)law_next(&law);
    while (law_next(&law)) {
        enum nearness near = law_nearness(&law, self->place, known);
        if (law.from > day || !is_meant(&law, self, near)) {
            continue;
        }
        join(self, &law);
        strict = strict || law.weak;
        if (law.audience == EVERYBODY && near >= nearest && law.rules[LAW_statistics] != 0) {
            nearest = near;
            self->row = (uint8_t)law.row;
        }
    }
    if (strict || nearest == EVERYWHERE || is_foreign(self, visitor->zone)) {
        law = (struct law){0};
        (void)law_next(&law);
        join(self, &law);
        self->row = LAW_STRICT;
    }
    stand(self);
}

uint8_t regime_asked(int row)
{
    struct law law = {0};
    uint8_t asked = 0;
    do {
        (void)law_next(&law);
    } while (law.row < row);
    for (int purpose = 0; row >= 0 && purpose < PURPOSE_COUNT; purpose++) {
        asked = (uint8_t)(asked | (law.rules[purpose] >= STANDING_ASK) << purpose);
    }
    return asked;
}
