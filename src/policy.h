/* policy: config, choice and regime → what is granted, and whether the learner must be asked. Floor 5. */
#ifndef ASSENT_POLICY_H
#define ASSENT_POLICY_H

#include "config.h"
#include "record.h"
#include "regime.h"

/* What was said of each subject of the config, an enum says. SAYS_NOTHING: a category is undecided, a service is as its
 * category. */
struct choice {
    int8_t says[SUBJECTS_MAX];
};

/* Why the learner must be asked, and the names of it, in order. */
enum ask { ASK_NOT, ASK_FIRST, ASK_POLICY, ASK_CATEGORY, ASK_EXPIRED };
#define POLICY_ASKS "|first|policy|category|expired"

/* A choice, when and how it was made, and whether it still carries. */
struct decision {
    struct choice choice;
    uint32_t when;
    int policy;
    int how;   /* as in the record; -1: none was made */
    bool live; /* false: made under an older policy, or too long ago; then it grants and refuses nothing */
    enum ask ask;
};

/* The decision in a stored record (cut up in place; NULL: none), as of `now` (unix seconds). A record that cannot be read is no
 * decision: `first`. Otherwise:
 *   policy:   the policy's version is newer by a significant change, or by more than one; grants lapse at once
 *   category: a category is undecided; what was decided stays
 *   expired:  the regime's validity is over; grants lapse, and the learner is asked again, but never sooner after a refusal than
 *             the regime's wait
 * A clock that runs behind the record's lets it stand, and so does a policy that was taken back to an older version. */
struct decision policy_decide(const struct config *config, const struct regime *regime, char *stored, uint32_t now);

/* The same decision after a new choice: everything in `choice` that is not SAYS_NOTHING replaces what was said before, and a
 * category's new word is its services' too, unless they have one of their own. A grant that had lapsed does not come back. */
void policy_choose(const struct config *config, struct decision *decision, const struct choice *choice);

/* Is this said of any subject that can be refused? Nothing: of any such category, for a service may leave it to its category. */
bool policy_is_any(const struct config *config, const struct choice *choice, enum says says);

/* True for what is necessary, which cannot be refused. */
bool policy_is_locked(const struct config *config, int subject);

/* What holds of a subject: its own word or its category's; what is locked is granted always. */
enum says policy_says(const struct config *config, const struct decision *decision, int subject);

#endif
