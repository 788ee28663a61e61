#include "effects.h"

/* The names of all effects in one text: an array of pointers would cost four bytes more for each. An effect that only
 * the whole core writes has an empty name in the other core. */
#define NAME_EVERY(name) #name "|"
#ifdef ASSENT_BUILT
#define NAME_WHOLE(name) "|"
#else
#define NAME_WHOLE(name) #name "|"
#endif
#define NAME(name, core, times, about) NAME_##core(name)
static const char NAMES_OF_EFFECTS[] = EFFECTS(NAME, NO_FIELD);

bool effects_are_full(const struct effects *self)
{
    return self->n == self->size;
}

/* Writes a text up to the character `end`, as far as there is room. */
static void put(struct effects *self, const char *text, char end)
{
    int n = self->n;
    while (*text != 0 && *text != end && n < self->size) {
        self->at[n++] = *text++;
    }
    self->n = n;
}

void effect_choice(struct effects *self, const char *choices, int index)
{
    while (index > 0) {
        if (*choices == '|') {
            index--;
        }
        choices++;
    }
    put(self, choices, '|');
}

void effect_word(struct effects *self, const char *text)
{
    put(self, text, ' ');
}

void effect_more(struct effects *self, const char *more)
{
    if (more != NULL) {
        put(self, more, 0);
    }
}

void effect(struct effects *self, enum effect name)
{
    if (self->n > 0) {
        put(self, "\n", 0);
    }
    effect_choice(self, NAMES_OF_EFFECTS, (int)name);
}

void effect_text(struct effects *self, const char *field)
{
    put(self, "\t", 0);
    effect_more(self, field);
}

void effect_name(struct effects *self, const char *choices, int index)
{
    effect_text(self, NULL);
    effect_choice(self, choices, index);
}

void effect_number(struct effects *self, uint32_t field)
{
    char digits[NUMBER_DIGITS + 1];
    effect_text(self, text_decimal(digits, field));
}
