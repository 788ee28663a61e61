#include "view.h"

static const char *state_of(const struct config *config, const struct decision *decision, int subject)
{
    return policy_is_locked(config, subject) ? "locked" : policy_says(config, decision, subject) == SAYS_GRANTED ? "on" : "off";
}

void view_layer(const struct config *config, const struct decision *decision, enum layer layer, struct effects *e)
{
    effect(e, EFFECT_layer);
    effect_text(e, NULL);
    effect_choice(e, VIEW_LAYERS, (int)layer);
    if (layer == LAYER_NONE) {
        return;
    }
    for (int i = 0; i < config->categories.count; i++) {
        bool is_new = decision->ask == ASK_CATEGORY && policy_says(config, decision, i) == SAYS_NOTHING;
        effect(e, EFFECT_category);
        effect_text(e, config->subjects[i].id);
        effect_text(e, state_of(config, decision, i));
        effect_text(e, is_new ? "1" : "0");
        for (int j = config->categories.count; j < config->subject_count; j++) {
            if (config->subjects[j].category == i) {
                effect(e, EFFECT_service);
                effect_text(e, config->subjects[j].id);
                effect_text(e, state_of(config, decision, j));
            }
        }
    }
    /* The same three places in both layers; refusing is never a step further away than accepting (B01, B06, B17). */
    effect(e, EFFECT_controls);
    effect_text(e, "accept");
    effect_text(e, "reject");
    effect_text(e, layer == LAYER_BANNER ? "settings" : "save");
}
