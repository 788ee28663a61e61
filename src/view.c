#include "view.h"

static void show_service(const struct config *config, const struct decision *decision, int subject, const char *languages,
                         struct effects *e)
{
    const struct service *service = config_service(config, subject);
    effect(e, EFFECT_service);
    effect_text(e, service->id);
    effect_text(e, policy_is_locked(config, subject)                           ? "locked"
                   : policy_says(config, decision, subject) == SAYS_GRANTED ? "on"
                                                                               : "off");
    effect_text(e, service->name);
    effect_text(e, service->vendor);
    effect_choice(e, CONFIG_GROUPS, service->group);
    effect_text(e, config_words(service->does, languages));
    effect_text(e, NULL);
    for (int i = 0; i < service->receives.count; i++) {
        effect_more(e, i > 0 ? ", " : NULL);
        effect_more(e, ((const char *const *)service->receives.items)[i]);
    }
    effect_text(e, config_words(service->safeguards, languages));
    effect_text(e, service->opt_out_url);
    effect_text(e, service->policy_url);
}

/* on and off say what the category and each of its services are; mixed: they differ. */
static const char *state_of(const struct config *config, const struct decision *decision, int category)
{
    bool on = policy_says(config, decision, category) == SAYS_GRANTED, mixed = false;
    for (int i = 0; i < config->subject_count; i++) {
        mixed = mixed || (config->subjects[i].category == category && (policy_says(config, decision, i) == SAYS_GRANTED) != on);
    }
    return policy_is_locked(config, category) ? "locked" : mixed ? "mixed" : on ? "on" : "off";
}

void view_layer(const struct config *config, const struct decision *decision, enum layer layer, const char *languages,
                struct effects *e)
{
    effect(e, EFFECT_layer);
    effect_choice(e, VIEW_LAYERS, layer);
    if (layer == LAYER_NONE) {
        return;
    }
    effect(e, EFFECT_site);
    effect_text(e, config->site.name);
    effect_text(e, config->site.controller);
    effect_text(e, config->site.policy_url);
    effect_text(e, config->apply == APPLY_TOGGLE ? "toggle" : "save");
    if (decision->ask != ASK_NOT) {
        effect(e, EFFECT_reason);
        effect_text(e, policy_ask_name(decision->ask));
        effect_text(e, config->policy.date);
        effect_text(e, config_words(config->policy.changes, languages));
    }
    for (int i = 0; i < config->categories.count; i++) {
        const struct category *category = config_category(config, i);
        bool is_new = decision->ask == ASK_CATEGORY && policy_says(config, decision, i) == SAYS_NOTHING;
        effect(e, EFFECT_category);
        effect_text(e, category->id);
        effect_choice(e, CONFIG_PURPOSES, category->purpose);
        effect_text(e, state_of(config, decision, i));
        effect_text(e, is_new ? "1" : "0");
        effect_text(e, config_words(category->label, languages));
        effect_text(e, config_words(category->description, languages));
        effect_text(e, config_words(category->refusal, languages));
        for (int j = config->categories.count; j < config->subject_count; j++) {
            if (config->subjects[j].category == i) {
                show_service(config, decision, j, languages, e);
            }
        }
    }
    /* The same three places in both layers; refusing is never a step further away than accepting (B01, B06, B17). */
    effect(e, EFFECT_controls);
    effect_text(e, "accept");
    effect_text(e, "reject");
    effect_text(e, layer == LAYER_BANNER ? "settings" : "save");
}
