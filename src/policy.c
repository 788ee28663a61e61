#include "policy.h"

enum { DAY = 24 * 60 * 60 };

bool policy_is_locked(const struct config *config, int subject)
{
    return config_category(config, subject)->purpose == PURPOSE_NECESSARY;
}

bool policy_is_any(const struct config *config, const struct choice *choice, enum says says)
{
    int count = says == SAYS_NOTHING ? config->categories.count : config->subject_count, i = 0;
    while (i < count && (policy_is_locked(config, i) || choice->says[i] != says)) {
        i++;
    }
    return i < count;
}

struct decision policy_decide(const struct config *config, const struct regime *regime, char *stored, uint32_t now)
{
    struct decision decision = {.how = -1};
    struct record record;
    bool refusable = policy_is_any(config, &decision.choice, SAYS_NOTHING);
    if (!record_decode(&record, stored) || !refusable) {
        decision.ask = refusable ? ASK_FIRST : ASK_NOT;
        return decision;
    }
    for (int i = 0; i < config->subject_count; i++) {
        decision.choice.says[i] = (int8_t)record_says(&record, config->subjects[i].id);
    }
    decision.when = record.when;
    decision.policy = record.policy;
    decision.how = record.how;
    int days = now < record.when ? 0 : (int)((now - record.when) / DAY);
    int newer = config->policy.version - record.policy;
    if (newer > 1 || (newer == 1 && !config->policy.minor)) {
        decision.ask = ASK_POLICY;
    } else if (days >= regime->validity_days) {
        bool waits = days < regime->wait_days && policy_is_any(config, &decision.choice, SAYS_REFUSED);
        decision.ask = waits ? ASK_NOT : ASK_EXPIRED;
    } else {
        decision.live = true;
        decision.ask = policy_is_any(config, &decision.choice, SAYS_NOTHING) ? ASK_CATEGORY : ASK_NOT;
    }
    return decision;
}

void policy_choose(const struct config *config, struct decision *decision, const struct choice *choice)
{
    struct choice *now = &decision->choice;
    for (int i = 0; i < config->subject_count; i++) {
        bool overruled = choice->says[config->subjects[i].category] != SAYS_NOTHING;
        bool lapsed = !decision->live && now->says[i] == SAYS_GRANTED;
        if (choice->says[i] != SAYS_NOTHING || overruled || lapsed) {
            now->says[i] = choice->says[i];
        }
    }
    decision->live = true;
    decision->ask = policy_is_any(config, now, SAYS_NOTHING) ? ASK_CATEGORY : ASK_NOT;
}

enum says policy_says(const struct config *config, const struct decision *decision, int subject)
{
    if (policy_is_locked(config, subject)) {
        return SAYS_GRANTED;
    }
    int own = decision->choice.says[subject];
    return !decision->live ? SAYS_NOTHING : (enum says)(own != SAYS_NOTHING ? own : decision->choice.says[config->subjects[subject].category]);
}
