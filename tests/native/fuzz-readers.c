/* fuzz-readers: libFuzzer writes what others wrote: dates, cookies, spans of time, names and the patterns that declare
 * them, packed configs.
 * The first byte says which. Beyond what the sanitizers find, it is required that
 *   - a date is the same as the C library's reckoning of its parts;
 *   - a cookie's name is what stands before its first `=`, without blanks, or nothing;
 *   - what a span of time joins with ends no later;
 *   - the wildcard agrees with one that tries everything;
 *   - the catalogue finds exactly the declarations that fit, as if it had gone through all of them;
 *   - a packed config that is read and packed anew reads the same, in as many parts as there is room for. */
#define _DEFAULT_SOURCE /* timegm */
#include "arena.h"
#include "catalogue.h"
#include "cookie.h"
#include "wildcard.h"
#include "config_packed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { PATTERNS_MAX = 40 };

static void require(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "fuzz-readers: %s\n", what);
        abort();
    }
}

/* A date is read, written in one of the common ways, and read again. */
static void try_date(const char *text)
{
    uint32_t seconds, again;
    if (!date_read(text, &seconds) || seconds == 0 || seconds == NO_NUMBER - 1) {
        return;
    }
    time_t time = seconds;
    struct tm *parts = gmtime(&time);
    char written[64];
    for (int way = 0; way < 3; way++) {
        static const char *const WAYS[] = {"%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%Y %H:%M:%S", "%b %d %H:%M:%S %Y"};
        require(strftime(written, sizeof written, WAYS[way], parts) > 0, "a date that nobody can write");
        require(date_read(written, &again) && again == seconds, "a date reads differently once it is written anew");
    }
}

static void try_cookie(char *text)
{
    char *copy = strdup(text);
    require(copy != NULL, "no memory");
    struct cookie cookie;
    cookie_read(&cookie, text, 1795305600);
    char *semicolon = strchr(copy, ';');
    if (semicolon != NULL) {
        *semicolon = 0;
    }
    char *equals = strchr(copy, '=');
    char *from = copy + strspn(copy, " \t"), *to = equals == NULL ? from : equals;
    while (to > from && (to[-1] == ' ' || to[-1] == '\t')) {
        to--;
    }
    size_t n = to > from ? (size_t)(to - from) : 0;
    for (size_t i = 0; i < n; i++) {
        from[i] = from[i] == '\t' ? '?' : from[i];
    }
    require(strlen(cookie.name) == n && memcmp(cookie.name, from, n) == 0, "another name");
    free(copy);
}

static bool ends_no_later(uint32_t a, uint32_t b)
{
    return b == 0 || (a != 0 && a <= b);
}

static void try_retention(char *text)
{
    struct retention retention;
    if (!retention_read(&retention, text)) {
        return;
    }
    require(retention.life > 0 || retention.idle > 0 || retention.session || retention.logout,
            "words that end nothing");
    struct retention joined = {.life = 60, .idle = 60};
    retention_join(&joined, &retention);
    require(ends_no_later(joined.life, retention.life) && ends_no_later(joined.life, 60) &&
                ends_no_later(joined.idle, retention.idle),
            "two spans end later than one of them");
}

/* Every way to spend each star. */
static bool fits(const char *pattern, const char *name)
{
    if (*pattern == '*') {
        return fits(pattern + 1, name) || (*name != 0 && fits(pattern, name + 1));
    }
    return *pattern == *name && (*pattern == 0 || fits(pattern + 1, name + 1));
}

/* Lines: the name, then patterns; the area of a pattern is its first byte. */
static void try_catalogue(char *text)
{
    static struct key keys[PATTERNS_MAX];
    int count = 0;
    char *name = text_cut(&text, '\n');
    while (text != NULL && count < PATTERNS_MAX) {
        char *pattern = text_cut(&text, '\n');
        if (strlen(pattern) > 1) {
            keys[count++] = (struct key){.name = pattern + 1, .area = *pattern & 3, .subject = 0};
        }
    }
    if (strlen(name) > 24) {
        name[24] = 0; /* the slow wildcard takes its time */
    }
    struct config config = {.keys = {keys, count}};
    arena_begin();
    const struct catalogue *catalogue = catalogue_build(&config);
    require(catalogue != NULL, "no room");
    for (int area = 0; area < 4; area++) {
        bool found[PATTERNS_MAX] = {false};
        struct search search = {.in = catalogue, .area = area, .name = name};
        for (const struct claim *claim; (claim = catalogue_next(&search)) != NULL;) {
            found[claim->key - keys] = true;
        }
        for (int i = 0; i < count; i++) {
            int stars = 0;
            for (const char *c = keys[i].name; *c != 0; c++) {
                stars += *c == '*';
            }
            if (stars <= 2) {
                require(wildcard_fits(keys[i].name, name) == fits(keys[i].name, name), "the wildcard disagrees");
            }
            require(found[i] == (keys[i].area == area && wildcard_fits(keys[i].name, name)), "the catalogue disagrees");
        }
    }
}

enum { PACKED_MAX = 64 * 1024 };

/* The whole line, asked for in parts of at most `room` bytes; its length. */
static int pack_into(char *line, const struct config *config, int room)
{
    static char part[PACKED_MAX];
    int n = 0, fields = 0;
    for (;;) {
        struct effects effects = {part, 0, room};
        config_packed_write(config, fields, &effects);
        require(!effects_are_full(&effects), "a part larger than its room");
        const char *from = memchr(part, '\t', (size_t)effects.n);
        if (from == NULL) {
            return n;
        }
        for (const char *c = from; c < part + effects.n; c++) {
            fields += *c == '\t';
        }
        int more = (int)(part + effects.n - from);
        require(n + more < PACKED_MAX, "a line that grows");
        memcpy(line + n, from, (size_t)more);
        n += more;
    }
}

static void try_pack(const char *text)
{
    static char once[PACKED_MAX], again[PACKED_MAX];
    struct effects effects = {once, 0, PACKED_MAX};
    const struct config *config = config_packed_read(text, (int)strlen(text), &effects);
    if (config == NULL) {
        return;
    }
    int n = pack_into(once, config, PACKED_MAX);
    once[n] = 0;
    config = config_packed_read(once + 1, n - 1, &effects); /* behind the tab that begins each field */
    require(config != NULL, "what was packed is not read");
    require(pack_into(again, config, 600) == n && memcmp(once, again, (size_t)n) == 0, "packed anew it is another");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 1) {
        return 0;
    }
    /* A block of its own, so that a step behind its end is seen. */
    char *text = malloc(size);
    require(text != NULL, "no memory");
    memcpy(text, data + 1, size - 1);
    text[size - 1] = 0;
    switch (data[0] & 7) {
    case 0:
        try_date(text);
        break;
    case 1:
        try_cookie(text);
        break;
    case 2:
        try_retention(text);
        break;
    case 3:
        try_catalogue(text);
        break;
    default:
        try_pack(text);
    }
    free(text);
    return 0;
}
