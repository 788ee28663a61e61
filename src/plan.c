#include "plan.h"

#include "catalogue.h"

void plan_grants(const struct config *config, const struct decision *before, const struct decision *after,
                 struct effects *effects)
{
    for (int i = 0; i < config->subject_count; i++) {
        bool now = policy_says(config, after, i) == SAYS_GRANTED;
        if (before == NULL || now != (policy_says(config, before, i) == SAYS_GRANTED)) {
            effect(effects, EFFECT_grant);
            effect_text(effects, config->subjects[i].id);
            effect_text(effects, now ? "1" : "0");
        }
    }
}

void plan_erase(const struct config *config, const struct decision *decision, const char *area, const char *name,
                struct effects *effects)
{
    int position = 0, where = text_choice(CONFIG_AREAS, area);
    bool erase = false;
    struct owner owner;
    while (catalogue_owner_of(config, where, name, &position, &owner)) {
        erase = policy_says(config, decision, owner.subject) == SAYS_REFUSED && !owner.key->record;
        if (!erase) {
            return;
        }
    }
    if (erase && !(where == AREA_COOKIE && text_is(name, config->cookie.name))) {
        effect(effects, EFFECT_erase);
        effect_text(effects, area);
        effect_text(effects, name);
    }
}
