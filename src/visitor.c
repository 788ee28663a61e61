#include "visitor.h"

/* Returns the character in upper case; 0 if it is neither a letter nor a digit. */
static char capital(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 32 : (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ? c : 0);
}

static void read_place(struct visitor *self, const char *code)
{
    char *place = self->place;
    bool dash = false;
    int n = 0;
    for (; *code != 0; code++) {
        if (n == 2) {
            place[n++] = '-';
            dash = *code == '-';
            code += dash;
        }
        char c = capital(*code);
        if (c == 0 || n == PLACE_MAX || (n < 2 && c < 'A')) {
            n = 0;
            break;
        }
        place[n++] = c;
    }
    /* A place is two letters, or two letters and a part: one to three characters after a dash, two or three without
     * one. XX and ZZ are user-assigned codes (ISO 3166-1) and mean that nobody knows. */
    bool nobody = place[0] == place[1] && (place[0] == 'X' || place[0] == 'Z');
    place[(n == 2 || n > 4 || (n == 4 && dash)) && !nobody ? n : 0] = 0;
}

void visitor_read_fact(struct visitor *self, enum fact fact, const char *value)
{
    bool is_one = text_is(value, "1");
    switch (fact) {
    case FACT_REGION:
        read_place(self, value);
        break;
    case FACT_ZONE:
        self->zone = value;
        break;
    case FACT_GPC:
        self->gpc = is_one;
        break;
    case FACT_DNT:
        self->dnt = is_one;
        break;
    case FACT_AUDIENCE: {
        int audience = text_choice(AUDIENCE_WORDS, value);
        self->audience = audience < 0 ? AUDIENCE_CHILD : audience;
        break;
    }
    case FACT_AGE: {
        uint32_t age = text_number(value, 3);
        self->age = age == NO_NUMBER ? 0 : (int)age;
        break;
    }
    case FACT_SHARED:
        self->shared = is_one;
        break;
    case FACT_PRERENDER:
        self->absent = is_one;
        break;
    default: /* no fact of a visitor */
        break;
    }
}

int visitor_age(const struct visitor *self, int audience)
{
    static const struct {
        uint8_t least, most;
    } AGES[] = {[AUDIENCE_GENERAL] = {AGE_ADULT, AGE_ADULT},
                [AUDIENCE_MINOR] = {13, 17},
                [AUDIENCE_CHILD] = {0, 12},
                [AUDIENCE_K12] = {0, AGE_ADULT}};
    int age = self->age < 0 ? AGES[audience].least : self->age;
    return age > AGES[audience].most ? AGES[audience].most : age;
}
