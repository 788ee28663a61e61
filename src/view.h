/* view: decides what a layer and the opt-out link show. Floor 8. */
#ifndef ASSENT_VIEW_H
#define ASSENT_VIEW_H

#include "policy.h"

/* Returns which first layer is due: LAYER_NONE, LAYER_BANNER or LAYER_NOTICE. */
enum layer view_due(const struct policy *policy);

/* Does this layer have this button? */
bool view_has(const struct policy *policy, enum layer layer, enum control control);

/* Writes the `layer` line, and a line for everything that the layer shows, in this order: the law that it follows, what
 * it must tell, the categories and services with their states, and the buttons. The words for all of them are in the
 * config and in the language files of the panel. */
void view_write_layer(const struct policy *policy, enum layer layer, struct effects *effects);

/* Returns the opt-out link that this page must show. LINK_NONE if nothing is sold, shared or advertised to this
 * visitor. */
enum link view_link(const struct policy *policy);

/* Writes the `link` line: which link, then three fields, 1 or 0, for what must stand beside it: that the site obeyed
 * the signal, in California's words (11 CCR 7025(c)(6)); the notice of Texas on the sale of sensitive data; that of
 * Florida. */
void view_write_link(const struct policy *policy, struct effects *effects);

#endif
