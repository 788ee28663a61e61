#include "config_packed.h"

#include <limits.h>
#include <string.h>

#include "arena.h"
#include "config_shape.h"

enum { ENDS_SESSION = 1, ENDS_LOGOUT = 2 };

/* ---- writing ---- */

struct writer {
    struct effects *effects;
    int left; /* fields to skip */
};

/* Writes one field. After a field that does not fit it writes no other, so the fields have no gaps. */
static void put(struct writer *w, const char *field)
{
    if (w->left > 0) {
        w->left--;
    } else if (w->effects->n + 1 + text_length(field) < w->effects->size) {
        effect_text(w->effects, field);
    } else {
        w->left = INT_MAX;
    }
}

static void put_number(struct writer *w, uint32_t number)
{
    char digits[NUMBER_DIGITS + 1];
    put(w, text_decimal(digits, number));
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the shapes
static void put_object(struct writer *w, const struct shape *shape, const char *object)
{
    for (int i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        const char *at = object + field->offset;
        const struct retention *ends = (const struct retention *)at;
        const struct list *list = (const struct list *)at;
        const struct shape *of = field->more;
        if (field->offset == UNKEPT) {
            continue;
        }
        switch (field->kind) {
        case A_RETENTION:
            put_number(w, ends->life);
            put_number(w, ends->idle);
            put_number(w, (ends->session ? ENDS_SESSION : 0U) + (ends->logout ? ENDS_LOGOUT : 0U));
            break;
        case A_DIGEST:
            put_number(w, *(const uint32_t *)at);
            break;
        case A_WHOLE:
        case A_CHOICE:
            put_number(w, (uint32_t) * (const int *)at);
            break;
        case A_FLAG:
        case A_NEGATION:
            put_number(w, *(const bool *)at);
            break;
        case AN_OBJECT:
            put_object(w, of, object);
            break;
        case A_LIST:
        case TEXTS:
        case HOSTS:
            put_number(w, (uint32_t)list->count);
            for (int j = 0; j < list->count; j++) {
                if (of != NULL) {
                    put_object(w, of, (const char *)list->items + of->size * (size_t)j);
                } else {
                    put(w, ((const char *const *)list->items)[j]);
                }
            }
            break;
        default:
            put(w, *(const char *const *)at);
        }
    }
}

void config_packed_write(const struct config *config, int first, struct effects *effects)
{
    struct writer writer = {effects, first};
    effect(effects, EFFECT_packed);
    put_object(&writer, config_shape(), (const char *)config);
    put(&writer, CONFIG_PACKED_END);
}

/* ---- reading ---- */

/* Reads a number. If there is none, it returns 0 and ends the reading. */
static uint32_t take_number(char **from)
{
    uint32_t number = text_number(text_cut(from, '\t'), NUMBER_DIGITS);
    if (number == NO_NUMBER) {
        *from = NULL;
        number = 0;
    }
    return number;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the shapes
static void take_object(char **from, const struct shape *shape, char *object)
{
    for (int i = 0; i < shape->count; i++) {
        const struct field *field = &shape->fields[i];
        char *at = object + field->offset;
        const struct shape *of = field->more;
        if (field->offset == UNKEPT) {
            continue;
        }
        if (field->kind == AN_OBJECT) {
            take_object(from, of, object);
            continue;
        }
        if (field->kind <= A_DOMAIN) {
            char *text = text_cut(from, '\t');
            *(const char **)at = *text == 0 ? NULL : text;
            continue;
        }
        uint32_t number = take_number(from);
        if (field->kind == A_RETENTION) {
            uint32_t idle = take_number(from), ends = take_number(from);
            *(struct retention *)at =
                (struct retention){number, idle, (ends & ENDS_SESSION) != 0, (ends & ENDS_LOGOUT) != 0};
        } else if (field->kind == A_FLAG || field->kind == A_NEGATION) {
            *(bool *)at = number != 0;
        } else if (field->kind == A_DIGEST) {
            *(uint32_t *)at = number;
        } else if (field->kind == A_WHOLE || field->kind == A_CHOICE) {
            *(int *)at = (int)number;
        } else {
            size_t size = of != NULL ? of->size : sizeof(char *);
            char *item = number > LIST_MAX ? NULL : arena_take(size * number + 1);
            if (item == NULL) {
                *from = NULL;
                return;
            }
            *(struct list *)at = (struct list){item, (int)number};
            for (; number > 0; number--, item += size) {
                if (of != NULL) {
                    take_object(from, of, item);
                } else {
                    *(const char **)item = text_cut(from, '\t');
                }
            }
        }
    }
}

const struct config *config_packed_read(const char *packed, int n, struct effects *effects)
{
    arena_begin();
    struct config *config = arena_take(sizeof *config);
    char *from = arena_take((size_t)n + 1);
    if (config == NULL || from == NULL) {
        return NULL;
    }
    memcpy(from, packed, (size_t)n);
    take_object(&from, config_shape(), (char *)config);
    if (text_is(text_cut(&from, '\t'), CONFIG_PACKED_END) && from == NULL && config_link(config)) {
        return config;
    }
    if (!arena_is_full()) {
        effect(effects, EFFECT_error);
    }
    return NULL;
}
