/**
 * What both course sites do in the page. Each part asks Assent before it keeps anything that is not essential, and asks
 * again after every change of the choice. Where Assent is missing, the answer is no.
 */

/** @param {string} category a category or service id of the site's config */
const allowed = (category) => window.assent?.allows?.(category) === true;

/** Runs `fn` now, once the first state is known, and after every change. @param {() => void} fn */
function onChoice(fn) {
  fn();
  Promise.resolve(window.assent?.ready).then(fn, () => {});
  document.addEventListener('assent:change', fn);
}

/**
 * One stored value that needs a category. While that is refused, nothing is read or written: what the learner does
 * works on this page and is forgotten when they leave it.
 * @param {Storage} store
 * @param {string} key
 * @param {string} category
 */
function memory(store, key, category) {
  return {
    read: () => (allowed(category) ? store.getItem(key) : null),
    write: (value) => {
      if (allowed(category)) store.setItem(key, value);
    },
  };
}

const THEMES = ['auto', 'light', 'dark'];

/** A button that goes through the themes. @param {string} key @param {string} category */
export function theme(key, category) {
  const button = document.querySelector('[data-theme-switch]');
  const stored = memory(localStorage, key, category);
  let chosen = null;
  const show = () => {
    const name = chosen ?? 'auto';
    document.documentElement.dataset.theme = name;
    button.textContent = `Theme: ${name}`;
  };
  button.addEventListener('click', () => {
    chosen = THEMES[(THEMES.indexOf(chosen ?? 'auto') + 1) % THEMES.length];
    stored.write(chosen);
    show();
  });
  onChoice(() => {
    // The learner may choose a theme first, and allow the site to remember it later.
    if (chosen) stored.write(chosen);
    else if (THEMES.includes(stored.read())) chosen = stored.read();
    show();
  });
}

/**
 * Finished lessons. They are an educational record, which belongs to the course and to no category that can be refused.
 * So they are written whatever was chosen, and no withdrawal removes them.
 * @param {string} prefix
 */
export function progress(prefix) {
  for (const mark of document.querySelectorAll('[data-progress-mark]')) {
    const done = localStorage.getItem(prefix + mark.dataset.progressMark) === 'done';
    mark.textContent = done ? 'Finished' : (mark.dataset.open ?? 'Not started');
    mark.classList.toggle('is-done', done);
  }
  const button = document.querySelector('[data-progress-finish]');
  if (!button) return;
  const key = prefix + button.dataset.progressFinish;
  const show = () => {
    const done = localStorage.getItem(key) === 'done';
    button.textContent = done ? 'Finished: mark as not finished' : 'Mark this lesson as finished';
    button.setAttribute('aria-pressed', String(done));
  };
  button.addEventListener('click', () => {
    if (localStorage.getItem(key) === 'done') localStorage.removeItem(key);
    else localStorage.setItem(key, 'done');
    show();
  });
  show();
}

/**
 * Keeps answers that are not sent yet until the tab is closed, over reloads too. They count as essential, because losing
 * them would break the quiz.
 */
export function quiz(prefix) {
  const form = document.querySelector('form[data-quiz]');
  if (!form) return;
  const key = prefix + form.dataset.quiz;
  const result = form.querySelector('[role="status"]');
  const answers = JSON.parse(sessionStorage.getItem(key) ?? '{}');
  for (const [name, value] of Object.entries(answers)) {
    for (const input of form.querySelectorAll('input'))
      if (input.name === name && input.value === value) input.checked = true;
  }
  form.addEventListener('change', () =>
    sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(new FormData(form)))),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const questions = [...form.querySelectorAll('fieldset')];
    const right = questions.filter((question) =>
      question.querySelector('input:checked')?.hasAttribute('data-right'),
    ).length;
    result.textContent = `${right} of ${questions.length} right. ${right === questions.length ? 'Well done.' : 'Have another look and try again.'}`;
    sessionStorage.removeItem(key);
  });
}

/** Notes beside the lesson, kept as they are typed. */
export function draft(prefix, category) {
  const field = document.querySelector('[data-draft]');
  if (!field) return;
  const note = document.querySelector('[data-draft-note]');
  const stored = memory(localStorage, prefix + field.dataset.draft, category);
  field.addEventListener('input', () => stored.write(field.value));
  onChoice(() => {
    if (field.value) stored.write(field.value);
    else field.value = stored.read() ?? '';
    note.textContent = allowed(category)
      ? 'Saved on this device as you type.'
      : 'Not saved: you have not allowed this site to remember things. They are gone when you leave this page.';
  });
}

/** Which messages the learner wants. @param {string} key @param {string} category */
export function alerts(key, category) {
  const form = document.querySelector('form[data-alerts]');
  if (!form) return;
  const stored = memory(localStorage, key, category);
  const boxes = [...form.querySelectorAll('input[type="checkbox"]')];
  let touched = false;
  const save = () => stored.write(JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.name)));
  form.addEventListener('change', () => {
    touched = true;
    save();
  });
  onChoice(() => {
    const known = stored.read();
    if (touched) save();
    else if (known) for (const box of boxes) box.checked = JSON.parse(known).includes(box.name);
  });
}

/**
 * The site's own short clip. A canvas draws its picture, so no video file is needed. How far the learner got is
 * remembered for this session.
 */
export function clip(prefix, category) {
  const video = document.querySelector('video[data-clip]');
  if (!video) return;
  const note = document.querySelector('[data-clip-note]');
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const ink = canvas.getContext('2d');
  const style = getComputedStyle(document.documentElement);
  const draw = () => {
    const t = performance.now() / 1000;
    ink.fillStyle = '#1b2a33';
    ink.fillRect(0, 0, 640, 360);
    ink.fillStyle = style.getPropertyValue('--clip').trim() || '#9fd8cb';
    for (let i = 0; i < 9; i += 1) {
      const height = 90 + 70 * Math.sin(t + i * 0.8);
      ink.fillRect(60 + i * 60, 320 - height, 36, height);
    }
    ink.fillStyle = '#ffffff';
    ink.font = '26px system-ui, sans-serif';
    ink.fillText(video.dataset.title ?? '', 40, 56);
  };
  if (canvas.captureStream) video.srcObject = canvas.captureStream(15);
  draw(); // after the stream has begun, which carries only what is drawn while it runs
  setInterval(() => {
    if (!video.paused || video.readyState < 2) draw();
  }, 66);

  const stored = memory(sessionStorage, prefix + video.dataset.clip, category);
  video.addEventListener('timeupdate', () => stored.write(String(Math.floor(video.currentTime))));
  onChoice(() => {
    const seconds = Number(stored.read() ?? 0);
    note.textContent = seconds ? `You had watched ${seconds} seconds of this clip.` : '';
  });
}

/**
 * Course suggestions. The general list stands in the page, and a service may replace it with a tailored one. When that
 * service is refused again, the general list comes back at once, without a reload.
 */
export function suggestions(service) {
  const list = document.querySelector('[data-suggestions]');
  if (!list) return;
  const note = document.querySelector('[data-suggestions-note]');
  const general = [...list.children].map((item) => item.cloneNode(true));
  const words = note.textContent;
  const restore = () => {
    if (list.dataset.suggestions !== 'tailored' || allowed(service)) return;
    list.replaceChildren(...general.map((item) => item.cloneNode(true)));
    list.dataset.suggestions = 'general';
    note.textContent = words;
  };
  onChoice(() => {
    restore();
    // Allowed again after a withdrawal: a script runs once on a page, so this one is asked for a new list.
    if (allowed(service) && list.dataset.suggestions !== 'tailored') window.recs?.refresh();
  });
  // An answer may arrive after the learner has withdrawn. Then the general list replaces it again.
  new MutationObserver(restore).observe(list, { attributes: true, attributeFilter: ['data-suggestions'] });
}

/** A chat that is no longer allowed leaves its place. @param {string} service */
export function chatSlot(service) {
  const slot = document.querySelector('[data-chat]');
  if (!slot) return;
  const before = [...slot.childNodes].map((node) => node.cloneNode(true));
  let had = false;
  onChoice(() => {
    const now = allowed(service);
    if (had && !now) slot.replaceChildren(...before.map((node) => node.cloneNode(true)));
    had = now;
  });
}

/** A button that throws an error which nothing catches. The error monitor reports it, if the learner allows that. */
export function faultButton() {
  const button = document.querySelector('[data-fault]');
  button?.addEventListener('click', () => {
    document.querySelector('[data-fault-note]').textContent = allowed(button.dataset.fault)
      ? 'Something broke. A report has just left this browser.'
      : 'Something broke. Nobody was told: error reports are off.';
    setTimeout(() => {
      throw new Error('The learner pressed “Break something”');
    });
  });
}

/** Ends the session in the browser before the form tells the server. */
export function signOut() {
  document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', () => {
    window.assent?.logout?.();
  });
}
