/* policy: config, law and choice → what is granted, and whether the learner must be asked. Floor 6. */
#ifndef ASSENT_POLICY_H
#define ASSENT_POLICY_H

#include "catalogue.h"
#include "record.h"
#include "regime.h"

/* Why the learner must be asked, and the names of it, in order. */
enum ask { ASK_NOT, ASK_FIRST, ASK_POLICY, ASK_EXPIRED, ASK_JURISDICTION, ASK_CATEGORY };
#define POLICY_ASKS "|first|policy|expired|jurisdiction|category"

/* What a subject is, here and for this visitor: an enum standing, and perhaps that it is sold, shared or advertised. */
enum { STANDING_MASK = 7, IS_SALE = 8 };

/* What was decided, as far as it still carries. */
struct decision {
    int8_t says[SUBJECTS_MAX]; /* of each subject, an enum says. SAYS_NOTHING: a category is undecided, a service is as its category */
    uint32_t when;
    int policy;
    int how;   /* as in the record; -1: nothing was decided */
    int row;   /* of law it was made under; -1: one that the table does not have */
    uint8_t asked; /* which purposes that law asked about, a bit for each */
    bool told; /* what runs until it is refused was answered, or its notice closed */
    enum ask ask;
};

/* A site, the law that holds for its visitor, and what was decided: all that every answer depends on. */
struct policy {
    const struct config *config;
    const struct catalogue *catalogue;
    struct regime regime;
    bool shared; /* the computer is: choice and storage end with the session */
    uint8_t standing[SUBJECTS_MAX];
    struct decision decision;
};

/* From config and regime: how each subject stands. */
void policy_apply(struct policy *self);

/* The decision in a stored record (cut up in place; NULL: none), as of `now` (unix seconds). A record that cannot be read is no
 * decision: `first`. Otherwise:
 *   policy:       the policy's version is newer by a significant change, or by more than one; grants lapse at once
 *   expired:      the regime's validity is over; grants lapse, and the learner is asked again, but never sooner after a refusal than
 *                 the regime's wait
 *   jurisdiction: this regime asks before what the one of the record let run until it was refused; such grants lapse, but for those
 *                 of a parent, who was asked
 *   category:     a category is undecided; what was decided stays
 * What was refused stays refused. A clock that runs behind the record's lets it stand, and so does a policy that was taken back to an
 * older version. */
void policy_decide(struct policy *self, char *stored, uint32_t now);

/* The same decision after a new choice: everything in `says` that is not SAYS_NOTHING replaces what was said before, and a category's
 * new word is its services' too, unless they have one of their own. */
void policy_choose(struct policy *self, const int8_t says[SUBJECTS_MAX]);

/* Refuses what the browser's signal refuses, where it was granted, or would run without a word. True if that changed something: then
 * its notice is due. */
bool policy_obey(struct policy *self);

/* Does the browser's signal refuse this: advertising, and whatever is sold or shared? */
bool policy_is_signalled(const struct policy *self, int subject);

enum standing policy_standing(const struct policy *self, int subject);

/* Does any category stand like this? */
bool policy_has(const struct policy *self, enum standing standing);

/* Does anything here run until it is refused? */
bool policy_objects(const struct policy *self);

/* Is this said of any subject that can be refused? */
bool policy_is_any(const struct policy *self, enum says says);

/* Does what was withdrawn go by itself, because the site or the law has it so? */
bool policy_erases(const struct policy *self);

/* What was said of it: its own word, or its category's. */
enum says policy_word(const struct policy *self, int subject);

/* What holds of a subject: SAYS_GRANTED, SAYS_REFUSED, or SAYS_NOTHING: undecided, and held. */
enum says policy_says(const struct policy *self, int subject);

#endif
