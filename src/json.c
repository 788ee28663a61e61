#include "json.h"

/* May the escape whose backslash stands before `at` be in a text? The digits are checked because cJSON reads four
 * characters that are no digits as \u0000. */
static bool is_plain_escape(const char *at)
{
    bool control = text_after(at, "u000") != NULL || text_after(at, "u001") != NULL;
    return *at == 'u' ? text_span(at + 1, "09afAF") >= 4 && !control : text_span(at, "bbffnnrrtt") == 0;
}

const char *json_check(const char *json, int n, const char **at)
{
    bool in_string = false;
    int depth = 0;
    for (const char *c = json; *at = c, c < json + n;) {
        bool control = (unsigned char)*c < ' ';
        if (control && (in_string || (*c != '\n' && *c != '\r' && *c != '\t'))) {
            return "no control";
        }
        if (in_string && *c == '\\') {
            if (!is_plain_escape(++c)) {
                return "no control";
            }
        } else if (*c == '"') {
            in_string = !in_string;
        } else if (!in_string) {
            depth += (*c == '{' || *c == '[') - (*c == '}' || *c == ']');
        }
        c++;
        if (depth > DEPTH_MAX) {
            return "depth";
        }
    }
    /* If the text stopped in the middle, cJSON would read past its end. */
    return depth > 0 || in_string ? "json" : NULL;
}

double json_strtod(const char *restrict from, char **restrict end)
{
    const char *digits = from + (*from == '-');
    double number = 0;
    int n = text_span(digits, "09"), good = n > 0 && n <= 15 && (*digits != '0' || n == 1);
    for (int i = 0; i < n; i++) {
        number = number * 10 + (digits[i] - '0');
    }
    *end = (char *)(uintptr_t)(good ? digits + n : from); /* strtod, too, removes the const */
    return digits == from ? number : -number;
}
