#include "grants.h"

void grants_write(const struct policy *before, const struct policy *after, struct effects *effects)
{
    for (int i = 0; i < after->config->subject_count; i++) {
        bool now = policy_says(after, i) == SAYS_GRANTED;
        if (before == NULL || now != (policy_says(before, i) == SAYS_GRANTED)) {
            effect(effects, EFFECT_grant);
            effect_text(effects, after->config->subjects[i].id);
            effect_number(effects, now);
        }
    }
}
