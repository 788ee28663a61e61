#include "storage.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* Returns what follows the name of the record in `name`: nothing, or a dot and more; NULL: it is another name. */
static const char *own_part(const struct policy *policy, const char *name)
{
    const char *rest = text_after(name, policy->config->stored);
    return rest != NULL && (*rest == 0 || *rest == '.') ? rest : NULL;
}

/* Sets who wrote the name first, if the config knows them (storage_look). */
static void look_for_writer(struct holding *self, char *writer)
{
    const struct policy *policy = self->policy;
    const struct config *config = policy->config;
    int marked = config_find(config, text_cut(&writer, '@'));
    self->host = writer;
    struct search search = {.in = policy->catalogue, .area = AREA_HOST, .name = writer == NULL ? "" : writer};
    if (marked < config->categories.count) { /* the script is not marked with a service */
        for (const struct claim *claim; (claim = catalogue_next(&search)) != NULL;) {
            if (self->writer < 0 || policy_says(policy, claim->subject) > policy_says(policy, self->writer)) {
                self->writer = claim->subject;
            }
        }
    }
    self->writer = self->writer < 0 ? marked : self->writer;
}

/* Compares two declarations of one name: the one with the more exact pattern wins; of two equally exact ones, the one
 * whose owner is granted more. Above 0: the first wins; below 0: the second; 0: both count. */
static int compare_claims(int weight, enum says says, int best_weight, enum says best_says)
{
    return weight != best_weight ? weight - best_weight : (int)says - (int)best_says;
}

void storage_look(struct holding *self, const struct policy *policy, int area, const char *name, char *writer)
{
    *self = (struct holding){
        .policy = policy, .subject = -1, .writer = -1, .beside = neighbours_have(&policy->neighbours, area, name)};
    self->own = !self->beside && own_part(policy, name) != NULL;
    if (self->own || self->beside) {
        return;
    }
    struct search search = {.in = policy->catalogue, .area = area, .name = name};
    int best_weight = 1; /* below every pattern that names anything: those weigh 2 and more, a lone `*` weighs 0 */
    enum says best_says = SAYS_REFUSED;
    for (const struct claim *claim; (claim = catalogue_next(&search)) != NULL;) {
        enum says says = policy_says(policy, claim->subject);
        int order = compare_claims(claim->weight, says, best_weight, best_says);
        if (order < 0) {
            continue;
        }
        if (order > 0 || claim->subject < self->subject) {
            self->subject = claim->subject;
        }
        if (order > 0) {
            self->record = false;
            self->retention = (struct retention){0};
        }
        best_weight = claim->weight;
        best_says = says;
        self->record = self->record || claim->key->record;
        retention_join(&self->retention, &claim->key->retention);
    }
    if (self->subject < 0 && writer != NULL && policy->config->unknown_keys != UNKNOWN_ALLOW) {
        look_for_writer(self, writer);
    }
    if (!self->record && !storage_is_free(self)) {
        retention_join(&self->retention, &(struct retention){.life = policy->regime.rules[LAW_tracer] * (uint32_t)DAY,
                                                             .session = policy->shared});
    }
}

int storage_whose(const struct holding *self)
{
    return self->subject >= 0 ? self->subject : self->writer;
}

bool storage_is_free(const struct holding *self)
{
    return self->own || (self->subject >= 0 && policy_standing(self->policy, self->subject) == STANDING_FREE);
}

bool storage_is_allowed(const struct holding *self)
{
    int whose = storage_whose(self);
    bool unknown = self->subject < 0, refuses = self->policy->config->unknown_keys == UNKNOWN_REFUSE;
    return self->own || (!(unknown && refuses) && (whose < 0 || policy_says(self->policy, whose) == SAYS_GRANTED));
}

bool storage_is_deletable(const struct holding *self, const char *name)
{
    return self->own ? *own_part(self->policy, name) != 0 : !self->beside && !self->record && !storage_is_free(self);
}

uint32_t storage_life(const struct holding *self)
{
    return self->retention.session ? 0 : self->retention.life > 0 ? self->retention.life : NO_NUMBER;
}

/* Returns `time` plus `span`; 0 if there is no span, or if the sum does not fit. */
static uint32_t later(uint32_t time, uint32_t span)
{
    return span > 0 && span < NO_NUMBER - time ? time + span : 0;
}

uint32_t storage_until(const struct holding *self, uint32_t first, uint32_t last)
{
    uint32_t by_life = later(first, self->retention.life), by_idle = later(last, self->retention.idle);
    if (self->subject < 0) {
        return 0;
    }
    return by_life == 0 || (by_idle > 0 && by_idle < by_life) ? by_idle : by_life;
}

bool storage_is_due(const struct policy *policy, bool starts)
{
    const struct config *config = policy->config;
    bool by_itself = config->timed || policy->shared || config->unknown_keys == UNKNOWN_REFUSE;
    return (starts && by_itself) || (policy_erases(policy) && policy_is_any(policy, SAYS_REFUSED));
}

static bool goes(const struct holding *self, const struct stored *stored, enum sweep what, uint32_t now,
                 bool session_is_new)
{
    const struct policy *policy = self->policy;
    const struct retention *ends = &self->retention;
    if (self->beside) {
        return false;
    }
    int whose = storage_whose(self);
    bool refused = whose >= 0 && !self->record && policy_says(policy, whose) == SAYS_REFUSED;
    bool undeclared = self->subject < 0 && !self->own;
    if (what == SWEEP_DUE) {
        uint32_t until = storage_until(self, stored->first, stored->last);
        return (refused && policy_erases(policy)) || (undeclared && policy->config->unknown_keys == UNKNOWN_REFUSE) ||
               (until > 0 && until <= now) || (ends->session && session_is_new && stored->area != AREA_COOKIE);
    }
    if (what == SWEEP_LOGOUT) {
        return ends->logout || ends->session || (self->own && policy->shared);
    }
    return WHOLE_CORE &&
           (what == SWEEP_REFUSED      ? refused
            : what == SWEEP_EVERYTHING ? self->own || !storage_is_free(self) || !ends->logout
            : what == SWEEP_ROW        ? storage_is_deletable(self, stored->name)
                                : whose >= 0 && policy_standing(policy, whose) != STANDING_FREE && !self->record);
}

static uint32_t not_after(uint32_t time, uint32_t now)
{
    return time < now ? time : now;
}

void storage_sweep(const struct policy *policy, const struct stored *stored, enum sweep what, uint32_t now,
                   bool session_is_new, struct effects *effects)
{
    struct holding holding;
    struct stored seen = *stored;
    storage_look(&holding, policy, stored->area, stored->name, stored->writer);
    seen.first = not_after(stored->first, now);
    seen.last = not_after(stored->last, now);
    bool erase = goes(&holding, &seen, what, now, session_is_new);
    if (seen.last + HOUR <= now) {
        seen.last = now;
    }
    if (erase || ((seen.first != stored->first || seen.last != stored->last) && !holding.own && !holding.beside)) {
        effect(effects, erase ? EFFECT_erase : EFFECT_seen);
        effect_name(effects, AREA_WORDS, stored->area);
        effect_text(effects, stored->name);
        if (!erase) {
            effect_number(effects, seen.first);
            effect_number(effects, seen.last);
        }
    }
}

void storage_write(const struct policy *policy, const struct stored *stored, uint32_t now, struct effects *effects)
{
    struct holding holding;
    storage_look(&holding, policy, stored->area, stored->name, stored->writer);
    const struct config *config = policy->config;
    const struct subject *subject = holding.subject < 0 ? NULL : &config->subjects[holding.subject];
    const struct subject *writer = holding.writer < 0 ? NULL : &config->subjects[holding.writer];
    bool is_service = subject != NULL && holding.subject >= config->categories.count;
    const struct retention *ends = &holding.retention;
    effect(effects, EFFECT_stored);
    effect_name(effects, AREA_WORDS, stored->area);
    effect_text(effects, stored->name);
    effect_text(effects, subject == NULL ? NULL : config->subjects[subject->category].id);
    effect_text(effects, holding.own || holding.beside ? "assent" : is_service ? subject->id : NULL);
    effect_number(effects, storage_is_allowed(&holding));
    effect_number(effects, storage_until(&holding, not_after(stored->first, now), not_after(stored->last, now)));
    effect_text(effects, ends->session ? "session" : NULL);
    effect_more(effects, ends->session && ends->logout ? "," : NULL);
    effect_more(effects, ends->logout ? "logout" : NULL);
    effect_number(effects, holding.record);
    effect_number(effects, storage_is_deletable(&holding, stored->name));
    effect_text(effects, writer == NULL ? holding.host : writer->id);
}
