/** Aysar Ipoux: what the pages do, with this site's names for keys and categories. */
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

theme('ays.theme', 'customization');
progress('ays.progress.');
quiz('ays.quiz.');
draft('ays.draft.', 'functional');
alerts('ays.alerts', 'functional');
clip('ays.video.', 'functional');
suggestions('recs');
chatSlot('chat');
faultButton();
signOut();
connectRoster();

/** A school's class list is connected only when the learner agrees to that one connection, at that moment. */
function connectRoster() {
  const button = document.querySelector('[data-connect="roster"]');
  if (!button) return;
  const slot = document.querySelector('[data-roster]');
  button.addEventListener('click', async () => {
    if (typeof window.assent?.connect !== 'function') {
      slot.textContent = 'Connecting a service is not possible yet in this version. Nothing was shared.';
      return;
    }
    if (!(await window.assent.connect('roster'))) {
      slot.textContent = 'Not connected. Nothing was shared.';
      return;
    }
    // A marked script that is added later: Assent holds and releases it as if it had stood in the page.
    const script = document.createElement('script');
    script.type = 'text/plain';
    script.dataset.category = 'functional';
    script.dataset.service = 'roster';
    script.dataset.src = button.dataset.address;
    document.head.append(script);
  });
}
