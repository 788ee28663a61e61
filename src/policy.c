#include "policy.h"

#include <string.h>

enum { DAY = 24 * 60 * 60 };

void policy_apply(struct policy *self)
{
    const uint8_t *law = self->regime.standing;
    for (int i = 0; i < self->config->subject_count; i++) {
        const struct service *service = config_service(self->config, i);
        int purpose = config_category(self->config, i)->purpose;
        bool sells = service != NULL && service->sale != SALE_NO, is_ads = purpose == PURPOSE_ADVERTISING;
        int standing = purpose == PURPOSE_NECESSARY ? STANDING_FREE : law[purpose];
        if (sells && standing < law[LAW_sale]) {
            standing = law[LAW_sale];
        }
        /* A pupil's records may leave the school only under an agreement with it (34 CFR 99.31(a)(1)(i)(B)). */
        if (service != NULL && service->records && service->agreement == NULL &&
            self->regime.audience == AUDIENCE_K12) {
            standing = STANDING_ABSENT;
        }
        self->standing[i] = (uint8_t)(standing | (sells || is_ads ? IS_SALE : 0));
    }
}

enum standing policy_standing(const struct policy *self, int subject)
{
    return (enum standing)(self->standing[subject] & STANDING_MASK);
}

bool policy_is_signalled(const struct policy *self, int subject)
{
    return self->regime.signal && (self->standing[subject] & IS_SALE) != 0;
}

bool policy_is_any(const struct policy *self, enum says says)
{
    for (int i = 0; i < self->config->subject_count; i++) {
        if (policy_standing(self, i) != STANDING_FREE && self->decision.says[i] == says) {
            return true;
        }
    }
    return false;
}

bool policy_has(const struct policy *self, enum standing standing)
{
    for (int i = 0; i < self->config->categories.count; i++) {
        if (policy_standing(self, i) == standing) {
            return true;
        }
    }
    return false;
}

bool policy_objects(const struct policy *self)
{
    return policy_has(self, STANDING_NOTICE) || policy_has(self, STANDING_OBJECT);
}

bool policy_erases(const struct policy *self)
{
    int on_withdraw = self->config->on_withdraw;
    return on_withdraw == WITHDRAW_LAW ? self->regime.rules[LAW_erases] != 0 : on_withdraw == WITHDRAW_ERASE;
}

enum says policy_word(const struct policy *self, int subject)
{
    const struct decision *decision = &self->decision;
    int own = decision->says[subject], whole = decision->says[self->config->subjects[subject].category];
    return (enum says)(own != SAYS_NOTHING || (decision->unasked[subject] && whole > SAYS_NOTHING) ? own : whole);
}

/* Did the law that the decision was made under ask first about this purpose, too? */
static bool was_asked(const struct policy *self, int subject)
{
    return (self->decision.asked >> config_category(self->config, subject)->purpose & 1) != 0;
}

bool policy_is_open(const struct policy *self, int subject)
{
    const struct decision *decision = &self->decision;
    bool is_category = subject < self->config->categories.count;
    bool waits = is_category || (decision->unasked[subject] &&
                                 decision->says[self->config->subjects[subject].category] > SAYS_NOTHING);
    return waits && policy_standing(self, subject) == STANDING_ASK && decision->says[subject] == SAYS_NOTHING;
}

/* Returns why the learner must be asked: ASK_JURISDICTION if any open category was not asked about under the earlier
 * law, else ASK_CATEGORY if anything is open, else ASK_NOT. */
static enum ask undecided(const struct policy *self)
{
    enum ask ask = ASK_NOT;
    for (int i = 0; i < self->config->subject_count; i++) {
        if (ask != ASK_JURISDICTION && policy_is_open(self, i)) {
            ask = i >= self->config->categories.count || was_asked(self, i) ? ASK_CATEGORY : ASK_JURISDICTION;
        }
    }
    return ask;
}

/* Decodes the one of these records that counts (policy_decide) into `self`. Returns false if none does. */
static bool choose_record(struct record *self, const struct config *config, char *const stored[], int count,
                          uint32_t now)
{
    bool found = false;
    for (int i = 0; i < count; i++) {
        struct record record;
        if (record_decode(&record, config, stored[i]) != RECORD_OURS ||
            (record.when > now && record.when - now > DAY)) {
            continue;
        }
        if (!found || record.format > self->format || (record.format == self->format && record.when > self->when)) {
            *self = record;
            found = true;
        }
    }
    return found;
}

/* Takes over what the record says of each subject, as far as the learner was asked about it as it is now. */
static void take_words(struct policy *self, const struct record *record)
{
    struct decision *decision = &self->decision;
    for (int i = 0; i < self->config->subject_count; i++) {
        enum asked asked;
        enum says says = record_says(record, self->config, i, &asked);
        enum standing standing = policy_standing(self, i);
        bool runs = standing == STANDING_NOTICE || standing == STANDING_OBJECT;
        int category = self->config->subjects[i].category;
        if (asked == ASKED_OTHERWISE && (says != SAYS_REFUSED || !runs)) {
            says = SAYS_NOTHING;
        }
        decision->unasked[i] = i != category && asked != ASKED_SO;
        /* A service with the same word as its category follows it. */
        decision->says[i] = (int8_t)(i != category && says == decision->says[category] ? SAYS_NOTHING : says);
    }
}

void policy_decide(struct policy *self, char *const stored[], int count, uint32_t now)
{
    const struct config *config = self->config;
    const uint16_t *rules = self->regime.rules;
    struct decision *decision = &self->decision;
    struct record record;
    bool asks = policy_has(self, STANDING_ASK);
    *decision = (struct decision){.how = NO_HOW, .row = -1, .ask = asks ? ASK_FIRST : ASK_NOT};
    if (!choose_record(&record, config, stored, count, now)) {
        return;
    }
    take_words(self, &record);
    memcpy(decision->law, record.law, (size_t)text_length(record.law) + 1);
    decision->signal = record.signal;
    decision->when = record.when;
    decision->policy = record.policy;
    decision->how = record.how;
    decision->row = law_find(record.regime);
    /* If the row is the same, it asked about everything that it asks about now, even where an age or a school makes it
     * ask. */
    decision->asked = decision->row == self->regime.row ? UINT8_MAX : regime_asked(decision->row);
    int days = now < record.when ? 0 : (int)((now - record.when) / DAY);
    int newer = config->policy.version - record.policy;
    bool changed = newer != 0 && !(newer == 1 && config->policy.minor);
    bool expired = days >= rules[LAW_validity];
    for (int i = 0; i < config->subject_count; i++) {
        int8_t *whole = &decision->says[config->subjects[i].category];
        enum says word = policy_word(self, i);
        bool moved = word != SAYS_PERMITTED && policy_standing(self, i) == STANDING_ASK && !was_asked(self, i);
        if (word > SAYS_NOTHING && (changed || expired || moved)) {
            decision->says[i] = SAYS_NOTHING;
            /* The category's grant lapses together with the service's: the law may ask about a service that sells and
             * not about its category. */
            *whole = *whole > SAYS_NOTHING ? SAYS_NOTHING : *whole;
        }
    }
    decision->told = !changed && record.how != HOW_GPC;
    bool waits = days < rules[LAW_wait] && policy_is_any(self, SAYS_REFUSED);
    decision->ask = !asks ? ASK_NOT : changed ? ASK_POLICY : !expired ? undecided(self) : waits ? ASK_NOT : ASK_EXPIRED;
}

/* Returns what a record says of a subject: its own word, or else the word of its category. */
static enum says said(const struct record *record, const struct config *config, int subject)
{
    enum asked asked;
    enum says own = record_says(record, config, subject, &asked);
    return own != SAYS_NOTHING ? own : record_says(record, config, config->subjects[subject].category, &asked);
}

/* Without a first record the mirror takes its place, but its grants do not count. Returns true if there is a decision.
 * */
static bool recall_alone(struct policy *self, char *mirror, uint32_t now)
{
    struct decision *decision = &self->decision;
    policy_decide(self, &mirror, 1, now);
    bool granted = false;
    for (int i = 0; i < self->config->subject_count; i++) {
        if (decision->says[i] > SAYS_NOTHING) {
            decision->says[i] = SAYS_NOTHING;
            granted = true;
        }
    }
    if (granted && decision->ask == ASK_NOT) {
        decision->ask = undecided(self);
    }
    if (decision->how != NO_HOW && (decision->when > now || !policy_is_any(self, SAYS_REFUSED))) {
        policy_decide(self, NULL, 0, now);
    }
    return decision->how != NO_HOW;
}

bool policy_recall(struct policy *self, char *mirror, uint32_t now)
{
    struct decision *decision = &self->decision;
    if (decision->how == NO_HOW) {
        return recall_alone(self, mirror, now);
    }
    struct record record;
    if (record_decode(&record, self->config, mirror) != RECORD_OURS || record.when < decision->when ||
        record.when > now) {
        return false;
    }
    bool changed = false;
    int8_t words[SUBJECTS_MAX];
    for (int i = 0; i < self->config->subject_count; i++) {
        words[i] = (int8_t)policy_word(self, i);
        if (words[i] != SAYS_REFUSED && said(&record, self->config, i) == SAYS_REFUSED) {
            words[i] = SAYS_REFUSED;
            changed = true;
        }
    }
    if (changed) {
        memcpy(decision->says, words, sizeof words);
        decision->when = record.when;
        decision->how = record.how;
        decision->ask =
            decision->ask == ASK_JURISDICTION || decision->ask == ASK_CATEGORY ? undecided(self) : decision->ask;
    }
    return changed;
}

void policy_choose(struct policy *self, const int8_t says[SUBJECTS_MAX])
{
    for (int i = 0; i < self->config->subject_count; i++) {
        if (says[i] != SAYS_NOTHING || says[self->config->subjects[i].category] != SAYS_NOTHING) {
            self->decision.says[i] = says[i];
            self->decision.unasked[i] = false;
        }
    }
    (void)policy_apply_signal(self);
    self->decision.row = self->regime.row;
    self->decision.signal = self->regime.signal;
    memcpy(self->decision.law, LAW_VERSION, sizeof LAW_VERSION);
    self->decision.asked = UINT8_MAX;
    self->decision.told = true;
    self->decision.ask = undecided(self) != ASK_NOT ? ASK_CATEGORY : ASK_NOT;
}

bool policy_apply_signal(struct policy *self)
{
    bool changed = false;
    for (int i = 0; i < self->config->subject_count; i++) {
        enum says word = policy_word(self, i);
        enum standing standing = policy_standing(self, i);
        bool runs = word == SAYS_NOTHING ? standing == STANDING_NOTICE || standing == STANDING_OBJECT
                                         : word > SAYS_NOTHING && word != SAYS_INSISTED;
        if (runs && policy_is_signalled(self, i)) {
            self->decision.says[i] = SAYS_REFUSED;
            self->decision.told = false;
            changed = true;
        }
    }
    return changed;
}

enum says policy_says(const struct policy *self, int subject)
{
    enum says word = policy_word(self, subject);
    enum standing standing = policy_standing(self, subject);
    if (standing == STANDING_FREE) {
        return SAYS_GRANTED;
    }
    if (self->waits) {
        return SAYS_NOTHING;
    }
    if (standing == STANDING_ABSENT || (word != SAYS_INSISTED && policy_is_signalled(self, subject))) {
        return SAYS_REFUSED;
    }
    if (word == SAYS_NOTHING) {
        return standing < STANDING_ASK ? SAYS_GRANTED : SAYS_NOTHING;
    }
    return word < SAYS_NOTHING                                   ? word
         : standing == STANDING_BARRED && word != SAYS_PERMITTED ? SAYS_NOTHING
                                                                 : SAYS_GRANTED;
}
