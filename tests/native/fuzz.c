/* fuzz: libFuzzer writes the story. `make fuzz` builds, seeds and starts it.
 *
 * The input is a sequence of turns parted by SEPARATOR. Beyond what the sanitizers find, it is required that
 *   - a result is an enum turn_error or a length that fits;
 *   - every line of output begins with an effect of effects.h and has as many fields as that effect: no text forged a
 *   tab or a line;
 *   - a control character comes out only of a turn that it went into;
 *   - what went in as UTF-8, in this turn and those before it, comes out as UTF-8;
 *   - a turn that failed changed nothing: the story without it answers the same. */
#define _GNU_SOURCE /* memmem */
#include "base.h"
#include "consent.h"
#include "effects.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char SEPARATOR[] = {'\n', 0, '\n'};

enum { TURNS_MAX = 64 };

struct turn {
    const char *at;
    size_t n;
    int result;
    uint64_t hash; /* of what it answered */
};

static char out[OUTPUT_MAX];

#define EFFECT_TEXT(name, core, times, about) #name,
static const char *const NAMES[] = {EFFECTS(EFFECT_TEXT, NO_FIELD)};
enum { EFFECT_COUNT = COUNT(NAMES) };

/* The types of each effect's fields, as contract.def lists them: a `|` for each effect, a word and a blank for each field. */
#define EFFECT_BAR(name, core, times, about) "|"
#define FIELD_TYPE(name, type, about) #type " "
static const char FIELD_TYPES[] = EFFECTS(EFFECT_BAR, FIELD_TYPE);

static void require(bool holds, const char *what)
{
    if (!holds) {
        (void)fprintf(stderr, "fuzz: %s\n", what);
        abort();
    }
}

/* May a line of this effect have so many fields? Those that are optional come last and may be missing; `Fields` are any. */
static bool has_fields(int effect, int count)
{
    const char *at = FIELD_TYPES;
    for (int bars = 0; bars <= effect; at++) {
        bars += *at == '|';
    }
    int least = 0, most = 0;
    while (*at != 0 && *at != '|') {
        size_t n = strcspn(at, " ");
        if (strncmp(at, "Fields", n) == 0) {
            return true;
        }
        most++;
        least += strncmp(at, "Optional", n) != 0;
        at += n + 1;
    }
    return count >= least && count <= most;
}

/* The number of this effect, or -1. */
static int effect_of(const char *at, size_t n)
{
    for (int i = 0; i < COUNT(NAMES); i++) {
        if (strlen(NAMES[i]) == n && memcmp(NAMES[i], at, n) == 0) {
            return i;
        }
    }
    return -1;
}

/* The length of the character of `at`, or 0 where there is no valid one (RFC 3629). */
static size_t utf8_length(const unsigned char *at, size_t left)
{
    size_t n = at[0] < 0x80 ? 1 : at[0] < 0xc2 ? 0 : at[0] < 0xe0 ? 2 : at[0] < 0xf0 ? 3 : at[0] < 0xf5 ? 4 : 0;
    if (n > left) {
        return 0;
    }
    for (size_t i = 1; i < n; i++) {
        if ((at[i] & 0xc0) != 0x80) {
            return 0;
        }
    }
    if (n > 2 && ((at[0] == 0xe0 && at[1] < 0xa0) || (at[0] == 0xed && at[1] > 0x9f) ||
                  (at[0] == 0xf0 && at[1] < 0x90) || (at[0] == 0xf4 && at[1] > 0x8f))) {
        return 0;
    }
    return n;
}

static bool is_utf8(const char *text, size_t n)
{
    const unsigned char *at = (const unsigned char *)text;
    for (size_t step = 0; n > 0; at += step, n -= step) {
        step = utf8_length(at, n);
        if (step == 0) {
            return false;
        }
    }
    return true;
}

static void check_output(const struct turn *turn, bool utf8)
{
    const char *at = out, *end = out + turn->result;
    while (at < end) {
        const char *line_end = memchr(at, '\n', (size_t)(end - at));
        line_end = line_end != NULL ? line_end : end;
        const char *name_end = memchr(at, '\t', (size_t)(line_end - at));
        int name = effect_of(at, (size_t)((name_end != NULL ? name_end : line_end) - at)), fields = 0;
        require(name >= 0, "a line begins with no known effect");
        for (; at < line_end; at++) {
            fields += *at == '\t';
            require(*at == '\t' || (unsigned char)*at >= 0x20 || memchr(turn->at, *at, turn->n) != NULL,
                    "a control character in the output that was not in the input");
        }
        require(has_fields(name, fields), "a line with more or fewer fields than its effect has");
        at = line_end + 1;
    }
    require(!utf8 || is_utf8(out, (size_t)turn->result), "bad UTF-8 in the output");
}

static void play(struct turn *turn)
{
    char *in = malloc(turn->n + 1);
    require(in != NULL, "no memory");
    memcpy(in, turn->at, turn->n);
    turn->result = consent_turn(in, (int)turn->n, out, OUTPUT_MAX);
    free(in);
    require(turn->result >= TURN_BARRED && turn->result <= OUTPUT_MAX, "a result out of range");
    turn->hash = 14695981039346656037u; /* FNV-1a */
    for (int i = 0; i < turn->result; i++) {
        turn->hash = (turn->hash ^ (unsigned char)out[i]) * 1099511628211u;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct turn turns[TURNS_MAX];
    int count = 0;
    const char *at = (const char *)data, *end = at + size;
    while (at != NULL && count < TURNS_MAX) {
        const char *next = at == end ? NULL : memmem(at, (size_t)(end - at), SEPARATOR, sizeof SEPARATOR);
        turns[count++] = (struct turn){.at = at, .n = (size_t)((next != NULL ? next : end) - at)};
        at = next != NULL ? next + sizeof SEPARATOR : NULL;
    }

    bool failed = false, utf8 = true;
    consent_reset();
    for (int i = 0; i < count; i++) {
        utf8 = utf8 && is_utf8(turns[i].at, turns[i].n);
        play(&turns[i]);
        if (turns[i].result < 0) {
            failed = true;
        } else {
            check_output(&turns[i], utf8);
        }
    }
    if (failed) {
        consent_reset();
        for (int i = 0; i < count; i++) {
            struct turn again = turns[i];
            if (again.result >= 0) {
                play(&again);
                require(again.result == turns[i].result && again.hash == turns[i].hash,
                        "a turn that failed changed something");
            }
        }
    }
    return 0;
}
