/* view: what a layer shows. Floor 6. */
#ifndef ASSENT_VIEW_H
#define ASSENT_VIEW_H

#include "policy.h"

enum layer { LAYER_NONE, LAYER_BANNER, LAYER_PREFERENCES, LAYER_INLINE };
#define VIEW_LAYERS "none|banner|preferences|inline" /* their names, in order */

/* The `layer` line and everything that the layer shows, in its order; texts as config_words chooses them. */
void view_layer(const struct config *config, const struct decision *decision, enum layer layer, const char *languages,
                struct effects *effects);

#endif
