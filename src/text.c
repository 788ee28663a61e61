#include "text.h"

#include <string.h>

bool text_is(const char *a, const char *b)
{
    const char *rest = text_after(a, b);
    return rest != NULL && *rest == 0;
}

int text_length(const char *self)
{
    return self == NULL ? 0 : (int)strlen(self);
}

char *text_after(const char *self, const char *with)
{
    while (*with != 0) {
        if (*self++ != *with++) {
            return NULL;
        }
    }
    return (char *)(uintptr_t)self; /* as strchr does: the caller knows whether the text is const */
}

char *text_cut(char **rest, char separator)
{
    static char nothing[1];
    char *part = *rest == NULL ? nothing : *rest, *end = part;
    while (*end != 0 && *end != separator) {
        end++;
    }
    *rest = *end == 0 ? NULL : end + 1;
    *end = 0;
    return part;
}

uint32_t text_number(const char *self, int digits)
{
    int n = text_span(self, "09");
    if (n < 1 || n > digits || self[n] != 0) {
        return NO_NUMBER;
    }
    /* Ten digits may not fit into 32 bits; they fit into 64. */
    uint64_t number = 0;
    for (int i = 0; i < n; i++) {
        number = number * 10 + (uint64_t)(self[i] - '0');
    }
    return number < TIME_END ? (uint32_t)number : NO_NUMBER;
}

uint32_t text_digits(const char *self, int n)
{
    uint32_t number = 0;
    while (n-- > 0) {
        number = number * 10 + (uint32_t)(*self++ - '0');
    }
    return number;
}

char *text_decimal(char to[NUMBER_DIGITS + 1], uint32_t number)
{
    int n = 0;
    for (uint32_t left = number; n == 0 || left > 0; left /= 10) {
        n++;
    }
    to[n] = 0;
    while (n > 0) {
        to[--n] = (char)('0' + number % 10);
        number /= 10;
    }
    return to;
}

int text_span(const char *self, const char *ranges)
{
    int n = 0;
    for (const char *range = ranges; self[n] != 0 && *range != 0;) {
        if (self[n] >= range[0] && self[n] <= range[1]) {
            n++;
            range = ranges;
        } else {
            range += 2;
        }
    }
    return n;
}

uint32_t text_hash(uint32_t hash, const char *of, int n)
{
    while (n-- > 0) {
        hash = (hash ^ (unsigned char)*of++) * 16777619u;
    }
    return hash;
}

uint32_t text_fold(uint32_t hash, int bits)
{
    return (hash >> (32 - bits) ^ hash) & ((1U << bits) - 1);
}

int text_choice(const char *choices, const char *name)
{
    for (int i = 0; *choices != 0; i++) {
        const char *rest = name;
        while (*rest != 0 && *rest == *choices && *choices != '|') {
            rest++;
            choices++;
        }
        if (*rest == 0 && (*choices == 0 || *choices == '|')) {
            return i;
        }
        while (*choices != 0 && *choices++ != '|') {
        }
    }
    return -1;
}
