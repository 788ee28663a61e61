#include "consent.h"

#include <limits.h>
#include <string.h>

#include "arena.h"
#include "cookie.h"
#include "pack.h"
#include "parse.h"
#include "plan.h"
#include "reason.h"
#include "storage.h"

#define VERB_NUMBER(name) VERB_##name,
enum verb { VERBS(VERB_NUMBER, VERB_NUMBER) VERB_COUNT };

struct consent {
    struct policy policy; /* its config is in the arena; NULL before the first good one */
    bool started;
    bool dismissed; /* the first layer was closed without an answer: not shown again on this page */
    enum layer layer;
};

static struct consent state;

/* What a verb works on: a copy of the state, which becomes the state only if the turn succeeds. */
struct turn {
    struct consent *now;
    enum verb verb;
    char *facts; /* the rest of the first line; NULL: nothing more */
    char *lines; /* what follows it; NULL: nothing */
    struct effects effects;
};

enum {
    RECORDS_MAX = 8
}; /* one name has as many cookies as domains and paths they were set for: more are not looked at */

/* What the first line may say of a decision and of a sweep. */
struct facts {
    uint32_t now;
    char *records[RECORDS_MAX];
    int record_count;
    char *mirror;
    bool saved, names_any, grants_any;
    bool session_is_new;
    int what; /* enum sweep */
    struct visitor visitor;
    int8_t says[SUBJECTS_MAX];
};

/* One name of a choice. By hand a switch may be put on against the signal. */
static int say(struct turn *turn, struct facts *facts, const char *id, bool grant)
{
    const struct policy *policy = &turn->now->policy;
    int subject = config_find(policy->config, id);
    if (subject < 0) {
        return TURN_ID;
    }
    enum standing standing = policy_standing(policy, subject);
    if (standing == STANDING_FREE) {
        return grant ? 0 : TURN_LOCKED;
    }
    bool permits = turn->verb == VERB_permit;
    if (grant && standing >= (permits ? STANDING_ABSENT : STANDING_BARRED)) {
        return TURN_BARRED;
    }
    bool insists = facts->saved && policy_is_signalled(policy, subject);
    facts->says[subject] = (int8_t)(!grant    ? SAYS_REFUSED
                                    : permits ? SAYS_PERMITTED
                                    : insists ? SAYS_INSISTED
                                              : SAYS_GRANTED);
    return 0;
}

enum { FACT_NOW, FACT_HOW, FACT_NEW, FACT_WHAT, FACT_RECORD, FACT_MIRROR, FACT_VISITOR };
#define FACTS "now|how|new|what|record|mirror|" VISITOR_FACTS

static int read_facts(struct turn *turn, struct facts *facts)
{
    bool meets = turn->verb <= VERB_record, chooses = !meets && turn->verb <= VERB_noted;
    /* The facts that a verb takes beside the time. */
    int first = meets   ? FACT_RECORD
              : chooses ? FACT_HOW
                        : FACT_NEW,
        last = meets   ? INT_MAX
             : chooses ? FACT_HOW
                       : FACT_WHAT;
    *facts = (struct facts){.now = NO_NUMBER, .visitor = {.audience = -1, .age = -1}};
    while (turn->facts != NULL) {
        char *value = text_cut(&turn->facts, '\t');
        if (chooses && (*value == '+' || *value == '-')) {
            facts->names_any = true;
            facts->grants_any = facts->grants_any || *value == '+';
            int error = say(turn, facts, value + 1, *value == '+');
            if (error != 0) {
                return error;
            }
            continue;
        }
        int fact = text_choice(FACTS, text_cut(&value, '='));
        if (value == NULL || (fact != FACT_NOW && (fact < first || fact > last))) {
            return TURN_FACT;
        }
        switch (fact) {
        case FACT_NOW:
            facts->now = text_number(value, NUMBER_DIGITS);
            break;
        case FACT_HOW:
            facts->saved = text_is(value, "save");
            if (!facts->saved) {
                return TURN_FACT;
            }
            break;
        case FACT_NEW:
            facts->session_is_new = text_is(value, "1");
            break;
        case FACT_WHAT:
            facts->what = text_choice(STORAGE_SWEEPS, value);
            break;
        case FACT_RECORD:
            if (facts->record_count < RECORDS_MAX) {
                facts->records[facts->record_count++] = value;
            }
            break;
        case FACT_MIRROR:
            facts->mirror = value;
            break;
        default:
            visitor_take(&facts->visitor, fact - FACT_VISITOR, value);
        }
    }
    return facts->now == NO_NUMBER || facts->what < 0 ? TURN_FACT : 0;
}

/* ---- what decisions end with
 * ------------------------------------------------------------------------------------------------ */

static void show_layer(struct turn *turn, enum layer layer)
{
    struct consent *now = turn->now;
    if (layer != LAYER_INLINE) {
        now->layer = layer;
    }
    view_layer(&now->policy, layer, &turn->effects);
}

/* The first layer stands as long as it is due and nobody closed it; it follows another tab's choice, and a place that
 * becomes known. */
static void settle_layer(struct turn *turn)
{
    struct consent *now = turn->now;
    enum layer due = now->dismissed ? LAYER_NONE : view_due(&now->policy);
    if (due != now->layer || (due != LAYER_NONE && turn->verb == VERB_record)) {
        show_layer(turn, due);
    }
}

/* The row it was made under; for one that is not in the table any more stands the strict one. */
static int row_of(const struct decision *decision)
{
    return decision->row < 0 ? LAW_STRICT : decision->row;
}

/* Which law holds, for whom, and what every page owes. */
static void tell_regime(struct turn *turn)
{
    const struct regime *regime = &turn->now->policy.regime;
    effect(&turn->effects, EFFECT_regime);
    law_tell(&turn->effects, regime->row);
    effect_text(&turn->effects, regime->place);
    effect_name(&turn->effects, VISITOR_AUDIENCES, regime->audience);
    effect_number(&turn->effects, regime->signal);
    view_tell_link(&turn->now->policy, &turn->effects);
}

static void tell_decision(struct turn *turn)
{
    const struct decision *decision = &turn->now->policy.decision;
    effect(&turn->effects, EFFECT_ask);
    effect_name(&turn->effects, POLICY_ASKS, (int)decision->ask);
    if (decision->how >= 0) {
        effect(&turn->effects, EFFECT_decided);
        effect_number(&turn->effects, decision->when);
        effect_name(&turn->effects, RECORD_HOWS, decision->how);
        effect_number(&turn->effects, (uint32_t)decision->policy);
        law_tell(&turn->effects, row_of(decision));
    }
}

/* The record, and what it says in words: the categories, then the services that differ from theirs. */
static void save(struct turn *turn)
{
    const struct config *config = turn->now->policy.config;
    const struct decision *decision = &turn->now->policy.decision;
    const int8_t *says = decision->says;
    const struct policy *policy = &turn->now->policy;
    const uint16_t *rules = policy->regime.rules;
    const struct record record = {.when = decision->when,
                                  .how = decision->how,
                                  .policy = decision->policy,
                                  .regime = law_name(row_of(decision)),
                                  .signal = decision->signal,
                                  .law = decision->law};
    effect(&turn->effects, EFFECT_save);
    effect_text(&turn->effects, NULL);
    int start = record_begin(&turn->effects, config, &record);
    for (int i = 0; i < config->subject_count; i++) {
        enum says word = policy_word(policy, i);
        enum standing standing = policy_standing(policy, i);
        /* Of what is necessary nothing is said; nor, by its category's grant, of what this visitor cannot grant. */
        bool granted = word > SAYS_NOTHING, can = standing < STANDING_BARRED || word == SAYS_PERMITTED;
        if (word != SAYS_NOTHING && standing != STANDING_FREE && (!granted || can)) {
            record_add(&turn->effects, config, i, word);
        }
    }
    record_end(&turn->effects, start);
    int days = rules[LAW_wait] > rules[LAW_validity] ? rules[LAW_wait] : rules[LAW_validity];
    effect_number(&turn->effects, turn->now->policy.shared ? 0 : (uint32_t)days * 24 * 60 * 60);
    effect_text(&turn->effects, NULL);
    const char *parted = "";
    for (int i = 0; i < config->subject_count; i++) {
        int category = config->subjects[i].category;
        if (says[i] != SAYS_NOTHING && (i == category || says[i] != says[category])) {
            effect_more(&turn->effects, parted);
            effect_more(&turn->effects, says[i] > SAYS_NOTHING ? "+" : "-");
            effect_more(&turn->effects, config->subjects[i].id);
            parted = ",";
        }
    }
}

enum hold { HOLD_UNDECIDED, HOLD_REFUSED, HOLD_UNKNOWN, HOLD_BARRED, HOLD_ABSENT, HOLD_UNSTARTED, HOLD_FOREIGN };
#define HOLDS "undecided|refused|unknown|barred|absent|unstarted|foreign"

static void hold(struct turn *turn, enum hold why, const char *id)
{
    effect(&turn->effects, EFFECT_hold);
    effect_name(&turn->effects, HOLDS, (int)why);
    effect_text(&turn->effects, id);
}

/* ---- verbs
 * ----------------------------------------------------------------------------------------------------------------- */

static int do_config(struct turn *turn, int n)
{
    const struct config *config =
        turn->lines == NULL ? NULL : (PACKED ? pack_read : parse_config)(turn->lines, n, &turn->effects);
    const struct catalogue *catalogue = config == NULL ? NULL : catalogue_build(config);
    if (catalogue == NULL) {
        return turn->effects.n > 0 && !arena_is_full() ? 0 : TURN_TOO_LARGE;
    }
    effect(&turn->effects, EFFECT_record);
    effect_text(&turn->effects, config->stored);
    effect_text(&turn->effects, config->cookie.domain);
    if (!effects_are_full(&turn->effects)) {
        *turn->now = (struct consent){.policy = {.config = config, .catalogue = catalogue}};
        arena_commit();
    }
    return 0;
}

/* start and record: who is here, and what is stored. */
static void meet(struct turn *turn, struct facts *facts)
{
    struct policy *policy = &turn->now->policy;
    const struct config *config = policy->config;
    struct decision *decision = &policy->decision;
    policy->shared = config->shared || facts->visitor.shared;
    regime_resolve(&policy->regime, &facts->visitor,
                   (struct regime_site){config->place != 0, config->dnt, config->audience}, facts->now);
    policy_apply(policy);
    policy->waits = facts->visitor.absent;
    policy_decide(policy, facts->records, policy->waits ? 0 : facts->record_count, facts->now);
    if (policy->waits) {
        return;
    }
    bool recalled = policy_recall(policy, facts->mirror, facts->now);
    bool obeyed = policy_obey(policy);
    if (obeyed && decision->how < 0) {
        decision->when = facts->now;
        decision->policy = config->policy.version;
        decision->row = policy->regime.row;
        memcpy(decision->law, LAW_VERSION, sizeof LAW_VERSION);
    }
    decision->signal = decision->signal || obeyed;
    decision->how = obeyed ? HOW_GPC : decision->how;
    /* Where things run until they are refused, a refusal is stored anew with each start: it must outlive every cookie.
     */
    if (obeyed || recalled ||
        (turn->verb == VERB_start && policy_objects(policy) && policy_is_any(policy, SAYS_REFUSED))) {
        save(turn);
    }
}

/* What was chosen, by whom and when. */
static void choose(struct turn *turn, struct facts *facts)
{
    struct policy *policy = &turn->now->policy;
    bool accepts = turn->verb == VERB_accept;
    bool all = accepts || turn->verb == VERB_reject || (turn->verb == VERB_withdraw && !facts->names_any);
    for (int i = 0; all && i < policy->config->categories.count; i++) {
        enum standing standing = policy_standing(policy, i);
        if (standing != STANDING_FREE && (!accepts || standing < STANDING_BARRED)) {
            facts->says[i] = (int8_t)(accepts ? SAYS_GRANTED : SAYS_REFUSED);
        }
    }
    policy_choose(policy, facts->says);
    policy->decision.when = facts->now;
    policy->decision.how = facts->saved && turn->verb == VERB_choose ? HOW_SAVE : (int)(turn->verb - VERB_accept);
    policy->decision.policy = policy->config->policy.version;
    save(turn);
}

/* start, record, and the ways to choose. */
static int do_decide(struct turn *turn, struct facts *facts)
{
    struct consent *now = turn->now;
    const struct config *config = now->policy.config;
    if (turn->verb == VERB_start) {
        *now = (struct consent){.policy = {.config = config, .catalogue = now->policy.catalogue}};
    }
    bool chooses = turn->verb > VERB_record, needs_names = turn->verb == VERB_choose || turn->verb == VERB_permit;
    /* Names belong to `choose` and `permit`, which need some, and to `withdraw`, which takes no grants. */
    if (needs_names ? !facts->names_any : facts->grants_any || (facts->names_any && turn->verb != VERB_withdraw)) {
        return TURN_FACT;
    }
    if (chooses && now->policy.waits) {
        return TURN_ORDER;
    }
    now->started = true;
    if (chooses) {
        choose(turn, facts);
    } else {
        meet(turn, facts);
        tell_regime(turn);
    }
    if (now->policy.waits) {
        plan_grants(NULL, &now->policy, &turn->effects);
        return 0;
    }
    plan_grants(turn->verb == VERB_start ? NULL : &state.policy, &now->policy, &turn->effects);
    tell_decision(turn);
    if (turn->verb == VERB_start && (now->policy.shared || config->by_session)) {
        effect(&turn->effects, EFFECT_session);
    }
    if (storage_is_due(&now->policy, !chooses)) {
        effect(&turn->effects, EFFECT_sweep);
    }
    /* Preferences that are open stay open, and show the new state, when another tab chose or each switch acts at once.
     */
    if (now->layer == LAYER_PREFERENCES && (!chooses || (turn->verb == VERB_choose && config->apply == APPLY_TOGGLE))) {
        show_layer(turn, LAYER_PREFERENCES);
    } else {
        settle_layer(turn);
    }
    return 0;
}

/* What stands under this name, if that is a record: `hold` where it is another site's, and must be left alone. */
static int do_whose(struct turn *turn)
{
    struct policy *policy = &turn->now->policy;
    int area = text_choice(CONFIG_AREAS, text_cut(&turn->facts, '\t'));
    const char *name = text_cut(&turn->facts, '\t');
    if (turn->facts == NULL || area < 0) {
        return TURN_FACT;
    }
    struct record record;
    enum whose whose = record_decode(&record, policy->config, turn->facts);
    bool own = text_is(name, policy->config->stored);
    if (own ? whose == RECORD_FOREIGN : whose != RECORD_NONE) {
        hold(turn, HOLD_FOREIGN, NULL);
        return neighbours_add(&policy->neighbours, area, name) ? 0 : TURN_TOO_LARGE;
    }
    effect(&turn->effects, EFFECT_allow);
    return 0;
}

/* One line of what is stored; what the ledger does not say, or not readably, it does not know. */
static bool read_stored(char *line, struct stored *stored)
{
    char *part[5];
    int n = 0;
    for (int i = 0; i < COUNT(part); i++) {
        n += line != NULL;
        part[i] = text_cut(&line, '\t');
    }
    stored->area = text_choice(CONFIG_AREAS, part[0]);
    stored->name = part[1];
    stored->first = text_number(part[2], NUMBER_DIGITS);
    stored->last = text_number(part[3], NUMBER_DIGITS);
    stored->writer = part[4];
    return stored->area >= 0 && (n == 2 || n >= 4) && line == NULL;
}

/* sweep and stored: line by line. */
static int do_stored(struct turn *turn, const struct facts *facts)
{
    const struct policy *policy = &turn->now->policy;
    struct stored stored;
    while (turn->lines != NULL) {
        if (!read_stored(text_cut(&turn->lines, '\n'), &stored)) {
            return TURN_FACT;
        }
        if (turn->verb == VERB_sweep) {
            storage_sweep(policy, &stored, (enum sweep)facts->what, facts->now, facts->session_is_new, &turn->effects);
        } else if (WORDED) {
            storage_tell(policy, &stored, facts->now, &turn->effects);
        }
    }
    return 0;
}

static int do_show(struct turn *turn)
{
    int layer = text_choice(VIEW_LAYERS, text_cut(&turn->facts, '\0'));
    if (layer <= LAYER_NONE) {
        return TURN_FACT;
    }
    show_layer(turn, (enum layer)layer);
    return 0;
}

/* True if this subject is granted; otherwise the answer is written. */
static bool passes(struct turn *turn, int subject)
{
    const struct policy *policy = &turn->now->policy;
    enum says says = policy_says(policy, subject);
    enum standing standing = policy_standing(policy, subject);
    if (says != SAYS_GRANTED) {
        hold(turn,
             standing == STANDING_ABSENT   ? HOLD_ABSENT
             : says == SAYS_REFUSED        ? HOLD_REFUSED
             : standing == STANDING_BARRED ? HOLD_BARRED
                                           : HOLD_UNDECIDED,
             policy->config->subjects[subject].id);
    }
    return says == SAYS_GRANTED;
}

/* An element runs if everything that is said of it agrees: the service it is marked with, every service that its host
 * belongs to, and its category, unless a service of that same category speaks for it: one granted alone runs in a
 * refused category.
 */
static void do_element(struct turn *turn)
{
    const struct config *config = turn->now->policy.config;
    char *part[4]; /* its kind, which is for the reader of the log; category, service, host */
    for (int i = 0; i < 4; i++) {
        part[i] = text_cut(&turn->facts, '\t');
    }
    int category = config_find(config, part[1]), owner = config_find(config, part[2]);
    for (int i = 1; i <= 2; i++) {
        if ((i == 1 ? category : owner) < 0 && (*part[i] != 0 || *part[3 - i] == 0)) {
            hold(turn, HOLD_UNKNOWN, part[i]);
            return;
        }
    }
    bool spoken_for = category < 0;
    struct search search = {.in = turn->now->policy.catalogue, .area = AREA_HOST, .name = part[3]};
    const struct claim *by_host;
    do {
        if (owner >= 0) {
            spoken_for = spoken_for || config->subjects[owner].category == category;
            if (!passes(turn, owner)) {
                return;
            }
        }
        by_host = catalogue_next(&search);
        owner = by_host == NULL ? -1 : by_host->subject;
    } while (owner >= 0);
    if (spoken_for || passes(turn, category)) {
        effect(&turn->effects, EFFECT_allow);
    }
}

/* May the page talk to this host: not while a service that has it may not run. */
static void do_reach(struct turn *turn)
{
    struct search search = {.in = turn->now->policy.catalogue, .area = AREA_HOST, .name = text_cut(&turn->facts, '\t')};
    const struct claim *claim;
    while ((claim = catalogue_next(&search)) != NULL) {
        if (!passes(turn, claim->subject)) {
            return;
        }
    }
    effect(&turn->effects, EFFECT_allow);
}

/* May this be stored: at most for so long, though it may ask for less (`wanted`, in seconds; 0: it asks to be deleted)?
 */
static void write(struct turn *turn, int area, const char *name, char *writer, uint32_t wanted)
{
    struct holding holding;
    storage_look(&holding, &turn->now->policy, area, name, writer);
    if (wanted == 0 || storage_is_allowed(&holding)) {
        uint32_t life = storage_life(&holding);
        effect(&turn->effects, EFFECT_write);
        effect_text(&turn->effects, NULL);
        if (wanted > life) {
            char digits[NUMBER_DIGITS + 1];
            effect_more(&turn->effects, text_decimal(digits, life));
        }
        effect_number(&turn->effects, wanted > 0 && holding.subject < 0 && !holding.own &&
                                          turn->now->policy.config->unknown_keys == UNKNOWN_REPORT);
    } else if (storage_whose(&holding) < 0 ||
               (holding.subject < 0 && turn->now->policy.config->unknown_keys == UNKNOWN_REFUSE)) {
        hold(turn, HOLD_UNKNOWN, NULL);
    } else {
        (void)passes(turn, storage_whose(&holding));
    }
}

static int do_key(struct turn *turn)
{
    int area = text_choice(CONFIG_AREAS, text_cut(&turn->facts, '\t'));
    if (turn->facts == NULL || area < 0) {
        return TURN_FACT;
    }
    const char *name = text_cut(&turn->facts, '\t');
    write(turn, area, name, turn->facts, NO_NUMBER);
    return 0;
}

static int do_cookie(struct turn *turn)
{
    const char *now = text_after(text_cut(&turn->facts, '\t'), "now=");
    uint32_t time = now == NULL ? NO_NUMBER : text_number(now, NUMBER_DIGITS);
    if (turn->facts == NULL || time == NO_NUMBER) {
        return TURN_FACT;
    }
    struct cookie cookie;
    cookie_read(&cookie, turn->facts, time);
    write(turn, AREA_COOKIE, cookie.name, NULL, cookie.seconds);
    return 0;
}

/* ---- the contract
 * ---------------------------------------------------------------------------------------------------------- */

static const char NAMES[] = VERBS(NAME_TEXT, WORDED_TEXT);

int consent_turn(char *in, int n, char *out, int size)
{
    static struct consent next; /* static: the stack is small */
    in[n] = '\n';               /* ends the first line, unless a zero does */
    char *lines = in, *facts = text_cut(&lines, '\n'), *end = in + n;
    *end = 0;
    int verb = text_choice(NAMES, text_cut(&facts, '\t')), error = 0;
    /* A zero would end a text early; in a config its reader can say where. */
    bool whole = lines != NULL && (lines > end || verb == VERB_config || text_length(lines) == end - lines);
    lines = lines > end ? NULL : lines;
    if (verb < 0) {
        return TURN_VERB;
    }
    if (!whole) {
        return TURN_FACT;
    }
    /* Asked before there is anything to decide by, as every page may. */
    bool early = !state.started && verb <= VERB_reach;
    if (!early && verb != VERB_config &&
        (verb == VERB_start || verb == VERB_pack ? state.policy.config == NULL : !state.started)) {
        return TURN_ORDER;
    }
    /* Those that only ask need no copy: an element is asked about in less time than the copy takes. */
    bool asks = verb <= VERB_reach || verb >= VERB_sweep;
    if (!asks) {
        next = state;
    }
    struct turn turn = {asks ? &state : &next, (enum verb)verb, facts, lines, {out, 0, size}};
    static struct facts said; /* static: the stack is small */
    if (verb >= VERB_start && verb <= VERB_stored) {
        error = read_facts(&turn, &said);
        if (error != 0) {
            return error;
        }
    }
    switch (early ? VERB_COUNT : verb) {
    case VERB_COUNT:
        hold(&turn, HOLD_UNSTARTED, NULL);
        break;
    case VERB_whose:
        error = do_whose(&turn);
        break;
    case VERB_config:
        error = do_config(&turn, (int)(end - lines));
        break;
    case VERB_sweep:
    case VERB_stored:
        error = do_stored(&turn, &said);
        break;
    case VERB_show:
        error = do_show(&turn);
        break;
    case VERB_hide:
        next.dismissed = next.dismissed || next.layer == LAYER_BANNER || next.layer == LAYER_NOTICE;
        settle_layer(&turn);
        break;
    case VERB_element:
        do_element(&turn);
        break;
    case VERB_key:
        error = do_key(&turn);
        break;
    case VERB_cookie:
        error = do_cookie(&turn);
        break;
    case VERB_reach:
        do_reach(&turn);
        break;
    case VERB_explain:
        if (WORDED) {
            reason_explain(&turn.now->policy, text_cut(&turn.facts, '\t'), &turn.effects);
        }
        break;
    case VERB_law:
        if (WORDED) {
            reason_tell_law(&turn.now->policy.regime, &turn.effects);
        }
        break;
    case VERB_pack:
        if (WORDED) {
            uint32_t first = turn.facts == NULL ? 0 : text_number(turn.facts, 6);
            if (first == NO_NUMBER) {
                return TURN_FACT;
            }
            pack_write(turn.now->policy.config, (int)first, &turn.effects);
        }
        break;
    default:
        error = do_decide(&turn, &said);
    }
    if (error == 0 && effects_are_full(&turn.effects)) {
        error = TURN_TOO_LARGE;
    }
    if (error != 0) {
        return error;
    }
    if (!asks) {
        state = next;
    }
    return turn.effects.n;
}

#ifdef ASSENT_TEST
void consent_reset(void)
{
    memset(&state, 0, sizeof state);
    arena_reset();
}
#endif
