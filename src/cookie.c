#include "cookie.h"

enum { ATTRIBUTE_MAX = 1024, MAX_AGE_DIGITS = 9 };

/* Returns the text without the blanks and tabs around it. Writes a zero behind its end. */
static char *trim(char *text)
{
    text += text_span(text, "  \t\t");
    char *end = text + text_length(text);
    while (end > text && (end[-1] == ' ' || end[-1] == '\t')) {
        *--end = 0;
    }
    return text;
}

/* Is this text `name`, in upper or lower case? `name` is in lower case. */
static bool is_like(const char *text, const char *name)
{
    while (*name != 0 && (*text | 32) == *name) {
        text++;
        name++;
    }
    return *text == *name;
}

/* A name may hold a tab, which would part it in a line of effects. The page writes `?` for it, too (storage/ledger.js);
 * no config can declare either. Changes `name` in place. */
static char *plain(char *name)
{
    for (char *at = name; *at != 0; at++) {
        *at = *at == '\t' ? '?' : *at;
    }
    return name;
}

void cookie_read(struct cookie *self, char *text, uint32_t now)
{
    char *rest = text, *value = text_cut(&rest, ';'), *name = text_cut(&value, '=');
    bool has_max_age = false;
    self->name = value == NULL ? "" : plain(trim(name));
    self->lasts = false;
    self->seconds = 1;
    while (rest != NULL) {
        value = text_cut(&rest, ';');
        name = trim(text_cut(&value, '='));
        value = trim(text_cut(&value, '\0'));
        uint32_t date;
        bool less = *value == '-';
        char *age = value + (less || *value == '+'); /* no RFC allows a plus, but browsers read it */
        int n = text_span(age, "09");
        if (text_length(value) > ATTRIBUTE_MAX) {
            continue;
        }
        if (is_like(name, "max-age") && n > 0 && age[n] == 0) {
            has_max_age = self->lasts = true;
            /* More digits give NO_NUMBER, which is long enough. */
            self->seconds = less ? 0 : text_number(age, MAX_AGE_DIGITS);
        } else if (!has_max_age && is_like(name, "expires") && date_read(value, &date)) {
            self->lasts = true;
            self->seconds = date > now ? date - now : 0;
        }
    }
}
