// Everything through which a script can send to an address, once: everySink(name => address).

/**
 * @param {(name: string) => string} address  in the spelling that the page tries
 * @param {(name: string) => string} [socket]  the same for a WebSocket
 */
function everySink(address, socket = (name) => address(name).replace(/h(\s*)t(\s*)t(\s*)p/i, 'w$1$2s')) {
  const quietly = (/** @type {() => any} */ send) => {
    try {
      Promise.resolve(send()).catch(() => {});
    } catch {
      /* refused at once */
    }
  };
  const element = (/** @type {string} */ type, /** @type {string} */ name) => {
    const made = document.createElement(type);
    made.src = address(name);
    document.body.append(made);
  };
  quietly(() => fetch(address('fetch')));
  quietly(() => {
    const request = new XMLHttpRequest();
    request.open('GET', address('xhr'));
    request.send();
  });
  quietly(() => navigator.sendBeacon(address('beacon')));
  quietly(() => {
    self.socket = new WebSocket(socket('socket'));
  });
  quietly(() => {
    self.events = new EventSource(address('all.events'));
  });
  element('img', 'image.gif');
  element('script', 'script.js');
  element('iframe', 'frame.html');
}
