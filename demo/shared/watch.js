/**
 * The dark bar at the top: what the third parties' server received, and what this browser stores now. It is the demo's
 * own instrument, neither a part of Assent nor of the site, and it stores nothing.
 */
const SHOWN = 200; // lines on the page; the count does not stop there
const CLOSED_EVERY = 2000;
const OPEN_EVERY = 1000;

const byId = (id) => document.getElementById(`watch-${id}`);
const root = document.getElementById('watch');
const toggle = byId('toggle');

/** @type {EventSource | null} */
let stream = null;
let count = 0;

function showCount(value) {
  count = value;
  const words = `${count} ${count === 1 ? 'request' : 'requests'}`;
  byId('count').textContent = words;
  root.dataset.sent = count ? 'some' : 'none';
  byId('none').hidden = count > 0;
}

function addLine({ at, method, path }) {
  const line = document.createElement('li');
  const time = document.createElement('time');
  const when = new Date(at);
  time.dateTime = when.toISOString();
  time.textContent = when.toLocaleTimeString('en-GB');
  const code = document.createElement('code');
  code.textContent = method === 'GET' ? path : `${method} ${path}`;
  line.append(time, code);
  byId('log').prepend(line);
  if (byId('log').childElementCount > SHOWN) byId('log').lastElementChild.remove();
}

/** Shows the log as it grows. The stream begins with everything that happened before. */
function listen() {
  if (stream) return;
  stream = new EventSource('/demo/log/stream');
  // A new stream repeats everything, so it starts from an empty list; one also begins when the server was restarted.
  stream.onopen = () => {
    byId('log').replaceChildren();
    showCount(0);
  };
  stream.onmessage = ({ data }) => {
    addLine(JSON.parse(data));
    showCount(count + 1);
  };
}

function stopListening() {
  stream?.close();
  stream = null;
}

/** The names of what is stored. Their values may be private, so the bar does not show them. */
async function stored() {
  const names = (read) => {
    try {
      return read();
    } catch {
      return [];
    }
  };
  const databases = await Promise.resolve(indexedDB.databases?.() ?? []).catch(() => []);
  return {
    Cookies: names(() =>
      document.cookie
        .split('; ')
        .filter(Boolean)
        .map((pair) => pair.split('=')[0])
        .filter((name) => !name.startsWith('demo_')),
    ),
    localStorage: names(() => Object.keys(localStorage)),
    sessionStorage: names(() => Object.keys(sessionStorage)),
    indexedDB: databases.map(({ name }) => name),
  };
}

async function showState() {
  const list = [];
  for (const [place, found] of Object.entries(await stored())) {
    if (!found.length && place === 'indexedDB') continue;
    const term = document.createElement('dt');
    term.textContent = place;
    list.push(
      term,
      ...(found.length ? found.sort() : ['nothing']).map((name) => {
        const item = document.createElement('dd');
        item.textContent = name;
        return item;
      }),
    );
  }
  replaceIfChanged(byId('stored'), list);

  const state = window.assent?.state?.();
  byId('law').textContent = state ? `Row of law: ${state.regime}${state.link && ', which wants an opt-out link'}.` : '';
  const grants = Object.entries(state?.grants ?? {}).map(([id, granted]) => {
    const item = document.createElement('li');
    item.textContent = id;
    item.dataset.granted = String(granted);
    return item;
  });
  if (!grants.length) {
    const item = document.createElement('li');
    item.textContent = window.assent ? 'not known yet' : 'Assent has not loaded: everything marked is held.';
    grants.push(item);
  }
  replaceIfChanged(byId('grants'), grants);
}

/** Replaces a list only if its text has changed: a new list every second would undo what a reader has selected. */
function replaceIfChanged(parent, children) {
  const text = (nodes) => Array.from(nodes, (node) => `${node.textContent}\t${node.dataset.granted ?? ''}`).join('\n');
  if (text(parent.children) !== text(children)) parent.replaceChildren(...children);
}

async function tick() {
  const open = toggle.getAttribute('aria-expanded') === 'true';
  if (!document.hidden) {
    if (open) await showState();
    else {
      const answer = await fetch('/demo/log').catch(() => null);
      if (answer?.ok) showCount((await answer.json()).length);
    }
  }
  setTimeout(tick, open ? OPEN_EVERY : CLOSED_EVERY);
}

toggle.addEventListener('click', () => {
  const open = toggle.getAttribute('aria-expanded') !== 'true';
  toggle.setAttribute('aria-expanded', String(open));
  toggle.textContent = open ? 'Close the list' : 'Open the list';
  byId('body').hidden = !open;
  if (open) {
    listen();
    showState();
  } else stopListening();
});

/** Cookies tell the server what is chosen here. It writes that into the next page, as a real server writes what it knows. */
for (const select of root.querySelectorAll('[data-visitor]')) {
  const name = `demo_${select.dataset.visitor}`;
  select.value =
    document.cookie
      .split('; ')
      .find((pair) => pair.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? '';
  select.addEventListener('change', () => {
    document.cookie = `${name}=${select.value};path=/;samesite=lax${select.value ? '' : ';max-age=0'}`;
    location.assign(location.pathname);
  });
}

byId('clear').addEventListener('click', async () => {
  await fetch('/demo/clear', { method: 'POST' });
  byId('log').replaceChildren();
  showCount(0);
});

document.addEventListener('assent:change', () => {
  if (!byId('body').hidden) showState();
});

tick();
