/* effects: what a turn asks the page to do, one line each. Floor 2.
 *
 * A line is the effect's name and its fields, parted by tabs. Texts cannot forge a line: no tab and no line break ever
 * reaches this writer inside a text (json_check refuses them in a config, and in a turn they are what parts the facts).
 * The writer is bounded: one that is full to its last byte may have left something out, and the turn then fails as a
 * whole. */
#ifndef ASSENT_EFFECTS_H
#define ASSENT_EFFECTS_H

#include "text.h"

/* Every effect there is, in one place: X(name, fields). `web/core/carry-out.js` has a handler for each; a test compares
 * them. Those first that answer what a page asks most often: a name is written by counting to it. W: only the whole
 * core says this. */
// clang-format off
#define EFFECTS(X, W)                                                                                 \
    X(write)    /* answer to `key` and `cookie`, it may be stored: seconds that it may live at most (0: with the session; empty: as it says), \
                   1 if nobody declared it and the site wants to be told */                           \
    X(allow)    /* answer to `element`: it may run or load */                                         \
    X(hold)     /* why, id: answer to `element`: it may not */                                        \
    X(error)    /* where (a path, or a byte of the JSON), what was expected: a fault of the config; in a page's build without both */ \
    X(record)   /* cookie name, domain or `host`: where the decision is stored */                     \
    X(grant)    /* id, 1 or 0: a category or service, at start each one, later those that changed */ \
    X(ask)      /* why the learner must be asked (POLICY_ASKS); empty: not */                         \
    X(regime)   /* row of law, place (empty: unknown), audience, signal (1 or 0): what holds here */  \
    X(link)     /* which opt-out link every page owes (LAW_LINKS), and what beside it (view.h) */       \
    X(decided)  /* when (unix seconds), how, policy version, regime; none: nothing was decided */     \
    X(save)     /* record, lifetime in seconds, 0 as long as the session: store the decision; and what it says in words, `+id` or `-id`, joined by commas */ \
    X(session)  /* mark this session of the browser; is there no mark yet, it is a new one */         \
    X(sweep)    /* something may have to go: ask about the names that are stored, in `sweep` turns */  \
    X(erase)    /* area, name: remove this from the browser */                                        \
    X(seen)     /* area, name, first, last: it stays, and the ledger says this of it from now on */    \
    X(layer)    /* banner, notice, preferences, inline, none: show this; its content follows */       \
    X(law)      /* row, place (empty: unknown): the law that this layer follows */                    \
    X(say)      /* what this layer must also tell (view.h) */                                         \
    X(category) /* id, state (locked, on, off, barred), new (1 or 0); its services follow */          \
    X(service)  /* id, state (locked, on, off, barred) */                                             \
    X(control)  /* a button of this layer, in this order (VIEW_CONTROLS) */                           \
    W(why)      /* answer to `explain`: the ten fields of reason.h */                                 \
    W(stored)   /* answer to `stored`: area, name, category, service, allowed (1 or 0), until, ends, record, deletable, writer (storage.h) */ \
    W(rule)     /* answer to `law`: rule, its value, the row that gave it */                          \
    W(packed)   /* answer to `pack`: fields of the packed config (pack.h) */
// clang-format on

#define EFFECT_NAME(name) EFFECT_##name,
enum effect { EFFECTS(EFFECT_NAME, EFFECT_NAME) EFFECT_COUNT };
#undef EFFECT_NAME

struct effects {
    char *at;
    int n, size;
};

/* It has no room left: perhaps something was left out. */
bool effects_are_full(const struct effects *self);

void effect(struct effects *self, enum effect name);       /* begins a line */
void effect_text(struct effects *self, const char *field); /* NULL: an empty field */
void effect_number(struct effects *self, uint32_t field);

/* The index-th of `choices`, names parted by `|`, as the next field. */
void effect_name(struct effects *self, const char *choices, int index);

/* Continues the last field with the index-th of `choices`, names parted by `|`. */
void effect_choice(struct effects *self, const char *choices, int index);

/* Continues the last field with the first word of a text, up to a blank. */
void effect_word(struct effects *self, const char *text);

/* Continues the last field without a tab. */
void effect_more(struct effects *self, const char *more);

#endif
