/* frames: many stories in one stream. Each begins with a line "story", and has its turns behind it, each "<decimal
 * length>\n<bytes>".
 * A stream of one story may do without that line. */
#ifndef ASSENT_TESTS_FRAMES_H
#define ASSENT_TESTS_FRAMES_H

#include <stdio.h>

enum { FRAME_MAX = 16 * 1024 * 1024, FRAME_END = -1, FRAME_STORY = -2 };

/* Reads one frame into a block of its own with one more byte behind it, which is all the room that consent_turn asks
 * for: the sanitizer sees every read and write beyond. The caller frees *bytes. Returns the length, FRAME_STORY where a
 * story begins, FRAME_END at the end of the stream; these two leave *bytes as it is. A stream that is no sequence of
 * frames ends the program.
 */
int frame_read(FILE *from, char **bytes);

/* Writes "<result>\n" and the bytes, of which a negative result has none. */
void frame_write(FILE *to, int result, const char *bytes);

#endif
