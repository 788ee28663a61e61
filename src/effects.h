/* effects: what a turn asks the page to do, one line each. Floor 3.
 *
 * A line is the effect's name and its fields, parted by tabs. Texts cannot forge a line: no tab and no line break ever
 * reaches this writer inside a text (json_check refuses them in a config, and in a turn they are what parts the facts).
 * The writer is bounded: one that is full to its last byte may have left something out, and the turn then fails as a
 * whole. */
#ifndef ASSENT_EFFECTS_H
#define ASSENT_EFFECTS_H

#include "text.h"

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
