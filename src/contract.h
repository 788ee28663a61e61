/* contract: the words that the core and its callers use to each other, as C. Floor 1.
 *
 * contract.def has every limit, error, word, verb, fact and effect once. This file turns each list of words into an
 * enum, and into one text with all the words, which text_choice reads and effect_name writes from. */
#ifndef ASSENT_CONTRACT_H
#define ASSENT_CONTRACT_H

#include "base.h"
#include "contract.def"

/* ---- limits and errors ---- */

#define LIMIT_VALUE(name, value, about) name = (value),
enum { LIMITS(LIMIT_VALUE) };
#undef LIMIT_VALUE

enum {
    SUBJECTS_MAX = CATEGORIES_MAX + LIST_MAX, /* categories and services together */
    /* Bytes for parsed configs: the one in use and, while it is read, the next. In WebAssembly see arena.c. */
    ARENA_MAX = 176 * 1024 * sizeof(void *)
};

#define ERROR_NUMBER(name, number, about) name = (number),
enum turn_error { TURN_ERRORS(ERROR_NUMBER) };
#undef ERROR_NUMBER

/* ---- words ---- */

#define WORD_NUMBER(constant, word, about) constant,
#define WORD_TEXT(constant, word, about) word "|"
/* Words that only the whole core knows. */
#ifdef ASSENT_BUILT
#define WHOLE_TEXT(constant, word, about)
#else
#define WHOLE_TEXT(constant, word, about) word "|"
#endif

/* The places where a browser stores. */
enum area { AREAS(WORD_NUMBER) AREA_COUNT };
#define AREA_WORDS AREAS(WORD_TEXT)
enum purpose { PURPOSES(WORD_NUMBER) PURPOSE_COUNT };
#define PURPOSE_WORDS PURPOSES(WORD_TEXT)
enum sale { SALES(WORD_NUMBER) };
#define SALE_WORDS SALES(WORD_TEXT)
#define GROUP_WORDS GROUPS(WORD_TEXT)
enum unknown { UNKNOWN_KEYS(WORD_NUMBER) };
#define UNKNOWN_KEY_WORDS UNKNOWN_KEYS(WORD_TEXT)
#define UNKNOWN_HOST_WORDS UNKNOWN_HOSTS(WORD_TEXT)
enum on_withdraw { WITHDRAWALS(WORD_NUMBER) };
#define WITHDRAWAL_WORDS WITHDRAWALS(WORD_TEXT)
enum apply { APPLIES(WORD_NUMBER) };
#define APPLY_WORDS APPLIES(WORD_TEXT)
enum place_use { PLACE_USES(WORD_NUMBER) };
#define PLACE_USE_WORDS PLACE_USES(WORD_TEXT)
enum audience { AUDIENCES(WORD_NUMBER) };
#define AUDIENCE_WORDS AUDIENCES(WORD_TEXT)
enum standing { STANDINGS(WORD_NUMBER) };
#define STANDING_WORDS STANDINGS(WORD_TEXT)
enum link { LINKS(WORD_NUMBER) };
#define LINK_WORDS LINKS(WORD_TEXT)
enum how { HOWS(WORD_NUMBER) NO_HOW = -1 };
#define HOW_WORDS HOWS(WORD_TEXT)
enum says { SAYS_BEFORE = -2, SAYS(WORD_NUMBER) };
#define SAYS_WORDS SAYS(WORD_TEXT) /* the first word is that of SAYS_REFUSED, not of 0 */
enum ask { ASKS_(WORD_NUMBER) };
#define ASK_WORDS ASKS_(WORD_TEXT)
enum layer { LAYERS(WORD_NUMBER) };
#define LAYER_WORDS LAYERS(WORD_TEXT)
enum control { CONTROLS(WORD_NUMBER) CONTROL_COUNT };
#define CONTROL_WORDS CONTROLS(WORD_TEXT)
enum layer_say { LAYER_SAYS(WORD_NUMBER) };
#define LAYER_SAY_WORDS LAYER_SAYS(WORD_TEXT)
enum switch_state { SWITCHES(WORD_NUMBER) };
#define SWITCH_WORDS SWITCHES(WORD_TEXT)
enum hold { HOLDS(WORD_NUMBER) };
#define HOLD_WORDS HOLDS(WORD_TEXT)
enum sweep { SWEEPS(WORD_NUMBER, WORD_NUMBER) };
#define SWEEP_WORDS SWEEPS(WORD_TEXT, WHOLE_TEXT)
enum reason_kind { REASON_KINDS(WORD_NUMBER) };
#define REASON_KIND_WORDS REASON_KINDS(WORD_TEXT)
enum reject_duty { REJECT_DUTIES(WORD_NUMBER) };
enum signal_duty { SIGNAL_DUTIES(WORD_NUMBER) };
enum proof { PROOFS(WORD_NUMBER) };

_Static_assert(SAYS_NOTHING == 0, "above nothing are the grants, below it is the refusal");
_Static_assert(STANDING_FREE == 0 && STANDING_NOTICE < STANDING_OBJECT && STANDING_OBJECT < STANDING_ASK &&
                   STANDING_ASK < STANDING_BARRED && STANDING_BARRED < STANDING_ABSENT,
               "a greater standing is more protective");

/* ---- rules of law ---- */

#define RULE_NUMBER(name, protective, kind, about) LAW_##name,
enum law_rule { LAW_RULES(RULE_NUMBER) LAW_RULE_COUNT };
#undef RULE_NUMBER

/* The rule about a purpose has the purpose's number. The number 0, of the necessary purpose, is the rule about the sale
 * of data: no law has a rule about what is necessary. */
_Static_assert(LAW_sale == (int)PURPOSE_NECESSARY && LAW_functional == (int)PURPOSE_FUNCTIONAL &&
                   LAW_statistics == (int)PURPOSE_STATISTICS && LAW_personalisation == (int)PURPOSE_PERSONALISATION &&
                   LAW_advertising == (int)PURPOSE_ADVERTISING && LAW_security == (int)PURPOSE_SECURITY,
               "the rules about purposes have the purposes' numbers");

/* ---- facts, verbs and effects ---- */

#define FACT_NUMBER(constant, name, type, about) constant,
enum fact { FACTS(FACT_NUMBER) FACT_COUNT };
#undef FACT_NUMBER
#define FACT_TEXT(constant, name, type, about) #name "|"
#define FACT_WORDS FACTS(FACT_TEXT)

#define NO_FIELD(name, type, about)
#define VERB_NUMBER(name, core, does, facts, how, about) VERB_##name,
enum verb { VERBS(VERB_NUMBER, NO_FIELD) };
#undef VERB_NUMBER

/* What a verb does, one bit each; contract.def says what each means. */
enum verb_does {
    ASKS = 1,
    EARLY = 2,
    MEETS = 4,
    CHOOSES = 8,
    MAY_NAME = 16,
    MUST_NAME = 32,
    REFUSES = 64,
    SWEEPS_LINES = 128,
    SETS_UP = 256,
    READY = 512
};

#define EFFECT_NUMBER(name, core, times, about) EFFECT_##name,
enum effect { EFFECTS(EFFECT_NUMBER, NO_FIELD) };
#undef EFFECT_NUMBER

#endif
