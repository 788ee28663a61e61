#include "plan.h"

#include "catalogue.h"

void plan_grants(const struct policy *before, const struct policy *after, struct effects *effects)
{
    for (int i = 0; i < after->config->subject_count; i++) {
        bool now = policy_says(after, i) == SAYS_GRANTED;
        if (before == NULL || now != (policy_says(before, i) == SAYS_GRANTED)) {
            effect(effects, EFFECT_grant);
            effect_text(effects, after->config->subjects[i].id);
            effect_text(effects, now ? "1" : "0");
        }
    }
}

bool plan_erases(const struct policy *policy)
{
    int on_withdraw = policy->config->on_withdraw;
    bool erases = on_withdraw == WITHDRAW_LAW ? policy->regime.rules[LAW_erases] != 0 : on_withdraw == WITHDRAW_ERASE;
    return erases && policy_is_any(policy, SAYS_REFUSED);
}

void plan_erase(const struct policy *policy, const char *area, const char *name, struct effects *effects)
{
    const struct config *config = policy->config;
    int where = text_choice(CONFIG_AREAS, area), best = 1;
    bool erase = false;
    /* The site's own keys stand before the first service's. */
    for (int i = config->categories.count - 1; i < config->subject_count; i++) {
        const struct service *service = config_service(config, i);
        const struct list *keys = service == NULL ? &config->keys : &service->keys;
        for (int j = 0; j < keys->count; j++) {
            const struct key *key = (const struct key *)keys->items + j;
            int fit = catalogue_fit(key, where, name);
            if (fit >= best) {
                bool refused = policy_says(policy, service == NULL ? key->subject : i) == SAYS_REFUSED;
                erase = (erase || fit > best) && refused && !key->record;
                best = fit;
            }
        }
    }
    if (erase && plan_erases(policy) && !text_is(name, config->cookie.name)) { /* the record itself, in a cookie or in localStorage */
        effect(effects, EFFECT_erase);
        effect_text(effects, area);
        effect_text(effects, name);
    }
}
