#include "effects.h"

/* One run of names: an array of pointers would cost four bytes more for each. */
static const char NAMES[] = EFFECTS(NAME_TEXT, WORDED_TEXT);

static void put(struct effects *self, char c)
{
    if (self->n < self->size) {
        self->at[self->n++] = c;
    } else {
        self->full = true;
    }
}

void effect_choice(struct effects *self, const char *choices, int index)
{
    for (; index > 0; index -= *choices++ == '|') {
    }
    while (*choices != 0 && *choices != '|') {
        put(self, *choices++);
    }
}

void effect_word(struct effects *self, const char *text)
{
    while (*text != 0 && *text != ' ') {
        put(self, *text++);
    }
}

void effect_more(struct effects *self, const char *more)
{
    while (more != NULL && *more != 0) {
        put(self, *more++);
    }
}

void effect(struct effects *self, enum effect name)
{
    if (self->n > 0) {
        put(self, '\n');
    }
    effect_choice(self, NAMES, (int)name);
}

void effect_text(struct effects *self, const char *field)
{
    put(self, '\t');
    effect_more(self, field);
}

void effect_name(struct effects *self, const char *choices, int index)
{
    put(self, '\t');
    effect_choice(self, choices, index);
}

void effect_number(struct effects *self, uint32_t field)
{
    char digits[NUMBER_DIGITS + 1];
    effect_text(self, text_decimal(digits, field));
}
