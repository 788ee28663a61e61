/* policy: decides from config, law and choice what is granted, and whether the learner must be asked. Floor 7.
 *
 * `subject` is an index into config.subjects throughout. */
#ifndef ASSENT_POLICY_H
#define ASSENT_POLICY_H

#include "catalogue.h"
#include "neighbours.h"
#include "record.h"
#include "regime.h"

/* The bits of policy.standing: an enum standing, and IS_SALE if the subject sells or shares data, or advertises. */
enum { STANDING_MASK = 7, IS_SALE = 8 };

/* What was decided, as far as it still counts. */
struct decision {
    /* An enum says for each subject. SAYS_NOTHING: a category is undecided; a service follows its category. */
    int8_t says[SUBJECTS_MAX];
    /* True for a service that nobody was asked about as it is now. A grant of its category does not reach it. */
    bool unasked[SUBJECTS_MAX];
    uint32_t when;                 /* when the decision was made, unix seconds */
    int policy;                    /* the version of the site's policy that was shown */
    int how;                       /* enum how; NO_HOW: nothing was decided */
    int row;                       /* the row of law it was made under; -1: the table has no such row any more */
    bool signal;                   /* the browser's signal refused sale and advertising then */
    char law[LAW_VERSION_MAX + 1]; /* the version of the law table then */
    uint8_t asked;                 /* the purposes that this row asks about, one bit each (regime_asked) */
    bool told;                     /* the learner answered, or closed, the notice about what runs until it is refused */
    enum ask ask;                  /* must the learner be asked, and why */
};

/* All that an answer depends on: the site, the law that applies to its visitor, and what was decided. */
struct policy {
    const struct config *config;
    const struct catalogue *catalogue;
    struct regime regime;
    struct neighbours neighbours;
    bool shared; /* several people use the computer: choice and storage end with the session */
    /* The page is prerendered and waits for somebody to open it. Until then only what is necessary is granted, whatever
     * was decided. */
    bool waits;
    uint8_t standing[SUBJECTS_MAX]; /* STANDING_MASK and IS_SALE, above */
    struct decision decision;
};

/* Sets the standing of each subject from config and regime. */
void policy_apply(struct policy *self);

/* Reads the decision from what is stored: `count` texts (cut up in place), as of `now` (unix seconds).
 * A text counts as a decision only if it is a record of this site, made at most a day after `now`. (A day, because a
 * clock that shows local time as UTC is wrong by 14 hours at most.) Of several decisions, one of format 2 counts before
 * one of format 1, which does not say whose it is; then the newest counts.
 * decision.ask says whether the learner must be asked:
 *   first         there is no decision, and the law asks first about something here
 *   policy        the version of the policy is newer by a significant change or by more than one, or it is older. What
 * was
 *                 asked then is unknown here. Grants lapse at once.
 *   expired       the validity of the regime is over. Grants lapse. After a refusal the learner is not asked again
 * before
 *                 the wait of the regime is over, too.
 *   jurisdiction  this regime asks first about something that the regime of the record let run until it was refused.
 * Such
 *                 grants lapse. Grants of a parent do not: the parent was asked.
 *   category      a category, or a service in a granted category, is undecided. What was decided stays.
 * What is not in the record, or was asked differently from now (record.h), is undecided. What was refused stays
 * refused: a refused category with everything that has come into it since. Where things run until they are refused, a
 * refusal also stays for what is asked differently now. */
void policy_decide(struct policy *self, char *const stored[], int count, uint32_t now);

/* Adds the refusals of a second record, `mirror` (cut up in place; NULL: none). It survives where the first record may
 * be lost. It counts if it was made at the same time as the decision or later, but not after `now` (unix seconds). What
 * it refuses is refused. It never grants: where there is no first record, what it granted is undecided. Returns true if
 * the decision changed. */
bool policy_recall(struct policy *self, char *mirror, uint32_t now);

/* Changes the decision by a new choice. Every word in `says` that is not SAYS_NOTHING replaces the earlier word. The
 * new word of a category also replaces those of its services, unless `says` has one for the service. */
void policy_choose(struct policy *self, const int8_t says[SUBJECTS_MAX]);

/* Refuses what the browser's signal refuses, if it was granted or would run without an answer. A grant against the
 * signal stays. Returns true if the decision changed: then the notice is due. */
bool policy_apply_signal(struct policy *self);

/* Does the browser's signal refuse this subject? It refuses advertising, and whatever sells or shares data. */
bool policy_is_signalled(const struct policy *self, int subject);

/* Returns how the law treats this subject for this visitor. */
enum standing policy_standing(const struct policy *self, int subject);

/* Does any category have this standing? */
bool policy_has(const struct policy *self, enum standing standing);

/* Must the learner be asked about this subject, and has not answered yet? */
bool policy_is_open(const struct policy *self, int subject);

/* Does any category run until it is refused? */
bool policy_objects(const struct policy *self);

/* Is this the own word of any subject that can be refused? */
bool policy_is_any(const struct policy *self, enum says says);

/* Is what was refused erased by itself? The site says so, or leaves it to the law. */
bool policy_erases(const struct policy *self);

/* Returns what was said of a subject: its own word, or the word of its category. A grant of the category does not reach
 * a service that nobody was asked about. */
enum says policy_word(const struct policy *self, int subject);

/* Returns what applies to a subject now: SAYS_GRANTED, SAYS_REFUSED, or SAYS_NOTHING (undecided, and held back). */
enum says policy_says(const struct policy *self, int subject);

#endif
