#include "consent.h"

#include <string.h>

#include "arena.h"
#include "config_json.h"
#include "config_packed.h"
#include "grants.h"
#include "questions.h"
#include "reason.h"
#include "storage.h"
#include "verbs.h"

enum { DAY = 24 * 60 * 60 };

struct consent {
    struct policy policy; /* its config is in the arena; NULL before the first valid one */
    bool started;
    bool dismissed; /* the first layer was closed without an answer: it is not shown again on this page */
    enum layer layer;
};

static struct consent state;

/* What a verb works on: a copy of the state (`now`), which becomes the state only if the turn succeeds. */
struct turn {
    struct consent *now;
    enum verb verb;
    char *facts; /* the rest of the first line; NULL: nothing more */
    char *lines; /* what follows it; NULL: nothing */
    int lines_size;
    struct effects effects;
};

static bool does(const struct turn *turn, enum verb_does what)
{
    return (verb_row(turn->verb)->does & what) != 0;
}

/* ---- what follows a decision ---- */

static void show_layer(struct turn *turn, enum layer layer)
{
    struct consent *now = turn->now;
    if (layer != LAYER_INLINE) {
        now->layer = layer;
    }
    view_write_layer(&now->policy, layer, &turn->effects);
}

/* Shows the first layer as long as it is due and nobody closed it. So it follows another tab's choice, and a place that
 * becomes known later. */
static void settle_layer(struct turn *turn)
{
    struct consent *now = turn->now;
    enum layer due = now->dismissed ? LAYER_NONE : view_due(&now->policy);
    if (due != now->layer || (due != LAYER_NONE && turn->verb == VERB_record)) {
        show_layer(turn, due);
    }
}

/* Returns the row that a decision was made under; the strict row if the table does not have it any more. */
static int row_of(const struct decision *decision)
{
    return decision->row < 0 ? LAW_STRICT : decision->row;
}

/* Writes which law applies, to whom, and which link every page must show. */
static void write_regime(struct turn *turn)
{
    const struct regime *regime = &turn->now->policy.regime;
    effect(&turn->effects, EFFECT_regime);
    law_write_id(&turn->effects, regime->row);
    effect_text(&turn->effects, regime->place);
    effect_name(&turn->effects, AUDIENCE_WORDS, regime->audience);
    effect_number(&turn->effects, regime->signal);
    view_write_link(&turn->now->policy, &turn->effects);
}

static void write_decision(struct turn *turn)
{
    const struct decision *decision = &turn->now->policy.decision;
    effect(&turn->effects, EFFECT_ask);
    effect_name(&turn->effects, ASK_WORDS, (int)decision->ask);
    if (decision->how != NO_HOW) {
        effect(&turn->effects, EFFECT_decided);
        effect_number(&turn->effects, decision->when);
        effect_name(&turn->effects, HOW_WORDS, decision->how);
        effect_number(&turn->effects, (uint32_t)decision->policy);
        law_write_id(&turn->effects, row_of(decision));
    }
}

/* ---- save ---- */

/* The decision as a record. Of what is necessary nothing is said; nor, by its category's grant, of what this visitor
 * cannot grant. */
static void write_record(struct turn *turn)
{
    const struct policy *policy = &turn->now->policy;
    const struct decision *decision = &policy->decision;
    const struct record record = {.when = decision->when,
                                  .how = decision->how,
                                  .policy = decision->policy,
                                  .regime = law_name(row_of(decision)),
                                  .signal = decision->signal,
                                  .law = decision->law};
    effect_text(&turn->effects, NULL);
    int start = record_begin(&turn->effects, policy->config, &record);
    for (int i = 0; i < policy->config->subject_count; i++) {
        enum says word = policy_word(policy, i);
        enum standing standing = policy_standing(policy, i);
        bool granted = word > SAYS_NOTHING, can_grant = standing < STANDING_BARRED || word == SAYS_PERMITTED;
        if (word != SAYS_NOTHING && standing != STANDING_FREE && (!granted || can_grant)) {
            record_add(&turn->effects, policy->config, i, word);
        }
    }
    record_end(&turn->effects, start);
}

/* Writes the decision for people: the categories, then the services that differ from their category. */
static void write_said(struct turn *turn)
{
    const struct config *config = turn->now->policy.config;
    const int8_t *says = turn->now->policy.decision.says;
    const char *comma = "";
    effect_text(&turn->effects, NULL);
    for (int i = 0; i < config->subject_count; i++) {
        int category = config->subjects[i].category;
        if (says[i] != SAYS_NOTHING && (i == category || says[i] != says[category])) {
            effect_more(&turn->effects, comma);
            effect_more(&turn->effects, says[i] > SAYS_NOTHING ? "+" : "-");
            effect_more(&turn->effects, config->subjects[i].id);
            comma = ",";
        }
    }
}

/* Saves the record for as long as a consent is valid, or as long as nobody asks again after a refusal, whichever is
 * longer. */
static void save(struct turn *turn)
{
    const struct policy *policy = &turn->now->policy;
    const uint16_t *rules = policy->regime.rules;
    int days = rules[LAW_wait] > rules[LAW_validity] ? rules[LAW_wait] : rules[LAW_validity];
    effect(&turn->effects, EFFECT_save);
    write_record(turn);
    effect_number(&turn->effects, policy->shared ? 0 : (uint32_t)days * DAY);
    write_said(turn);
}

/* ---- deciding ---- */

/* Notes that the browser's signal was obeyed. If nothing was decided before, this is the first decision. */
static void note_signal(struct policy *policy, uint32_t now)
{
    struct decision *decision = &policy->decision;
    if (decision->how == NO_HOW) {
        decision->when = now;
        decision->policy = policy->config->policy.version;
        decision->row = policy->regime.row;
        memcpy(decision->law, LAW_VERSION, sizeof LAW_VERSION);
    }
    decision->signal = true;
    decision->how = HOW_GPC;
}

/* `start` and `record`: who is here, and what is stored. */
static void read_visit(struct turn *turn, struct facts *facts)
{
    struct policy *policy = &turn->now->policy;
    const struct config *config = policy->config;
    policy->shared = config->shared || facts->visitor.shared;
    const struct regime_site site = {config->place == PLACE_FOR_WORDING, config->dnt, config->audience};
    regime_resolve(&policy->regime, &facts->visitor, site, facts->now);
    policy_apply(policy);
    policy->waits = facts->visitor.absent;
    policy_decide(policy, facts->records, policy->waits ? 0 : facts->record_count, facts->now);
    if (policy->waits) {
        return;
    }
    bool recalled = policy_recall(policy, facts->mirror, facts->now);
    bool obeyed = policy_apply_signal(policy);
    if (obeyed) {
        note_signal(policy, facts->now);
    }
    /* Where things run until they are refused, each start stores a refusal anew: it must outlive every cookie. */
    bool renews = turn->verb == VERB_start && policy_objects(policy) && policy_is_any(policy, SAYS_REFUSED);
    if (obeyed || recalled || renews) {
        save(turn);
    }
}

/* Names every category that can be decided, for `accept`, `reject`, and `withdraw` without a name. */
static void name_all(struct facts *facts, const struct policy *policy, bool accepts)
{
    for (int i = 0; i < policy->config->categories.count; i++) {
        enum standing standing = policy_standing(policy, i);
        if (standing != STANDING_FREE && (!accepts || standing < STANDING_BARRED)) {
            facts->says[i] = (int8_t)(accepts ? SAYS_GRANTED : SAYS_REFUSED);
        }
    }
}

/* Carries out a choice, and notes how and when it was made. */
static void choose(struct turn *turn, struct facts *facts)
{
    struct policy *policy = &turn->now->policy;
    if (turn->verb == VERB_accept || turn->verb == VERB_reject || (turn->verb == VERB_withdraw && !facts->names_any)) {
        name_all(facts, policy, turn->verb == VERB_accept);
    }
    policy_choose(policy, facts->says);
    policy->decision.when = facts->now;
    policy->decision.how = facts->by_hand ? HOW_SAVE : verb_row(turn->verb)->how;
    policy->decision.policy = policy->config->policy.version;
    save(turn);
}

/* Preferences that are open stay open, and show the new state, when another tab chose, or where each switch acts at
 * once. */
static void update_layer(struct turn *turn)
{
    const struct consent *now = turn->now;
    bool acts_at_once = turn->verb == VERB_choose && now->policy.config->apply == APPLY_TOGGLE;
    if (now->layer == LAYER_PREFERENCES && (does(turn, MEETS) || acts_at_once)) {
        show_layer(turn, LAYER_PREFERENCES);
    } else {
        settle_layer(turn);
    }
}

/* `start`, `record`, and the verbs that choose. */
static int do_decide(struct turn *turn, struct facts *facts)
{
    struct consent *now = turn->now;
    const struct config *config = now->policy.config;
    bool starts = turn->verb == VERB_start;
    if (starts) {
        *now = (struct consent){.policy = {.config = config, .catalogue = now->policy.catalogue}};
    }
    if (does(turn, CHOOSES) && now->policy.waits) {
        return TURN_ORDER;
    }
    now->started = true;
    if (does(turn, CHOOSES)) {
        choose(turn, facts);
    } else {
        read_visit(turn, facts);
        write_regime(turn);
    }
    bool tells_all = starts || now->policy.waits;
    grants_write(tells_all ? NULL : &state.policy, &now->policy, &turn->effects);
    if (now->policy.waits) {
        return 0;
    }
    write_decision(turn);
    if (starts && (now->policy.shared || config->by_session)) {
        effect(&turn->effects, EFFECT_session);
    }
    if (storage_is_due(&now->policy, does(turn, MEETS))) {
        effect(&turn->effects, EFFECT_sweep);
    }
    update_layer(turn);
    return 0;
}

/* ---- the other verbs that change the state ---- */

static int do_config(struct turn *turn)
{
    const struct config *config = NULL;
    if (turn->lines != NULL) {
        config = WHOLE_CORE ? config_json_read(turn->lines, turn->lines_size, &turn->effects)
                            : config_packed_read(turn->lines, turn->lines_size, &turn->effects);
    }
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

/* Answers `hold` if another site's record stands under this name: it must be left alone. */
static int do_whose(struct turn *turn)
{
    struct policy *policy = &turn->now->policy;
    int area = text_choice(AREA_WORDS, text_cut(&turn->facts, '\t'));
    const char *name = text_cut(&turn->facts, '\t');
    if (turn->facts == NULL || area < 0) {
        return TURN_FACT;
    }
    struct record record;
    enum whose whose = record_decode(&record, policy->config, turn->facts);
    bool has_our_name = text_is(name, policy->config->stored);
    if (has_our_name ? whose == RECORD_FOREIGN : whose != RECORD_NONE) {
        answer_hold(&turn->effects, HOLD_FOREIGN, NULL);
        return neighbours_add(&policy->neighbours, area, name) ? 0 : TURN_TOO_LARGE;
    }
    effect(&turn->effects, EFFECT_allow);
    return 0;
}

static int do_show(struct turn *turn)
{
    int layer = text_choice(LAYER_WORDS, text_cut(&turn->facts, '\0'));
    if (layer < 0 || layer == LAYER_NONE) {
        return TURN_FACT;
    }
    show_layer(turn, (enum layer)layer);
    return 0;
}

static int do_hide(struct turn *turn)
{
    struct consent *now = turn->now;
    now->dismissed = now->dismissed || now->layer == LAYER_BANNER || now->layer == LAYER_NOTICE;
    settle_layer(turn);
    return 0;
}

/* ---- turns ---- */

/* May this verb come now? */
static bool is_in_order(const struct turn *turn)
{
    return does(turn, SETS_UP) ||
           (turn->verb == VERB_start || does(turn, READY) ? state.policy.config != NULL : state.started);
}

/* Only the whole core gives reasons. */
static int do_explain(struct turn *turn)
{
    if (WHOLE_CORE) {
        reason_explain(&turn->now->policy, text_cut(&turn->facts, '\t'), &turn->effects);
    }
    return 0;
}

static int do_law(struct turn *turn)
{
    if (WHOLE_CORE) {
        reason_write_law(&turn->now->policy.regime, &turn->effects);
    }
    return 0;
}

static int do_verb(struct turn *turn, struct facts *facts)
{
    const struct policy *policy = &turn->now->policy;
    switch (turn->verb) {
    case VERB_element:
        return answer_element(policy, turn->facts, &turn->effects);
    case VERB_key:
        return answer_key(policy, turn->facts, &turn->effects);
    case VERB_cookie:
        return answer_cookie(policy, turn->facts, &turn->effects);
    case VERB_reach:
        return answer_reach(policy, turn->facts, &turn->effects);
    case VERB_sweep:
    case VERB_stored:
        return answer_lines(policy, turn->verb, facts, turn->lines, &turn->effects);
    case VERB_explain:
        return do_explain(turn);
    case VERB_law:
        return do_law(turn);
    case VERB_pack:
        return WHOLE_CORE ? answer_pack(policy, turn->facts, &turn->effects) : 0;
    case VERB_config:
        return do_config(turn);
    case VERB_whose:
        return do_whose(turn);
    case VERB_show:
        return do_show(turn);
    case VERB_hide:
        return do_hide(turn);
    case VERB_start:
    case VERB_record:
    case VERB_accept:
    case VERB_reject:
    case VERB_choose:
    case VERB_withdraw:
    case VERB_permit:
    case VERB_noted:
        return do_decide(turn, facts);
    }
    return TURN_VERB;
}

/* Cuts the input into the verb, the rest of its line, and the lines that follow. Returns 0, or an enum turn_error. */
static int read_turn(struct turn *turn, char *in, int n)
{
    char *end = in + n;
    *end = '\n'; /* ends the first line, unless a zero does */
    turn->lines = in;
    turn->facts = text_cut(&turn->lines, '\n');
    *end = 0;
    bool has_lines = turn->lines != NULL && turn->lines <= end;
    bool has_zero = turn->lines == NULL || (has_lines && text_length(turn->lines) != end - turn->lines);
    turn->lines = has_lines ? turn->lines : NULL;
    turn->lines_size = has_lines ? (int)(end - turn->lines) : 0;
    int verb = verb_find(text_cut(&turn->facts, '\t'));
    if (verb < 0) {
        return TURN_VERB;
    }
    turn->verb = (enum verb)verb;
    /* A zero would end a text early. In a config it is let through, because the reader can say where it stands. */
    return has_zero && !(does(turn, SETS_UP) && has_lines) ? TURN_FACT : 0;
}

int consent_turn(char *in, int n, char *out, int size)
{
    static struct consent next; /* static: the stack is small */
    static struct facts facts;
    struct turn turn = {.now = &state, .effects = {out, 0, size}};
    int error = read_turn(&turn, in, n);
    if (error != 0) {
        return error;
    }
    /* Every page may ask before `start`, when there is no decision yet. */
    if (!state.started && does(&turn, EARLY)) {
        answer_unstarted(turn.verb, turn.facts, &turn.effects);
        return effects_are_full(&turn.effects) ? TURN_TOO_LARGE : turn.effects.n;
    }
    if (!is_in_order(&turn)) {
        return TURN_ORDER;
    }
    /* Verbs that only ask need no copy: it takes longer than the answer about an element. */
    if (!does(&turn, ASKS)) {
        next = state;
        turn.now = &next;
    }
    if (verb_row(turn.verb)->facts != 0) {
        error = facts_read(&facts, turn.facts, turn.verb, &turn.now->policy);
    }
    if (error == 0) {
        error = do_verb(&turn, &facts);
    }
    if (error == 0 && effects_are_full(&turn.effects)) {
        error = TURN_TOO_LARGE;
    }
    if (error != 0) {
        return error;
    }
    if (!does(&turn, ASKS)) {
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
