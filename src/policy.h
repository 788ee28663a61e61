/* policy: config, law and choice → what is granted, and whether the learner must be asked. Floor 7. */
#ifndef ASSENT_POLICY_H
#define ASSENT_POLICY_H

#include "catalogue.h"
#include "neighbours.h"
#include "record.h"
#include "regime.h"

/* What a subject is, here and for this visitor: an enum standing, and perhaps that it is sold, shared or advertised. */
enum { STANDING_MASK = 7, IS_SALE = 8 };

/* What was decided, as far as it still carries. */
struct decision {
    int8_t says
        [SUBJECTS_MAX]; /* of each subject, an enum says. SAYS_NOTHING: a category is undecided, a service is as its category */
    bool unasked
        [SUBJECTS_MAX]; /* of a service: nobody was asked about it as it is now, and a grant of its category does not reach it */
    uint32_t when;
    int policy;
    int how;                       /* as in the record; -1: nothing was decided */
    int row;                       /* of law it was made under; -1: one that the table does not have */
    bool signal;                   /* the browser refused sale and advertising then */
    char law[LAW_VERSION_MAX + 1]; /* the version of the table */
    uint8_t asked;                 /* which purposes that law asked about, a bit for each */
    bool told;                     /* what runs until it is refused was answered, or its notice closed */
    enum ask ask;
};

/* A site, the law that holds for its visitor, and what was decided: all that every answer depends on. */
struct policy {
    const struct config *config;
    const struct catalogue *catalogue;
    struct regime regime;
    struct neighbours neighbours;
    bool shared; /* the computer is: choice and storage end with the session */
    bool waits;  /* for somebody to open the page: until then only what is necessary is granted, whatever was decided */
    uint8_t standing[SUBJECTS_MAX];
    struct decision decision;
};

/* From config and regime: how each subject stands. */
void policy_apply(struct policy *self);

/* The decision in what is stored: `count` texts (cut up in place), as of `now` (unix seconds). What is no record,
 * another site's, or made more than a day from now is no decision. (A day: a clock that takes its zone's time for UTC
 * is wrong by 14 hours at most.) Of several decisions one of format 2 counts before one of format 1, which does not say
 * whose it is, and then the newest. Without any: `first`. Otherwise:
 *   policy:       the policy's version is newer by a significant change, or by more than one, or it is older: what was
 *                 asked then is unknown here; grants lapse at once
 *   expired:      the regime's validity is over; grants lapse, and the learner is asked again, but never sooner after a
 *                 refusal than the regime's wait
 *   jurisdiction: this regime asks before what the one of the record let run until it was refused; such grants lapse,
 *   but for those
 *                 of a parent, who was asked
 *   category:     a category, or a service of one that is granted, is undecided; what was decided stays
 * What is not in the record, or was asked otherwise than now (record.h), is undecided. What was refused stays refused:
 * a category with all that has come into it since, and where things run until they are refused also what is asked
 * otherwise now. */
void policy_decide(struct policy *self, char *const stored[], int count, uint32_t now);

/* Lets a refusal count that a second record says, `mirror` (cut up in place; NULL: none), which outlives what may be
 * lost of the first: it was made at the same time or later, and not after now. What it refuses is refused. It never
 * grants: where there is no first record, what it granted is undecided. True if that changed something. */
bool policy_recall(struct policy *self, char *mirror, uint32_t now);

/* The same decision after a new choice: everything in `says` that is not SAYS_NOTHING replaces what was said before,
 * and a category's new word is its services' too, unless they have one of their own. */
void policy_choose(struct policy *self, const int8_t says[SUBJECTS_MAX]);

/* Refuses what the browser's signal refuses, where it was granted, or would run without a word. True if that changed
 * something: then its notice is due. */
bool policy_apply_signal(struct policy *self);

/* Does the browser's signal refuse this: advertising, and whatever is sold or shared? */
bool policy_is_signalled(const struct policy *self, int subject);

enum standing policy_standing(const struct policy *self, int subject);

/* Does any category stand like this? */
bool policy_has(const struct policy *self, enum standing standing);

/* Must this be asked about, and is it still open? */
bool policy_is_open(const struct policy *self, int subject);

/* Does anything here run until it is refused? */
bool policy_objects(const struct policy *self);

/* Is this said of any subject that can be refused? */
bool policy_is_any(const struct policy *self, enum says says);

/* Does what was withdrawn go by itself, because the site or the law has it so? */
bool policy_erases(const struct policy *self);

/* What was said of it: its own word, or its category's; but a grant only where it was asked for. */
enum says policy_word(const struct policy *self, int subject);

/* What holds of a subject: SAYS_GRANTED, SAYS_REFUSED, or SAYS_NOTHING: undecided, and held. */
enum says policy_says(const struct policy *self, int subject);

#endif
