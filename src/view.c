#include "view.h"

static const char *state_of(const struct policy *policy, int subject)
{
    enum standing standing = policy_standing(policy, subject);
    bool on = policy_says(policy, subject) == SAYS_GRANTED;
    return standing == STANDING_FREE ? "locked" : on ? "on" : standing == STANDING_BARRED ? "barred" : "off";
}

/* Does this subject sell or share data, or advertise? With `sensitive`: does it sell sensitive data? */
static bool is_sold(const struct policy *policy, int subject, bool sensitive)
{
    if (!sensitive) {
        return (policy->standing[subject] & IS_SALE) != 0;
    }
    const struct service *service = config_service(policy->config, subject);
    return service != NULL && service->sale == SALE_SENSITIVE;
}

/* Does the site sell, share or advertise anything to this visitor? With `sensitive`: does it sell sensitive data? */
static bool has_sale(const struct policy *policy, bool sensitive)
{
    for (int i = 0; i < policy->config->subject_count; i++) {
        if (is_sold(policy, i, sensitive) && policy_standing(policy, i) != STANDING_ABSENT) {
            return true;
        }
    }
    return false;
}

/* Must the learner still decide about this category, or about a service in it? */
static bool has_open(const struct policy *policy, int category)
{
    for (int i = 0; i < policy->config->subject_count; i++) {
        if (policy->config->subjects[i].category == category && policy_is_open(policy, i)) {
            return true;
        }
    }
    return false;
}

enum layer view_due(const struct policy *policy)
{
    return policy->decision.ask != ASK_NOT                  ? LAYER_BANNER
         : !policy->decision.told && policy_objects(policy) ? LAYER_NOTICE
                                                            : LAYER_NONE;
}

enum link view_link(const struct policy *policy)
{
    return has_sale(policy, false) ? (enum link)policy->regime.rules[LAW_link] : LINK_NONE;
}

bool view_has(const struct policy *policy, enum layer layer, enum control control)
{
    bool inner = layer >= LAYER_PREFERENCES;
    /* A child may still refuse what a parent permitted. */
    bool permitted = policy_is_any(policy, SAYS_PERMITTED);
    bool chooses = policy_objects(policy) || policy_has(policy, STANDING_ASK);
    switch (control) {
    case CONTROL_ACCEPT:
        return chooses && layer != LAYER_NOTICE;
    case CONTROL_REJECT:
        return chooses || permitted;
    case CONTROL_SETTINGS:
        return !inner;
    case CONTROL_SAVE:
        return inner && (chooses || permitted);
    case CONTROL_NOTED:
        return layer == LAYER_NOTICE;
    default:
        return layer == LAYER_BANNER && policy->regime.rules[LAW_x] != 0;
    }
}

/* Writes what the layer must also tell, if `holds`. */
static void say(struct effects *e, bool holds, enum layer_say what)
{
    if (holds) {
        effect(e, EFFECT_say);
        effect_name(e, LAYER_SAY_WORDS, (int)what);
    }
}

void view_write_layer(const struct policy *policy, enum layer layer, struct effects *e)
{
    const struct config *config = policy->config;
    effect(e, EFFECT_layer);
    effect_name(e, LAYER_WORDS, (int)layer);
    if (layer == LAYER_NONE) {
        return;
    }
    effect(e, EFFECT_law);
    law_write_id(e, policy->regime.row);
    effect_text(e, policy->regime.place);
    bool inner = layer >= LAYER_PREFERENCES;
    say(e, layer == LAYER_BANNER && policy->regime.rules[LAW_position] != 0, SAY_CENTRE);
    say(e, policy_objects(policy), SAY_OBJECTS);
    say(e, policy->regime.signal && has_sale(policy, false), SAY_GPC);
    say(e, policy_has(policy, STANDING_BARRED), SAY_PARENT);
    say(e, policy->regime.audience == AUDIENCE_K12, SAY_SCHOOL);
    say(e, inner && !policy_erases(policy) && policy_is_any(policy, SAYS_REFUSED), SAY_KEPT);
    say(e, inner && policy->shared, SAY_SHARED);
    for (int i = 0; i < config->categories.count; i++) {
        if (policy_standing(policy, i) == STANDING_ABSENT) {
            continue;
        }
        bool is_new = policy->decision.ask == ASK_CATEGORY && has_open(policy, i);
        effect(e, EFFECT_category);
        effect_text(e, config->subjects[i].id);
        effect_text(e, state_of(policy, i));
        effect_number(e, is_new);
        for (int j = config->categories.count; j < config->subject_count; j++) {
            if (config->subjects[j].category == i && policy_standing(policy, j) != STANDING_ABSENT) {
                effect(e, EFFECT_service);
                effect_text(e, config->subjects[j].id);
                effect_text(e, state_of(policy, j));
            }
        }
    }
    /* The buttons stand in the same order in both layers. Refusing never takes a step more than accepting (B01, B06,
     * B17). */
    for (int control = CONTROL_ACCEPT; control <= CONTROL_X; control++) {
        if (view_has(policy, layer, (enum control)control)) {
            effect(e, EFFECT_control);
            effect_name(e, CONTROL_WORDS, control);
        }
    }
}

void view_write_link(const struct policy *policy, struct effects *e)
{
    const uint16_t *rules = policy->regime.rules;
    bool sells = has_sale(policy, true);
    effect(e, EFFECT_link);
    effect_name(e, LINK_WORDS, (int)view_link(policy));
    effect_number(e, policy->regime.signal && rules[LAW_status] != 0);
    effect_number(e, sells && rules[LAW_texas] != 0);
    effect_number(e, sells && rules[LAW_florida] != 0);
}
