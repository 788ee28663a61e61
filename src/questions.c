#include "questions.h"

#include "config_packed.h"
#include "cookie.h"
#include "storage.h"

void answer_hold(struct effects *effects, enum hold why, const char *id)
{
    effect(effects, EFFECT_hold);
    effect_name(effects, HOLD_WORDS, (int)why);
    effect_text(effects, id);
}

void answer_unstarted(enum verb verb, char *facts, struct effects *effects)
{
    answer_hold(effects, HOLD_UNSTARTED, NULL);
    if (verb == VERB_cookie) {
        (void)text_cut(&facts, '\t'); /* the time, which is not needed here */
        struct cookie cookie;
        cookie_read(&cookie, facts == NULL ? text_cut(&facts, '\t') : facts, 0);
        effect_text(effects, cookie.name);
    }
}

/* Returns why a category or service that is not granted is held back. */
static enum hold why_held(const struct policy *policy, int subject)
{
    enum standing standing = policy_standing(policy, subject);
    if (standing == STANDING_ABSENT) {
        return HOLD_ABSENT;
    }
    if (policy_says(policy, subject) == SAYS_REFUSED) {
        return HOLD_REFUSED;
    }
    return standing == STANDING_BARRED ? HOLD_BARRED : HOLD_UNDECIDED;
}

/* Returns true if this category or service is granted; otherwise it writes the answer `hold`. */
static bool passes(const struct policy *policy, int subject, struct effects *effects)
{
    bool granted = policy_says(policy, subject) == SAYS_GRANTED;
    if (!granted) {
        answer_hold(effects, why_held(policy, subject), policy->config->subjects[subject].id);
    }
    return granted;
}

/* ---- elements and hosts ---- */

/* An element names a category, a service, or both. Returns the name that the config does not know, or NULL. An element
 * that names neither is one of no category, and unknown, too. */
static const char *unknown_name(const struct config *config, const char *category, const char *service)
{
    bool has_category = config_find(config, category) >= 0, has_service = config_find(config, service) >= 0;
    if (!has_category && (*category != 0 || *service == 0)) {
        return category;
    }
    return !has_service && *service != 0 ? service : NULL;
}

/* An element may run if all of these are granted: the service that it names, every service that has its host, and its
 * category. If one of these services belongs to that category, the service decides for it: a service that is granted
 * alone runs, although its category is refused. */
int answer_element(const struct policy *policy, char *facts, struct effects *effects)
{
    const struct config *config = policy->config;
    (void)text_cut(&facts, '\t'); /* the kind of element, which only the log needs */
    const char *category_id = text_cut(&facts, '\t'), *service_id = text_cut(&facts, '\t');
    const char *unknown = unknown_name(config, category_id, service_id);
    if (unknown != NULL) {
        answer_hold(effects, HOLD_UNKNOWN, unknown);
        return 0;
    }
    int category = config_find(config, category_id), service = config_find(config, service_id);
    bool category_is_decided = category < 0;
    struct search search = {.in = policy->catalogue, .area = AREA_HOST, .name = text_cut(&facts, '\t')};
    const struct claim *claim;
    do {
        if (service >= 0) {
            category_is_decided = category_is_decided || config->subjects[service].category == category;
            if (!passes(policy, service, effects)) {
                return 0;
            }
        }
        claim = catalogue_next(&search);
        service = claim == NULL ? -1 : claim->subject;
    } while (claim != NULL);
    if (category_is_decided || passes(policy, category, effects)) {
        effect(effects, EFFECT_allow);
    }
    return 0;
}

int answer_reach(const struct policy *policy, char *facts, struct effects *effects)
{
    struct search search = {.in = policy->catalogue, .area = AREA_HOST, .name = text_cut(&facts, '\t')};
    for (const struct claim *claim; (claim = catalogue_next(&search)) != NULL;) {
        if (!passes(policy, claim->subject, effects)) {
            return 0;
        }
    }
    effect(effects, EFFECT_allow);
    return 0;
}

/* ---- what may be stored ---- */

/* May this be stored? It may live as long as the law and its retention allow, though it may ask for less: `wanted`, in
 * seconds; 0 asks to delete it, which is always allowed. */
static void answer_write(const struct policy *policy, enum area area, const char *name, char *writer, uint32_t wanted,
                         struct effects *effects)
{
    struct holding holding;
    storage_look(&holding, policy, area, name, writer);
    bool undeclared = holding.subject < 0 && !holding.own;
    if (wanted == 0 || storage_is_allowed(&holding)) {
        uint32_t life = storage_life(&holding);
        effect(effects, EFFECT_write);
        effect_text(effects, NULL);
        if (wanted > life) {
            char digits[NUMBER_DIGITS + 1];
            effect_more(effects, text_decimal(digits, life));
        }
        effect_number(effects, wanted > 0 && undeclared && policy->config->unknown_keys == UNKNOWN_REPORT);
    } else if (storage_whose(&holding) < 0 || (undeclared && policy->config->unknown_keys == UNKNOWN_REFUSE)) {
        answer_hold(effects, HOLD_UNKNOWN, NULL);
    } else {
        (void)passes(policy, storage_whose(&holding), effects);
    }
}

int answer_key(const struct policy *policy, char *facts, struct effects *effects)
{
    int area = text_choice(AREA_WORDS, text_cut(&facts, '\t'));
    if (facts == NULL || area < 0) {
        return TURN_FACT;
    }
    const char *name = text_cut(&facts, '\t');
    answer_write(policy, (enum area)area, name, facts, NO_NUMBER, effects);
    return 0;
}

int answer_cookie(const struct policy *policy, char *facts, struct effects *effects)
{
    const char *now = text_after(text_cut(&facts, '\t'), "now=");
    uint32_t time = now == NULL ? NO_NUMBER : text_number(now, NUMBER_DIGITS);
    if (facts == NULL || time == NO_NUMBER) {
        return TURN_FACT;
    }
    struct cookie cookie;
    cookie_read(&cookie, facts, time);
    answer_write(policy, AREA_COOKIE, cookie.name, NULL, cookie.seconds, effects);
    effect_text(effects, cookie.name);
    return 0;
}

/* ---- what is stored ---- */

/* Reads one line. A time that is missing or cannot be read is not known. */
static bool read_stored(struct stored *self, char *line)
{
    char *part[5];
    int count = 0;
    for (int i = 0; i < COUNT(part); i++) {
        count += line != NULL;
        part[i] = text_cut(&line, '\t');
    }
    self->area = text_choice(AREA_WORDS, part[0]);
    self->name = part[1];
    self->first = text_number(part[2], NUMBER_DIGITS);
    self->last = text_number(part[3], NUMBER_DIGITS);
    self->writer = part[4];
    bool has_all = count == 2 || count >= 4;
    return self->area >= 0 && has_all && line == NULL;
}

int answer_lines(const struct policy *policy, enum verb verb, const struct facts *facts, char *lines,
                 struct effects *effects)
{
    while (lines != NULL) {
        struct stored stored;
        if (!read_stored(&stored, text_cut(&lines, '\n'))) {
            return TURN_FACT;
        }
        if (verb == VERB_sweep) {
            storage_sweep(policy, &stored, (enum sweep)facts->sweep, facts->now, facts->session_is_new, effects);
        } else if (WHOLE_CORE) {
            storage_write(policy, &stored, facts->now, effects);
        }
    }
    return 0;
}

int answer_pack(const struct policy *policy, char *facts, struct effects *effects)
{
    uint32_t first = facts == NULL ? 0 : text_number(facts, 6);
    if (first == NO_NUMBER) {
        return TURN_FACT;
    }
    config_packed_write(policy->config, (int)first, effects);
    return 0;
}
