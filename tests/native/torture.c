/* torture: plays each story again and again, and lets every allocation in it fail once. Writes a line for each story.
 *
 *   torture < frames
 *
 * A turn in which an allocation failed must say so (a negative result) and change nothing: the same turn, said again,
 * and all turns after it must answer exactly as in the run where nothing failed. */
#include "arena.h"
#include "base.h"
#include "consent.h"
#include "frames.h"

#include <stdlib.h>
#include <string.h>

enum { TURNS_MAX = 1000 };

struct turn {
    char *in;
    int n;
    int result;
    char *out;
    long first, last; /* its allocations, counted from the story's start: first <= a < last */
};

static struct turn turns[TURNS_MAX];
static int count;
static char out[OUTPUT_MAX];

/* A turn may cut up its input, so each one gets a copy, of exactly the size it may touch. */
static int play(const struct turn *turn)
{
    char *in = malloc((size_t)turn->n + 1);
    if (in == NULL) {
        exit(2);
    }
    memcpy(in, turn->in, (size_t)turn->n);
    int result = consent_turn(in, turn->n, out, OUTPUT_MAX);
    free(in);
    return result;
}

static void require(bool holds, const char *what, long allocation, int turn)
{
    if (!holds) {
        (void)fprintf(stderr, "torture: allocation %ld failed; turn %d %s\n", allocation, turn + 1, what);
        exit(1);
    }
}

static bool same(const struct turn *turn, int result)
{
    return result == turn->result && (result <= 0 || memcmp(out, turn->out, (size_t)result) == 0);
}

static void play_clean(void)
{
    consent_reset();
    long start = arena_count();
    for (int i = 0; i < count; i++) {
        struct turn *turn = &turns[i];
        turn->first = arena_count() - start;
        turn->result = play(turn);
        turn->last = arena_count() - start;
        if (turn->result > 0) {
            turn->out = malloc((size_t)turn->result);
            if (turn->out == NULL) {
                exit(2);
            }
            memcpy(turn->out, out, (size_t)turn->result);
        }
    }
}

static void play_with_failure(long allocation)
{
    consent_reset();
    for (int i = 0; i < count; i++) {
        const struct turn *turn = &turns[i];
        if (allocation >= turn->first && allocation < turn->last) {
            arena_fail_after(allocation - turn->first);
            int result = play(turn);
            arena_fail_after(-1);
            require(result < 0, "answered as if nothing had happened", allocation, i);
        }
        require(same(turn, play(turn)), "answers differently from then on", allocation, i);
    }
}

static void torture(void)
{
    arena_fail_after(-1);
    play_clean();
    long allocations = count > 0 ? turns[count - 1].last : 0;
    for (long n = 0; n < allocations; n++) {
        play_with_failure(n);
    }
    (void)printf("%d turns, %ld allocations\n", count, allocations);
    (void)fflush(stdout);
    for (int i = 0; i < count; i++) {
        free(turns[i].in);
        free(turns[i].out);
    }
    count = 0;
}

int main(void)
{
    char *in = NULL;
    for (;;) {
        int n = frame_read(stdin, &in);
        if (n < 0) {
            if (count > 0) {
                torture();
            }
            if (n == FRAME_END) {
                return 0;
            }
        } else {
            if (count == TURNS_MAX) {
                (void)fprintf(stderr, "torture: more than %d turns\n", TURNS_MAX);
                return 2;
            }
            turns[count++] = (struct turn){.in = in, .n = n};
        }
    }
}
