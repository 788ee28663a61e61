/* view: what a layer shows. Floor 7. */
#ifndef ASSENT_VIEW_H
#define ASSENT_VIEW_H

#include "policy.h"

/* The first layer is the banner where something must be asked, and the notice where nothing must, but something runs
 * until it is refused. */
enum layer { LAYER_NONE, LAYER_BANNER, LAYER_NOTICE, LAYER_PREFERENCES, LAYER_INLINE };
#define VIEW_LAYERS "none|banner|notice|preferences|inline" /* their names, in order */

/* Buttons. x: the X that means refuse; noted: closes the notice for good. */
enum control { CONTROL_ACCEPT, CONTROL_REJECT, CONTROL_SETTINGS, CONTROL_SAVE, CONTROL_NOTED, CONTROL_X };
#define VIEW_CONTROLS "accept|reject|settings|save|noted|x"

/* What a layer must also tell:
 *   centre    it must not be only a strip at the bottom
 *   objects   something runs until it is refused
 *   gpc       the browser's signal was obeyed
 *   parent    something waits for a parent's permission
 *   school    services have a school's agreement
 *   kept      what was withdrawn may still be stored: erasing it is offered (P6)
 *   shared    others use this computer: clearing it is offered */
#define VIEW_SAYS "centre|objects|gpc|parent|school|kept|shared"

/* Which of the first layers is due: none, banner or notice. */
enum layer view_due(const struct policy *policy);

/* Has this layer this button? And the rule of law it is there for, or missing for. */
bool view_has(const struct policy *policy, enum layer layer, enum control control);

/* The `layer` line and what the layer shows, in its order: which law it follows, what it must tell, which categories
 * and services in which state, which buttons. The words for them are in the config and in the panel's language files.
 * */
void view_layer(const struct policy *policy, enum layer layer, struct effects *effects);

/* Which opt-out link this page owes: only where something is sold, shared or advertised to this visitor. */
enum law_link view_link(const struct policy *policy);

/* The `link` line: which, and what must stand beside it, 1 or 0 each: that the signal was obeyed, in California's words
 * (11 CCR 7025(c)(6)); the notices of Texas and of Florida on the sale of sensitive data. */
void view_tell_link(const struct policy *policy, struct effects *effects);

#endif
