/* effects: writes what a turn asks the page to do, one line for each effect. Floor 3.
 *
 * A line is the effect's name and its fields, separated by tabs. No text can forge a line, because no text that reaches
 * this writer holds a tab or a line break: json_check refuses both in a config, and in a turn they separate the facts.
 * The buffer is bounded. The writer drops what does not fit. If the buffer is full to its last byte, something may be
 * missing: the whole turn then fails. */
#ifndef ASSENT_EFFECTS_H
#define ASSENT_EFFECTS_H

#include "text.h"

struct effects {
    char *at; /* the buffer, which is not zero-terminated */
    int n;    /* bytes written */
    int size; /* bytes that there is room for */
};

/* True if no room is left: something may be missing. */
bool effects_are_full(const struct effects *self);

/* Begins a line with the name of this effect. */
void effect(struct effects *self, enum effect name);

/* Adds a field. NULL: an empty one. */
void effect_text(struct effects *self, const char *field);

/* Adds a field: the number in decimal. */
void effect_number(struct effects *self, uint32_t field);

/* Adds a field: the name at `index`, from 0, in `choices`, which are separated by `|`. */
void effect_name(struct effects *self, const char *choices, int index);

/* Continues the last field with the name at `index`, from 0, in `choices`, which are separated by `|`. */
void effect_choice(struct effects *self, const char *choices, int index);

/* Continues the last field with the first word of `text`: all before its first blank. */
void effect_word(struct effects *self, const char *text);

/* Continues the last field with this text. NULL: with nothing. */
void effect_more(struct effects *self, const char *more);

#endif
