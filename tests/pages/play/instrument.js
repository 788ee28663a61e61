// The player's eyes and hands in a page. It stands before everything else, takes what it uses of the platform while
// nobody has changed it, and answers in one string, so that no built-in of the page has a part in it.
//
//   instrument.look(all)     what ran and what is shown, a line each; with `all`, what is stored as well
//   instrument.press(id)     presses the button of the banner, or of what stands in for it, as a click does
//   instrument.play(state)   lets the page do what it does in this state
//   instrument.barrier(starts, hosts)   looks at all when whatever the page was about to do is done, and what it asked
//                                        for is on its way

document.currentScript.remove();
self.ran = [];
(() => {
  const call = Function.prototype.call;
  const take = (method) => call.bind(method);
  const reader = (type, key) => take(Object.getOwnPropertyDescriptor(type.prototype, key).get);
  const all = take(Document.prototype.querySelectorAll);
  const item = take(NodeList.prototype.item);
  const rects = take(Element.prototype.getClientRects);
  const text = reader(HTMLElement, 'innerText') ?? ((element) => element.innerText);
  const click = take(HTMLElement.prototype.click);
  const cookies = reader(Document, 'cookie');
  const ownNames = Object.getOwnPropertyNames;
  const { localStorage, sessionStorage, indexedDB, caches } = self;
  const natively = { fetch: fetch.bind(self), frame: requestAnimationFrame.bind(self), timer: setTimeout.bind(self) };
  const { Promise } = self;
  const databases = indexedDB.databases.bind(indexedDB);
  const cacheNames = caches?.keys.bind(caches);
  const directory = navigator.storage?.getDirectory?.bind(navigator.storage);
  const buckets = navigator.storageBuckets?.keys?.bind(navigator.storageBuckets);
  const registrations = navigator.serviceWorker?.getRegistrations.bind(navigator.serviceWorker);
  const page = document;

  /** Every element that fits and can be seen. */
  function seen(selector, each) {
    const found = all(page, selector);
    for (let i = 0; item(found, i); i++) if (rects(item(found, i)).length) each(item(found, i));
  }

  /** The names of one kind of store, a line each; a browser that does not have it has none. */
  async function names(area, list) {
    let lines = '';
    try {
      const found = await list();
      for (let i = 0; i < found.length; i++)
        if (!/^assent([.~]|$)/.test(found[i])) lines += `\nstored\t${area} ${found[i]}`;
    } catch {
      /* denied */
    }
    return lines;
  }

  async function files() {
    const found = [];
    if (directory) for await (const name of (await directory()).keys()) found[found.length] = name;
    return found;
  }

  const pick = async (list, key) => {
    const found = list ? await list() : [];
    const picked = [];
    for (let i = 0; i < found.length; i++) picked[i] = found[i][key];
    return picked;
  };

  async function look(everything) {
    let lines = '',
      shown = '';
    for (let i = 0; i < self.ran.length; i++) lines += `\nran\t${self.ran[i]}`;
    seen('output', (output) => {
      shown += `${shown && ' · '}${text(output)}`;
    });
    lines += `\nshows\t${shown.replace(/\s+/g, ' ')}`;
    seen('.assent-banner, .assent-plain', () => {
      lines += '\nasks\tyes';
    });
    if (!everything) return lines;
    const jar = cookies(page);
    lines += await names('cookie', () => (jar ? jar.split('; ').map((one) => one.split('=')[0]) : []));
    lines += await names('localStorage', () => ownNames(localStorage));
    lines += await names('sessionStorage', () => ownNames(sessionStorage));
    lines += await names('indexedDB', () => pick(databases, 'name'));
    lines += await names('cache', () => (cacheNames ? cacheNames() : []));
    lines += await names('file', files);
    lines += await names('bucket', () => (buckets ? buckets() : []));
    lines += await names('serviceWorker', async () =>
      (await pick(registrations, 'scope')).map((scope) => new URL(scope).pathname),
    );
    return lines;
  }

  /** @returns what is seen behind it */
  async function barrier(starts, others) {
    try {
      if (starts) await self.assent?.ready;
    } catch {
      /* a faulty config: the page plays on */
    }
    for (let i = 0; i < 3; i++) await new Promise((done) => natively.frame(() => natively.timer(done)));
    // Same network process, same queue, to the same hosts: what was asked for earlier is on its way when these answer.
    const asked = [];
    for (const one of others.split(' '))
      asked[asked.length] = natively.fetch(`http://${one}/barrier`, { mode: 'no-cors', cache: 'no-store' });
    for (let i = 0; i < asked.length; i++) {
      try {
        await asked[i];
      } catch {
        /* a policy of the page */
      }
    }
    return look(true);
  }

  const play = async (state) => {
    await self.play?.(state);
  };
  const press = (id) => {
    seen(`:is(.assent-banner, .assent-plain) [data-id="${id}"]`, click);
  };

  Object.defineProperty(self, 'instrument', { value: Object.freeze({ look, barrier, play, press }) });
})();
