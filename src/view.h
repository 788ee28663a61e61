/* view: what a layer shows. Floor 6. */
#ifndef ASSENT_VIEW_H
#define ASSENT_VIEW_H

#include "policy.h"

enum layer { LAYER_NONE, LAYER_BANNER, LAYER_PREFERENCES, LAYER_INLINE };
#define VIEW_LAYERS "none|banner|preferences|inline" /* their names, in order */

/* The `layer` line and what the layer shows, in its order: which categories and services in which state, which buttons.
 * The words for them are in the config and in the panel's language files. */
void view_layer(const struct config *config, const struct decision *decision, enum layer layer, struct effects *effects);

#endif
