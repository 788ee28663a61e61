#include "frames.h"

#include <stdlib.h>
#include <string.h>

static void fail(const char *why)
{
    (void)fprintf(stderr, "frames: %s\n", why);
    exit(2);
}

int frame_read(FILE *from, char **bytes)
{
    char line[32];
    if (fgets(line, sizeof line, from) == NULL) {
        return FRAME_END;
    }
    if (strcmp(line, "story\n") == 0) {
        return FRAME_STORY;
    }
    char *end = NULL;
    long n = strtol(line, &end, 10);
    if (end == line || *end != '\n' || n < 0 || n > FRAME_MAX) {
        fail("a length was expected");
    }
    *bytes = malloc((size_t)n + 1);
    if (*bytes == NULL) {
        fail("no memory");
    }
    if (fread(*bytes, 1, (size_t)n, from) != (size_t)n) {
        fail("the stream ends inside a frame");
    }
    return (int)n;
}

void frame_write(FILE *to, int result, const char *bytes)
{
    (void)fprintf(to, "%d\n", result);
    if (result > 0) {
        (void)fwrite(bytes, 1, (size_t)result, to);
    }
}
