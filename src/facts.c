#include "facts.h"

#include "verbs.h"

/* Reads a name in a choice, which grants or refuses it. Returns 0, or an enum turn_error. */
static int read_name(struct facts *self, const char *id, bool grant, enum verb verb, const struct policy *policy)
{
    int subject = config_find(policy->config, id);
    if (subject < 0) {
        return TURN_ID;
    }
    enum standing standing = policy_standing(policy, subject);
    if (standing == STANDING_FREE) {
        return grant ? 0 : TURN_LOCKED;
    }
    bool by_parent = verb_row(verb)->how == HOW_PARENT;
    if (grant && standing >= (by_parent ? STANDING_ABSENT : STANDING_BARRED)) {
        return TURN_BARRED;
    }
    enum says says = SAYS_REFUSED;
    if (grant) {
        bool insists = self->by_hand && policy_is_signalled(policy, subject);
        says = by_parent ? SAYS_PERMITTED : insists ? SAYS_INSISTED : SAYS_GRANTED;
    }
    self->says[subject] = (int8_t)says;
    return 0;
}

/* Reads a fact, `name=value`. Returns false if the verb does not take it, or its value cannot be read. */
static bool read_fact(struct facts *self, char *text, enum verb verb)
{
    char *value = text;
    int fact = text_choice(FACT_WORDS, text_cut(&value, '='));
    if (value == NULL || fact < 0 || (verb_row(verb)->facts >> fact & 1) == 0) {
        return false;
    }
    switch (fact) {
    case FACT_NOW:
        self->now = text_number(value, NUMBER_DIGITS);
        return true;
    case FACT_HOW:
        self->by_hand = text_is(value, "save");
        return self->by_hand;
    case FACT_NEW:
        self->session_is_new = text_is(value, "1");
        return true;
    case FACT_WHAT:
        self->sweep = text_choice(SWEEP_WORDS, value);
        return self->sweep >= 0;
    case FACT_RECORD:
        if (self->record_count < RECORDS_MAX) { /* further ones are ignored */
            self->records[self->record_count++] = value;
        }
        return true;
    case FACT_MIRROR:
        self->mirror = value;
        return true;
    default:
        visitor_read_fact(&self->visitor, (enum fact)fact, value);
        return true;
    }
}

/* Does the verb take the names that were read? Some verbs need names, some take none, and `withdraw` grants nothing. */
static bool names_fit(const struct facts *self, enum verb verb)
{
    uint16_t does = verb_row(verb)->does;
    return ((does & MUST_NAME) == 0 || self->names_any) && ((does & MAY_NAME) != 0 || !self->names_any) &&
           ((does & REFUSES) == 0 || !self->grants_any);
}

int facts_read(struct facts *self, char *line, enum verb verb, const struct policy *policy)
{
    *self = (struct facts){.now = NO_NUMBER, .visitor = {.audience = -1, .age = -1}};
    while (line != NULL) {
        char *fact = text_cut(&line, '\t');
        bool is_name = (verb_row(verb)->does & CHOOSES) != 0 && (*fact == '+' || *fact == '-');
        if (!is_name && !read_fact(self, fact, verb)) {
            return TURN_FACT;
        }
        if (is_name) {
            bool grant = *fact == '+';
            self->names_any = true;
            self->grants_any = self->grants_any || grant;
            int error = read_name(self, fact + 1, grant, verb, policy);
            if (error != 0) {
                return error;
            }
        }
    }
    return self->now == NO_NUMBER || !names_fit(self, verb) ? TURN_FACT : 0;
}
