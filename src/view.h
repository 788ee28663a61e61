/* view: what a layer shows. Floor 8. */
#ifndef ASSENT_VIEW_H
#define ASSENT_VIEW_H

#include "policy.h"

/* Which of the first layers is due: none, banner or notice. */
enum layer view_due(const struct policy *policy);

/* Has this layer this button? And the rule of law it is there for, or missing for. */
bool view_has(const struct policy *policy, enum layer layer, enum control control);

/* The `layer` line and what the layer shows, in its order: which law it follows, what it must tell, which categories
 * and services in which state, which buttons. The words for them are in the config and in the panel's language files.
 * */
void view_write_layer(const struct policy *policy, enum layer layer, struct effects *effects);

/* Which opt-out link this page owes: only where something is sold, shared or advertised to this visitor. */
enum link view_link(const struct policy *policy);

/* The `link` line: which, and what must stand beside it, 1 or 0 each: that the signal was obeyed, in California's words
 * (11 CCR 7025(c)(6)); the notices of Texas and of Florida on the sale of sensitive data. */
void view_write_link(const struct policy *policy, struct effects *effects);

#endif
