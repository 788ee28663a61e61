#include "reason.h"

enum { DAY = 24 * 60 * 60 };

/* Writes three fields: rule, value, row. They are empty where no law says anything. */
static void tell_rule(const struct regime *regime, int rule, int by, uint16_t value, struct effects *effects)
{
    if (value == 0) {
        effect_text(effects, "\t\t");
        return;
    }
    effect_number(effects, (uint32_t)rule);
    effect_number(effects, value);
    law_write_id(effects, regime->by[by]);
}

/* Returns the rule that gave a subject its standing; for a subject that sells, the stricter of two. -1: no rule did,
 * but an agreement with the school is missing. */
static int rule_of(const struct policy *policy, int subject)
{
    const struct regime *regime = &policy->regime;
    int purpose = config_category(policy->config, subject)->purpose;
    enum standing standing = policy_standing(policy, subject);
    bool by_purpose = purpose != PURPOSE_NECESSARY && standing == regime->standing[purpose];
    bool by_sale = (policy->standing[subject] & IS_SALE) != 0 && standing == regime->standing[LAW_sale];
    return by_purpose ? regime->because[purpose] : by_sale ? regime->because[LAW_sale] : -1;
}

void reason_explain(const struct policy *policy, const char *of, struct effects *effects)
{
    const struct regime *regime = &policy->regime;
    int subject = config_find(policy->config, of), control = text_choice(CONTROL_WORDS, of), rule = -1;
    struct search search = {.in = policy->catalogue, .area = AREA_HOST, .name = of};
    const struct claim *claim = subject < 0 && control < 0 ? catalogue_next(&search) : NULL;
    subject = claim != NULL ? claim->subject : subject;
    enum reason_kind kind = subject >= 0        ? KIND_SUBJECT
                          : control >= 0        ? KIND_CONTROL
                          : text_is(of, "link") ? KIND_LINK
                                                : KIND_UNKNOWN;
    enum layer due = view_due(policy);
    bool holds = kind == KIND_LINK && view_link(policy) != LINK_NONE;
    uint32_t standing = (uint32_t)due, until = 0;
    int word = 0;
    bool signal = false;
    if (kind == KIND_CONTROL) {
        holds = due != LAYER_NONE && view_has(policy, due, (enum control)control);
        rule = control == CONTROL_X ? LAW_x : control == CONTROL_REJECT ? LAW_reject : -1;
    } else if (kind == KIND_LINK) {
        rule = LAW_link;
    } else if (kind == KIND_SUBJECT) {
        of = policy->config->subjects[subject].id;
        standing = policy_standing(policy, subject);
        holds = policy_says(policy, subject) == SAYS_GRANTED;
        word = policy_word(policy, subject);
        signal = policy_is_signalled(policy, subject);
        rule = standing == STANDING_FREE ? -1 : rule_of(policy, subject);
        if (standing == STANDING_ASK && word != SAYS_NOTHING &&
            (holds || regime->age >= regime->rules[LAW_waitUntil])) {
            int days = regime->rules[LAW_validity], wait = holds ? 0 : regime->rules[LAW_wait];
            until = policy->decision.when + (uint32_t)(wait > days ? wait : days) * DAY;
        }
    }
    effect(effects, EFFECT_why);
    effect_text(effects, of);
    effect_name(effects, REASON_KIND_WORDS, (int)kind);
    effect_number(effects, holds);
    effect_name(effects, kind == KIND_SUBJECT ? STANDING_WORDS : LAYER_WORDS, (int)standing);
    effect_name(effects, SAYS_WORDS, word - SAYS_REFUSED);
    effect_number(effects, signal);
    tell_rule(regime, rule, rule, rule < 0 ? 0 : regime->rules[rule], effects);
    effect_number(effects, until);
}

void reason_write_law(const struct regime *regime, struct effects *effects)
{
    for (int rule = 0; rule < LAW_RULE_COUNT; rule++) {
        bool is_purpose = rule < PURPOSE_COUNT;
        if (regime->rules[rule] != 0) {
            effect(effects, EFFECT_rule);
            tell_rule(regime, rule, is_purpose ? regime->because[rule] : rule,
                      is_purpose ? regime->standing[rule] : regime->rules[rule], effects);
        }
    }
}
