#include "consent.h"

#include <string.h>

#include "arena.h"
#include "catalogue.h"
#include "plan.h"
#include "view.h"

#define VERB_NUMBER(name) VERB_##name,
enum verb { VERBS(VERB_NUMBER) VERB_COUNT };

struct consent {
    const struct config *config; /* in the arena; NULL before the first good one */
    bool started;
    bool dismissed; /* the banner was closed without an answer: not shown again on this page */
    enum layer layer;
    struct decision decision;
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

/* What the first line of a decision may say. */
struct facts {
    uint32_t now;
    char *record;
    bool saved, names_any, grants_any;
    struct choice choice;
};

static int say(const struct config *config, struct choice *choice, const char *id, enum says says)
{
    int subject = config_find(config, id);
    if (subject < 0) {
        return TURN_ID;
    }
    if (policy_is_locked(config, subject)) {
        return says == SAYS_REFUSED ? TURN_LOCKED : 0;
    }
    choice->says[subject] = (int8_t)says;
    return 0;
}

static int read_facts(struct turn *turn, struct facts *facts)
{
    *facts = (struct facts){.now = NO_NUMBER};
    while (turn->facts != NULL) {
        char *field = text_cut(&turn->facts, '\t'), *value = NULL;
        if (*field == '+' || *field == '-') {
            facts->names_any = true;
            facts->grants_any = facts->grants_any || *field == '+';
            int error = say(turn->now->config, &facts->choice, field + 1, *field == '+' ? SAYS_GRANTED : SAYS_REFUSED);
            if (error != 0) {
                return error;
            }
        } else if ((value = text_after(field, "now=")) != NULL) {
            facts->now = text_number(value, NUMBER_DIGITS);
        } else if ((value = text_after(field, "record=")) != NULL) {
            facts->record = value;
        } else if (text_is(field, "how=save")) {
            facts->saved = true;
        } else {
            return TURN_FACT;
        }
    }
    return facts->now == NO_NUMBER ? TURN_FACT : 0;
}

/* ---- what decisions end with ------------------------------------------------------------------------------------------------ */

static void show_layer(struct turn *turn, enum layer layer)
{
    struct consent *now = turn->now;
    if (layer != LAYER_INLINE) {
        now->layer = layer;
    }
    view_layer(now->config, &now->decision, layer, &turn->effects);
}

/* The banner stands as long as something must be asked and nobody closed it. */
static void settle_layer(struct turn *turn)
{
    struct consent *now = turn->now;
    enum layer due = now->decision.ask != ASK_NOT && !now->dismissed ? LAYER_BANNER : LAYER_NONE;
    if (due != now->layer) {
        show_layer(turn, due);
    }
}

static void tell_decision(struct turn *turn)
{
    const struct decision *decision = &turn->now->decision;
    effect(&turn->effects, EFFECT_ask);
    effect_text(&turn->effects, NULL);
    effect_choice(&turn->effects, POLICY_ASKS, (int)decision->ask);
    if (decision->how >= 0) {
        effect(&turn->effects, EFFECT_decided);
        effect_number(&turn->effects, decision->when);
        effect_text(&turn->effects, NULL);
        effect_choice(&turn->effects, RECORD_HOWS, decision->how);
        effect_number(&turn->effects, (uint32_t)decision->policy);
        effect_text(&turn->effects, regime_strict()->id);
    }
}

static void save(struct turn *turn)
{
    const struct config *config = turn->now->config;
    const struct decision *decision = &turn->now->decision;
    const struct regime *regime = regime_strict();
    const int8_t *says = decision->choice.says;
    effect(&turn->effects, EFFECT_save);
    effect_text(&turn->effects, NULL);
    int start = record_begin(&turn->effects, decision->when, decision->how, decision->policy, regime->id);
    for (int i = 0; i < config->subject_count; i++) {
        int category = config->subjects[i].category;
        if (says[i] != SAYS_NOTHING && (i == category || says[i] != says[category])) {
            record_add(&turn->effects, config->subjects[i].id, says[i] == SAYS_GRANTED);
        }
    }
    record_end(&turn->effects, start);
    int days = regime->wait_days > regime->validity_days ? regime->wait_days : regime->validity_days;
    effect_number(&turn->effects, (uint32_t)days * 24 * 60 * 60);
}

/* ---- verbs ----------------------------------------------------------------------------------------------------------------- */

static int do_config(struct turn *turn, int n)
{
    const struct config *config = turn->lines == NULL ? NULL : config_read(turn->lines, n, &turn->effects);
    if (config == NULL) {
        return turn->effects.n > 0 && !arena_is_full() ? 0 : TURN_TOO_LARGE;
    }
    effect(&turn->effects, EFFECT_record);
    effect_text(&turn->effects, config->cookie.name);
    effect_text(&turn->effects, config->cookie.domain);
    if (!turn->effects.full) {
        *turn->now = (struct consent){.config = config};
        arena_commit();
    }
    return 0;
}

/* start, record, and the four ways to choose. */
static int do_decide(struct turn *turn)
{
    struct consent *now = turn->now;
    const struct config *config = now->config;
    static struct facts facts; /* static: the stack is small */
    int error = read_facts(turn, &facts);
    if (error != 0) {
        return error;
    }
    bool chooses = turn->verb > VERB_record;
    /* Names belong to `choose`, which needs some, and to `withdraw`, which takes no grants. */
    if (turn->verb == VERB_choose ? !facts.names_any : facts.grants_any || (facts.names_any && turn->verb != VERB_withdraw)) {
        return TURN_FACT;
    }
    if (turn->verb == VERB_start) {
        *now = (struct consent){.config = config, .started = true};
    }
    if (chooses) {
        bool all = turn->verb == VERB_accept || turn->verb == VERB_reject || (turn->verb == VERB_withdraw && !facts.names_any);
        for (int i = 0; all && i < config->categories.count; i++) {
            facts.choice.says[i] = (int8_t)(policy_is_locked(config, i)     ? SAYS_NOTHING
                                            : turn->verb == VERB_accept ? SAYS_GRANTED
                                                                        : SAYS_REFUSED);
        }
        policy_choose(config, &now->decision, &facts.choice);
        now->decision.when = facts.now;
        now->decision.how = facts.saved && turn->verb == VERB_choose ? HOW_SAVE : (int)(turn->verb - VERB_accept);
        now->decision.policy = config->policy.version;
        save(turn);
    } else {
        now->decision = policy_decide(config, regime_strict(), facts.record, facts.now);
    }
    plan_grants(config, turn->verb == VERB_start ? NULL : &state.decision, &now->decision, &turn->effects);
    tell_decision(turn);
    if (plan_erases(config, &now->decision)) {
        effect(&turn->effects, EFFECT_sweep);
    }
    /* Preferences that are open stay open, and show the new state, when another tab chose or each switch acts at once. */
    if (now->layer == LAYER_PREFERENCES && (!chooses || (turn->verb == VERB_choose && config->apply == APPLY_TOGGLE))) {
        show_layer(turn, LAYER_PREFERENCES);
    } else {
        settle_layer(turn);
    }
    return 0;
}

static int do_sweep(struct turn *turn)
{
    while (turn->lines != NULL) {
        char *name = text_cut(&turn->lines, '\n'), *area = text_cut(&name, '\t');
        if (name == NULL || text_choice(CONFIG_AREAS, area) < 0 || strchr(name, '\t') != NULL) {
            return TURN_FACT;
        }
        plan_erase(turn->now->config, &turn->now->decision, area, name, &turn->effects);
    }
    return 0;
}

static int do_show(struct turn *turn)
{
    int layer = turn->facts == NULL ? -1 : text_choice(VIEW_LAYERS, turn->facts);
    if (layer <= LAYER_NONE) {
        return TURN_FACT;
    }
    show_layer(turn, (enum layer)layer);
    return 0;
}

static void hold(struct turn *turn, const char *why, const char *id)
{
    effect(&turn->effects, EFFECT_hold);
    effect_text(&turn->effects, why);
    effect_text(&turn->effects, id);
}

/* True if this subject is granted; otherwise the answer is written. */
static bool passes(struct turn *turn, int subject)
{
    const struct config *config = turn->now->config;
    enum says says = policy_says(config, &turn->now->decision, subject);
    if (says != SAYS_GRANTED) {
        hold(turn, says == SAYS_REFUSED ? "refused" : "undecided", config->subjects[subject].id);
    }
    return says == SAYS_GRANTED;
}

/* An element runs if everything that is said of it agrees: the service it is marked with, every service that its host belongs to,
 * and its category, unless a service of that same category speaks for it: one granted alone runs in a refused category. */
static void do_element(struct turn *turn)
{
    const struct config *config = turn->now->config;
    char *part[4]; /* its kind, which is for the reader of the log; category, service, host */
    for (int i = 0; i < 4; i++) {
        part[i] = turn->facts == NULL ? "" : text_cut(&turn->facts, '\t');
    }
    if (!turn->now->started) {
        hold(turn, "unstarted", part[1]);
        return;
    }
    int category = config_find(config, part[1]), owner = config_find(config, part[2]);
    for (int i = 1; i <= 2; i++) {
        if ((i == 1 ? category : owner) < 0 && (*part[i] != 0 || *part[3 - i] == 0)) {
            hold(turn, "unknown", part[i]);
            return;
        }
    }
    bool spoken_for = category < 0;
    int by_host = -1;
    do {
        if (owner >= 0) {
            spoken_for = spoken_for || config->subjects[owner].category == category;
            if (!passes(turn, owner)) {
                return;
            }
        }
        owner = by_host = catalogue_service_of(config, part[3], by_host);
    } while (owner >= 0);
    if (spoken_for || passes(turn, category)) {
        effect(&turn->effects, EFFECT_allow);
    }
}

/* ---- the contract ---------------------------------------------------------------------------------------------------------- */

#define VERB_TEXT(name) #name "|"
static const char NAMES[] = VERBS(VERB_TEXT);

int consent_turn(char *in, int n, char *out, int size)
{
    static struct consent next; /* static: the stack is small */
    in[n] = 0;
    /* A zero would end a text early; in a config its reader can say where. */
    bool whole = text_length(in) == n || text_after(in, "config\n") != NULL;
    char *lines = in, *facts = text_cut(&lines, '\n'), *verb_name = text_cut(&facts, '\t');
    int verb = text_choice(NAMES, verb_name), error = 0;
    if (verb < 0) {
        return TURN_VERB;
    }
    if (!whole) {
        return TURN_FACT;
    }
    if (verb != VERB_config && verb != VERB_element && (verb == VERB_start ? state.config == NULL : !state.started)) {
        return TURN_ORDER;
    }
    /* The two that only ask need no copy: an element is asked about in less time than the copy takes. */
    bool asks = verb == VERB_element || verb == VERB_sweep;
    if (!asks) {
        next = state;
    }
    struct turn turn = {asks ? &state : &next, (enum verb)verb, facts, lines, {out, 0, size, false}};
    switch (verb) {
    case VERB_config:
        error = do_config(&turn, (int)(in + n - lines));
        break;
    case VERB_sweep:
        error = do_sweep(&turn);
        break;
    case VERB_show:
        error = do_show(&turn);
        break;
    case VERB_hide:
        next.dismissed = next.dismissed || next.layer == LAYER_BANNER;
        settle_layer(&turn);
        break;
    case VERB_element:
        do_element(&turn);
        break;
    default:
        error = do_decide(&turn);
    }
    if (error == 0 && turn.effects.full) {
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
}
#endif
