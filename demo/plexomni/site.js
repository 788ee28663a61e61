/** Plexomni Labs: what the pages do, with this site's names for keys and categories. */
import {
  alerts,
  chatSlot,
  clip,
  draft,
  faultButton,
  progress,
  quiz,
  signOut,
  suggestions,
  theme,
} from '/demo/course.js';

theme('plx.theme', 'functional');
progress('plx.progress.');
quiz('plx.quiz.');
draft('plx.draft.', 'functional');
alerts('plx.alerts', 'functional');
clip('plx.video.', 'functional');
suggestions('recs');
chatSlot('chat');
faultButton();
signOut();
