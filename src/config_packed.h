/* config_packed: a config as one line of fields, without what only people read. Floor 6.
 *
 * `assent build` lets the whole core parse and pack a config, and puts the line into the script of the page. The core
 * in that script needs no reader of JSON, so the page loads a fifth less.
 * The fields stand in the order of config_shape.h, separated by tabs:
 *   a text        itself; empty if the config does not give it
 *   a number      in decimal; so are choices and flags
 *   a retention   three numbers: life, idle, and how it ends (1: session, 2: logout, 3: both)
 *   a list        the number of its items, then the items
 * The last field is CONFIG_PACKED_END. */
#ifndef ASSENT_CONFIG_PACKED_H
#define ASSENT_CONFIG_PACKED_H

#include "config.h"
#include "effects.h"

#define CONFIG_PACKED_END "."

/* Writes one `packed` effect with the fields from number `first` (from 0) on, as many as there is room for. The effect
 * has no fields when there are no more. */
void config_packed_write(const struct config *config, int first, struct effects *effects);

/* Reads `n` bytes that config_packed_write wrote, which a zero follows, into a new config in the arena, and returns it.
 * Returns NULL and writes an `error` effect if the line is too short or too long, or has no number where one must
 * stand. Returns NULL without an effect if the arena is full.
 * It does not check whether a number is in range: the line and its reader come in one file. */
const struct config *config_packed_read(const char *packed, int n, struct effects *effects);

#endif
