#include "json.h"

/* The length of the character at `at`, or 0 if it is none (RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF)
 * or a control character of more than one byte. */
static int utf8_length(const unsigned char *at)
{
    int more = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : 1;
    uint32_t code = at[0] & (0x3fu >> more);
    for (int i = 1; i <= more; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
        code = code << 6 | (at[i] & 0x3fu);
    }
    bool shortest = code >= (more == 1 ? 0xa0u : more == 2 ? 0x800u : 0x10000u);
    return at[0] >= 0xc2 && shortest && code < 0x110000 && code >> 11 != 0x1b ? more + 1 : 0;
}

/* Behind a backslash: may this escape stand in a text? The surrogates of a \u pair are cJSON's to check. */
static bool is_plain_escape(const char *at)
{
    if (*at != 'u') {
        return *at == '"' || *at == '\\' || *at == '/';
    }
    bool low = at[1] == '0' && at[2] == '0';
    return !low || (at[3] != '0' && at[3] != '1' && at[3] != '8' && at[3] != '9' && text_after(at, "u007f") == NULL &&
                    text_after(at, "u007F") == NULL);
}

const char *json_check(const char *json, int n, const char **at)
{
    bool in_string = false;
    int depth = 0;
    for (const char *c = json; *at = c, c < json + n;) {
        if (*c & 0x80) {
            int length = utf8_length((const unsigned char *)c);
            if (length == 0 || !in_string) {
                return "utf-8";
            }
            c += length;
            continue;
        }
        if (*c == 0x7f || (*c < ' ' && (in_string || (*c != '\n' && *c != '\r' && *c != '\t')))) {
            return "no control character";
        }
        if (in_string && *c == '\\') {
            if (!is_plain_escape(++c)) {
                return "no control character";
            }
        } else if (*c == '"') {
            in_string = !in_string;
        } else if (!in_string) {
            depth += (*c == '{' || *c == '[') - (*c == '}' || *c == ']');
        }
        c++;
        if (depth > DEPTH_MAX) {
            return "no deeper nesting";
        }
    }
    /* cJSON would read on behind the end of a text that stops in the middle. */
    return depth != 0 || in_string ? "json" : NULL;
}

double json_strtod(const char *restrict from, char **restrict end)
{
    const char *at = from + (*from == '-');
    double number = 0;
    int whole = text_span(at, "09"), fraction = 1, exponent = 1;
    bool zero = *at == '0', plain = true;
    for (int i = 0; i < whole && i < 15; i++) {
        number = number * 10 + (at[i] - '0');
    }
    at += whole;
    if (*at == '.') {
        plain = false;
        fraction = text_span(++at, "09");
        at += fraction;
    }
    if ((*at | 32) == 'e') {
        plain = false;
        at++;
        at += *at == '-' || *at == '+';
        exponent = text_span(at, "09");
        at += exponent;
    }
    bool good = whole > 0 && whole <= 15 && (!zero || whole == 1) && fraction > 0 && exponent > 0;
    *end = (char *)(uintptr_t)(good ? at : from); /* strtod's own contract takes the const away */
    return plain && *from != '-' ? number : -1;
}
