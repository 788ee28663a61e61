#include "verbs.h"

#include "text.h"

/* The names that contract.def uses for the facts that a verb takes. */
enum {
    NO_FACTS = 0,
    NOW = 1 << FACT_NOW,
    HOW = 1 << FACT_HOW,
    NEW = 1 << FACT_NEW,
    WHAT = 1 << FACT_WHAT,
    WHAT_IS_STORED = 1 << FACT_RECORD | 1 << FACT_MIRROR,
    VISITOR = (1 << FACT_COUNT) - (1 << FACT_REGION)
};

enum { EVERY = 0, WHOLE = 1 };

#define ROW(name, core, does, facts, how, about) [VERB_##name] = {does, facts, how, core},
static const struct verb_row ROWS[] = {VERBS(ROW, NO_FIELD)};

/* A verb that only the whole core knows has an empty name in the other. */
#define NAME_EVERY(name) #name "|"
#ifdef ASSENT_BUILT
#define NAME_WHOLE(name) "|"
#else
#define NAME_WHOLE(name) #name "|"
#endif
#define NAME(name, core, does, facts, how, about) NAME_##core(name)
static const char VERB_NAMES[] = VERBS(NAME, NO_FIELD);

int verb_find(const char *name)
{
    return *name == 0 ? -1 : text_choice(VERB_NAMES, name);
}

const struct verb_row *verb_row(enum verb verb)
{
    return &ROWS[verb];
}
