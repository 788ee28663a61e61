/* frames: many turns in one stream, each "<decimal length>\n<bytes>". */
#ifndef ASSENT_TESTS_FRAMES_H
#define ASSENT_TESTS_FRAMES_H

#include <stdio.h>

enum { FRAME_MAX = 16 * 1024 * 1024 };

/* Reads one frame into a block of its own with one more byte behind it, which is all the room that consent_turn asks for: the
 * sanitizer sees every read and write beyond. The caller frees *bytes. Returns the length, or -1 at the end of the stream;
 * a stream that is no sequence of frames ends the program. */
int frame_read(FILE *from, char **bytes);

/* Writes "<result>\n" and the bytes, of which a negative result has none. */
void frame_write(FILE *to, int result, const char *bytes);

#endif
