// What Assent uses of the platform. It is taken once, before any script behind ours can change it. Neither a replaced
// built-in nor a name in author content (`<img name="cookie">`) stands in our way then.
//
// - Methods and properties come from prototypes, and are used with their object first: `native.attribute(element,
// 'src')`.
// - Prototypes of nodes and events come from a node and an event: libraries replace `Element`, `Document` and `Event`
// themselves.
// - `native.Map`, `Set`, `WeakMap` and `WeakSet` make objects that keep the methods of today. For arrays there is
// lists.js, for texts texts.js.
// - A file that is loaded later is evaluated when the page may have changed all this. It takes nothing then: who loads
// it hands it the natives that were taken first (`adopt`). They never stand on a global: a script that was refused
// would write past the guard with them.
//
// Exceptions, which a page cannot change: `document`, `window` and `location` with its properties; `length` of texts
// and arrays; what an operator does. Exceptions, which it can change, and which the language looks up by itself:
// - `Array.prototype[Symbol.iterator]`, behind `...list`, `[a, b] = list` and `for (… of list)`. Nothing up to a
// withdrawal needs it.
// - `then` is looked up on what an async function returns or a promise is fulfilled with. So: `await`, also behind
// `return`, which does not look it up.
// - A setter for a number on `Array.prototype` would catch `list[list.length] = one`. So lists grow through `add`
// alone. What `add` does not see through is a proxy that a page puts behind `Array.prototype`.
import { attempt } from './attempt.js';

/** The window; in Node, where a part of this runs too, what stands for it. */
const global = /** @type {any} */ (typeof window === 'undefined' ? globalThis : window);

// Not `Reflect` itself: a later file must come to its `adopt` whatever has become of that.
const reflect = attempt(() => {
  const {
    apply,
    construct,
    defineProperty,
    deleteProperty,
    get,
    getOwnPropertyDescriptor,
    getPrototypeOf,
    ownKeys,
    setPrototypeOf,
  } = Reflect;
  return {
    apply,
    construct,
    defineProperty,
    deleteProperty,
    get,
    getOwnPropertyDescriptor,
    getPrototypeOf,
    ownKeys,
    setPrototypeOf,
  };
});
export const {
  apply,
  construct,
  deleteProperty,
  get,
  getOwnPropertyDescriptor,
  getPrototypeOf,
  ownKeys,
  setPrototypeOf,
} = /** @type {NonNullable<typeof reflect>} */ (reflect ?? {});

/**
 * What a page gives every object (`Object.prototype.get`) is no part of the descriptor.
 * @type {typeof Reflect.defineProperty}
 */
export const defineProperty = (object, key, descriptor) =>
  /** @type {NonNullable<typeof reflect>} */ (reflect).defineProperty(
    object,
    key,
    /** @type {any} */ ({ __proto__: null, ...descriptor }),
  );

/** Every operation on an object, by the name that a Proxy knows it under. */
export const operations = attempt(() => Object.entries(Object.getOwnPropertyDescriptors(Reflect))) ?? [];

/**
 * The prototype that has a member in a realm: of the class of this name or, where a library has replaced the class, as
 * they do with `Element`, `Document` and `Event`, from the chain above what is of it. Nothing: this browser does not
 * have it.
 * @param {any} realm @param {string} type @param {string} name @returns {any}
 */
export function homeOf(realm, type, name) {
  const said = realm[type]?.prototype;
  if (said && getOwnPropertyDescriptor(said, name)) return said;
  const { document } = realm;
  const one =
    type === 'Document'
      ? document
      : type === 'Element' || type === 'HTMLElement' || type === 'Node' || type === 'EventTarget'
        ? native.create(document, 'p')
        : type === 'Event' || type === 'CustomEvent'
          ? native.event('none')
          : null;
  for (let at = one && getPrototypeOf(one); at; at = getPrototypeOf(at))
    if (getOwnPropertyDescriptor(at, name)) return at;
  return undefined;
}

/**
 * What a realm makes errors, promises and targets of events of: taken when it is opened, for what stands before its own
 * must give its own.
 * @param {Window & typeof globalThis} realm
 */
export function classesOf({ DOMException, EventTarget, Promise, TypeError }) {
  return { DOMException, EventTarget, Promise, TypeError };
}

/**
 * Puts one thing at the end of a list. Somebody may have put a setter for its place on a prototype, which an assignment
 * would call. To define every element would take a microsecond each; to look for such a setter takes nothing that we
 * could measure.
 * @template T
 * @param {T[]} list
 * @param {T} one
 */
function addTo(list, one) {
  const at = list.length;
  if (at in list) defineProperty(list, at, { value: one, writable: true, enumerable: true, configurable: true });
  else list[at] = one;
}

/** What tells in a realm of what code a function is made. @param {Window & typeof globalThis} realm */
export const tellerIn = (realm) => realm.Function.prototype.toString;

/** @typedef {(self: any, ...args: any[]) => any} Method */

/** Of a property that this browser does not have. @type {PropertyDescriptor} */
const NOTHING = { get: () => undefined, set() {} };

// biome-ignore lint/complexity/noExcessiveLinesPerFunction: one table of everything that is taken, in the order of use
function take() {
  const { document } = global;

  const everything = getPrototypeOf({});

  /**
   * A property that an object has from somewhere up its chain.
   * @param {any} object
   * @param {string} name
   * @returns {PropertyDescriptor | undefined}
   */
  function inherited(object, name) {
    for (let at = object; at; at = getPrototypeOf(at)) {
      const found = getOwnPropertyDescriptor(at, name);
      if (found) return found;
    }
    return undefined;
  }

  /** @param {PropertyDescriptor | undefined} found @returns {Method} */
  const callerOf = (found) => {
    const value = found?.value;
    return (object, ...args) => apply(value, object, args);
  };

  /** @param {PropertyDescriptor | undefined} found @returns {(self: any) => any} */
  const readerOf = (found = NOTHING) => {
    const get = /** @type {Function} */ (found.get);
    return (object) => apply(get, object, []);
  };

  /** The chain above a node or an event. @type {any} */
  const aboveDocument = document && getPrototypeOf(document); // author content names properties of the document itself
  /** @param {string} name @param {...any} args */
  const made = (name, ...args) =>
    aboveDocument && getPrototypeOf(apply(inherited(aboveDocument, name)?.value, document, args));
  /** @type {Record<string, any>} */
  const above = {
    document: aboveDocument,
    event: made('createEvent', 'CustomEvent'),
    fragment: made('createDocumentFragment'),
    p: made('createElement', 'p'),
  };

  /**
   * Of a node or an event: the browser's own stands highest. Libraries put what they call alike below it, as on
   * `HTMLElement.prototype`.
   * @param {any} object @param {string} name @returns {PropertyDescriptor | undefined}
   */
  function highest(object, name) {
    let found;
    for (let at = object; at && at !== everything; at = getPrototypeOf(at))
      found = getOwnPropertyDescriptor(at, name) ?? found;
    return found;
  }

  /**
   * @param {string} what  `document`, `event`, `fragment`, or the tag of an element; with a capital: a class
   * @param {string} name
   */
  const find = (what, name) => {
    if (what < 'a') return inherited(global[what]?.prototype, name);
    above[what] ??= made('createElement', what);
    return highest(above[what], name);
  };
  /** @param {string} what @param {string} name */
  const method = (what, name) => callerOf(find(what, name));
  /** How a property is read. @param {string} what @param {string} name @returns {(self: any) => any} */
  const reader = (what, name) => readerOf(find(what, name));
  /** How a property is written. @param {string} what @param {string} name @returns {(self: any, value: any) => void} */
  const writer = (what, name) => {
    const set = /** @type {Function} */ ((find(what, name) ?? NOTHING).set);
    return (object, value) => apply(set, object, [value]);
  };
  /** A function of the window. @param {string} name @returns {(...args: any[]) => any} */
  const own = (name) => {
    const found = global[name];
    return (...args) => apply(found, global, args);
  };
  /**
   * A property of the window, which an element with such an id takes the name of where this browser lacks it.
   * @param {string} name
   * @returns {() => any}
   */
  const owned = (name) => {
    const { get, value } = getOwnPropertyDescriptor(global, name) ?? {};
    return () => (get ? apply(get, global, []) : value);
  };
  /** A class of the window; nothing: this browser lacks it. @param {string} name */
  const classOf = (name) => getOwnPropertyDescriptor(global, name)?.value;
  /** @template T @param {string} name @returns {(...args: any[]) => T} */
  const maker = (name) => {
    const found = classOf(name);
    return (...args) => construct(found, args);
  };

  /**
   * The methods of today, on a prototype of our own.
   * @template T
   * @param {T} Own
   * @param {any} Class  which it extends
   * @returns {T}
   */
  function keeping(Own, Class) {
    const { prototype } = /** @type {any} */ (Own);
    const keys = ownKeys(Class.prototype);
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] !== 'constructor')
        defineProperty(
          prototype,
          keys[i],
          /** @type {PropertyDescriptor} */ (getOwnPropertyDescriptor(Class.prototype, keys[i])),
        );
    }
    setPrototypeOf(prototype, null);
    return Own;
  }

  const kindOf = reader('document', 'nodeType');
  const sizeOf = reader('NodeList', 'length');
  /** By a node's type: it has such methods from different classes. @param {string} name @returns {Method} */
  const ofRoot = (name) => {
    const element = find('p', name)?.value,
      whole = find('document', name)?.value,
      fragment = find('fragment', name)?.value;
    return (root, ...args) => {
      const kind = kindOf(root);
      return apply(kind === 1 ? element : kind === 9 ? whole : fragment, root, args);
    };
  };
  const findAll = ofRoot('querySelectorAll');
  /** A list of nodes, as an array. @param {NodeList} nodes @returns {any[]} */
  const listOf = (nodes) => {
    /** @type {any[]} */
    const list = [];
    for (let i = 0, n = sizeOf(nodes); i < n; i++) addTo(list, nodes[i]);
    return list;
  };
  const attributeOf = method('p', 'getAttribute');
  const parentOf = reader('p', 'parentNode');
  const firstOf = reader('p', 'firstChild');
  const nextOf = reader('p', 'nextSibling');
  const insertBefore = method('p', 'insertBefore');
  const removeChild = method('p', 'removeChild');
  const createEvent = method('document', 'createEvent');
  const initEvent = method('event', 'initCustomEvent');
  const initPlain = method('event', 'initEvent');
  const createText = method('document', 'createTextNode');
  const rectsOf = method('p', 'getClientRects');
  const rectOf = method('p', 'getBoundingClientRect');
  const exec = method('RegExp', 'exec');
  const implementationOf = /** @type {Function} */ ((find('document', 'implementation') ?? NOTHING).get);
  const { parse, stringify } = JSON;
  const { fromCharCode } = String;
  const { WebAssembly } = global;
  const { now } = Date;
  const { floor, min, max, round, ceil, abs, trunc, imul } = Math;
  const { from, isArray } = Array;
  const { log, warn, error } = console;
  const { freeze } = Object;
  const keyAt = method('Storage', 'key');
  const howMany = reader('Storage', 'length');
  const URLClass = global.URL,
    RegExpClass = RegExp;
  const stackIn = getOwnPropertyDescriptor(Error.prototype, 'stack')?.get; // in other engines each error has its own
  /** @type {Record<string, (frame: any) => Document | null>} */
  const documents = {
    iframe: reader('HTMLIFrameElement', 'contentDocument'),
    frame: reader('HTMLFrameElement', 'contentDocument'),
    object: reader('HTMLObjectElement', 'contentDocument'),
  };
  const localNameOf = reader('p', 'localName');
  /** @type {typeof Promise} the language's own, whatever stands under its name */
  const PromiseClass = /** @type {any} */ ((async () => {})()).constructor;

  return {
    // ---- reading a document ----
    kindOf,
    nameOf: localNameOf,
    parentOf,
    firstOf,
    nextOf,
    isConnected: reader('p', 'isConnected'),
    ownerOf: reader('p', 'ownerDocument'),
    /** Of the tree that it stands in: a document, a shadow root, or the uppermost of what is in no page. */
    topmostOf: method('p', 'getRootNode'),
    /** What addresses in it are relative to. */
    baseOf: reader('p', 'baseURI'),
    contains: method('p', 'contains'),
    attribute: attributeOf,
    hasAttribute: method('p', 'hasAttribute'),
    /** Their names, as an array. */
    attributeNames: method('p', 'getAttributeNames'),
    matches: method('p', 'matches'),
    closest: method('p', 'closest'),
    textOf: reader('p', 'textContent'),
    /** The first element below this one that fits, or null. */
    one: ofRoot('querySelector'),
    /**
     * Every element below this one that fits, in order, as an array.
     * @param {Node} root
     * @param {string} selector
     * @returns {any[]}
     */
    all: (root, selector) => listOf(findAll(root, selector)),
    /** Its nodes, as an array. @param {Node} node @returns {any[]} */
    childrenOf(node) {
      /** @type {any[]} */
      const list = [];
      for (let child = firstOf(node); child; child = nextOf(child)) addTo(list, child);
      return list;
    },
    byId: method('document', 'getElementById'),
    bodyOf: reader('document', 'body'),
    headOf: reader('document', 'head'),
    /** Its `<html>`. */
    rootOf: reader('document', 'documentElement'),
    focusedOf: reader('document', 'activeElement'),
    scriptOf: reader('document', 'currentScript'),
    scriptTextOf: reader('script', 'text'),
    /** loading, interactive, complete */
    stateOf: reader('document', 'readyState'),
    isHidden: reader('document', 'hidden'),
    isPrerendered: reader('document', 'prerendering'),
    windowOf: reader('document', 'defaultView'),
    /** The document in a frame, as far as this page may see it; nothing: it is no frame. @param {any} frame */
    documentIn: (frame) => documents[localNameOf(frame)]?.(frame),
    nonceOf: reader('script', 'nonce'),
    /** Its address, as the browser reads it. */
    sourceOf: reader('script', 'src'),
    isChecked: reader('input', 'checked'),
    addedTo: reader('MutationRecord', 'addedNodes'),
    listOf,

    // ---- changing it: past the guard, for who calls has decided ----
    create: method('document', 'createElement'),
    createIn: method('document', 'createElementNS'),
    setAttribute: method('p', 'setAttribute'),
    removeAttribute: method('p', 'removeAttribute'),
    insertBefore,
    adopt: method('document', 'adoptNode'),
    /**
     * Puts nodes and texts at the end, or before one that is in it.
     * @param {Node} parent
     * @param {readonly (Node | string)[]} nodes
     * @param {Node | null} [before]
     */
    append(parent, nodes, before = null) {
      for (let i = 0; i < nodes.length; i++)
        insertBefore(parent, typeof nodes[i] === 'string' ? createText(document, nodes[i]) : nodes[i], before);
    },
    /** Takes a node out of where it is, if it is anywhere. @param {any} node */
    remove(node) {
      const parent = parentOf(node);
      if (parent) removeChild(parent, node);
    },
    /** Takes out all that is in it. @param {Node} node */
    empty(node) {
      for (let child = firstOf(node); child; child = firstOf(node)) removeChild(node, child);
    },
    /**
     * These, and nothing else, are in it from now on.
     * @param {Node} parent
     * @param {readonly (Node | string)[]} nodes
     */
    fill(parent, nodes) {
      native.empty(parent);
      native.append(parent, nodes);
    },
    /** Properties that are written to it are its style. */
    styleOf: reader('p', 'style'),
    setText: writer('p', 'textContent'),
    setHidden: writer('p', 'hidden'),
    setChecked: writer('input', 'checked'),
    setIndeterminate: writer('input', 'indeterminate'),
    setNonce: writer('script', 'nonce'),
    setAsync: writer('script', 'async'),
    setScriptText: writer('script', 'text'),
    importNode: method('document', 'importNode'),
    /** A document in which nothing runs and nothing loads. @type {(title: string) => Document} */
    inertDocument: (
      (make) => (/** @type {string} */ title) =>
        make(apply(implementationOf, document, []), title)
    )(method('DOMImplementation', 'createHTMLDocument')),
    emptyDocument() {
      return native.inertDocument('');
    },
    loadMedia: method('video', 'load'),
    /** The page's Trusted Types; nothing: this browser lacks them. @type {() => any} */
    trustedTypes: owned('trustedTypes'),
    createPolicy: method('TrustedTypePolicyFactory', 'createPolicy'),
    trustScript: method('TrustedTypePolicy', 'createScript'),
    trustAddress: method('TrustedTypePolicy', 'createScriptURL'),
    isTrustedMarkup: method('TrustedTypePolicyFactory', 'isHTML'),
    isTrustedAddress: method('TrustedTypePolicyFactory', 'isScriptURL'),
    rangeIn: method('document', 'createRange'),
    startOf: reader('Range', 'startContainer'),
    selectIn: method('Range', 'selectNodeContents'),
    attrName: reader('Attr', 'name'),
    attrValue: reader('Attr', 'value'),
    ownerElementOf: reader('Attr', 'ownerElement'),

    // ---- where things are seen ----
    focus: method('p', 'focus'),
    click: method('p', 'click'),
    scrollTopOf: reader('p', 'scrollTop'),
    scrollHeightOf: reader('p', 'scrollHeight'),
    setScrollTop: writer('p', 'scrollTop'),
    scrollTo: method('p', 'scrollIntoView'),
    topOf: (
      (top) => (/** @type {Element} */ element) =>
        top(rectOf(element))
    )(reader('DOMRectReadOnly', 'top')),
    bottomOf: (
      (bottom) => (/** @type {Element} */ element) =>
        bottom(rectOf(element))
    )(reader('DOMRectReadOnly', 'bottom')),
    /** Has it a box on the page? */
    isDrawn: (
      (count) => (/** @type {Element} */ element) =>
        count(rectsOf(element)) > 0
    )(reader('DOMRectList', 'length')),
    heightOfWindow: owned('innerHeight'),
    showModal: method('dialog', 'showModal'),
    /** Puts it above all else that the page shows; nothing where a browser knows no popover. */
    showPopover: method('HTMLElement', 'showPopover'),
    lastOf: reader('p', 'lastChild'),
    parentElementOf: reader('p', 'parentElement'),
    sheetsOf: reader('document', 'adoptedStyleSheets'),
    setSheets: writer('document', 'adoptedStyleSheets'),
    /** @type {(...args: any[]) => CSSStyleSheet} */
    sheet: maker('CSSStyleSheet'),
    setSheet: method('CSSStyleSheet', 'replaceSync'),

    // ---- events and observers ----
    listen: method('document', 'addEventListener'),
    unlisten: method('document', 'removeEventListener'),
    dispatch: method('document', 'dispatchEvent'),
    /** @param {string} type @param {unknown} [detail] @returns {Event} */
    event(type, detail) {
      const event = createEvent(document, 'CustomEvent');
      initEvent(event, type, false, false, detail);
      return event;
    },
    /** A plain one, of a document. @param {Document} document @param {string} type @returns {Event} */
    eventIn(document, type) {
      const event = createEvent(document, 'Event');
      initPlain(event, type, false, false);
      return event;
    },
    targetOf: reader('event', 'target'),
    /** Everything that it passes, from the innermost element on, also one in an open shadow. @type {(event: Event) => any[]} */
    pathOf: method('event', 'composedPath'),
    typeOfEvent: reader('event', 'type'),
    detailOf: reader('event', 'detail'),
    relatedOf: reader('FocusEvent', 'relatedTarget'),
    keyOf: reader('KeyboardEvent', 'key'),
    /** Is this key held: Shift, Control, Alt, Meta? */
    hasModifier: method('KeyboardEvent', 'getModifierState'),
    dataOf: reader('MessageEvent', 'data'),
    persistedOf: reader('PageTransitionEvent', 'persisted'),
    prevent: method('event', 'preventDefault'),
    stop: method('event', 'stopPropagation'),
    stopAtOnce: method('event', 'stopImmediatePropagation'),
    isCancelable: reader('event', 'cancelable'),
    /** Of a frame that goes elsewhere. */
    destinationOf: reader('NavigateEvent', 'destination'),
    urlOfDestination: reader('NavigationDestination', 'url'),
    closeSocket: method('WebSocket', 'close'),
    closeEventSource: method('EventSource', 'close'),
    /** @type {(...args: any[]) => MutationObserver} */
    mutationObserver: maker('MutationObserver'),
    observe: method('MutationObserver', 'observe'),
    disconnect: method('MutationObserver', 'disconnect'),
    /** @type {(...args: any[]) => ResizeObserver} */
    resizeObserver: maker('ResizeObserver'),
    observeSize: method('ResizeObserver', 'observe'),
    disconnectSize: method('ResizeObserver', 'disconnect'),
    /** Of this name; nothing: this browser lacks it. @param {string} name @returns {BroadcastChannel | undefined} */
    channel: (
      (Channel) => (/** @type {string} */ name) =>
        Channel && construct(Channel, [name])
    )(classOf('BroadcastChannel')),
    post: method('BroadcastChannel', 'postMessage'),

    // ---- time ----
    wait: own('setTimeout'),
    endWait: own('clearTimeout'),
    repeat: own('setInterval'),
    endRepeat: own('clearInterval'),
    soon: own('queueMicrotask'),
    frame: own('requestAnimationFrame'),
    /** In milliseconds. @returns {number} */
    now: () => apply(now, null, []),
    /** @type {(...args: any[]) => Date} */
    date: maker('Date'),
    timeOf: method('Date', 'getTime'),
    isoOf: method('Date', 'toISOString'),
    dayOf: method('Date', 'toLocaleDateString'),
    momentOf: method('Date', 'toLocaleString'),

    // ---- storage: not asked, for who calls has decided ----
    cookie: reader('document', 'cookie'),
    setCookie: writer('document', 'cookie'),
    /** @type {Record<string, () => Storage>} */
    storages: { localStorage: owned('localStorage'), sessionStorage: owned('sessionStorage') },
    getItem: method('Storage', 'getItem'),
    setItem: method('Storage', 'setItem'),
    removeItem: method('Storage', 'removeItem'),
    /**
     * The names in a storage, all of them: as an object it hides those that a method of it has.
     * @param {Storage} storage
     * @returns {string[]}
     */
    namesIn(storage) {
      /** @type {string[]} */
      const list = [];
      for (let i = 0, n = howMany(storage); i < n; i++) addTo(list, keyAt(storage, i));
      return list;
    },
    indexedDB: owned('indexedDB'),
    databases: method('IDBFactory', 'databases'),
    openDatabase: method('IDBFactory', 'open'),
    deleteDatabase: method('IDBFactory', 'deleteDatabase'),
    resultOf: reader('IDBRequest', 'result'),
    transactionOf: reader('IDBRequest', 'transaction'),
    databaseName: reader('IDBDatabase', 'name'),
    closeDatabase: method('IDBDatabase', 'close'),
    storesIn: reader('IDBDatabase', 'objectStoreNames'),
    countNames: reader('DOMStringList', 'length'),
    createStore: method('IDBDatabase', 'createObjectStore'),
    beginTransaction: method('IDBDatabase', 'transaction'),
    storeIn: method('IDBTransaction', 'objectStore'),
    abortTransaction: method('IDBTransaction', 'abort'),
    clearStore: method('IDBObjectStore', 'clear'),
    putIn: method('IDBObjectStore', 'put'),
    getFrom: method('IDBObjectStore', 'get'),
    caches: owned('caches'),
    cacheNames: method('CacheStorage', 'keys'),
    deleteCache: method('CacheStorage', 'delete'),
    /** The root of the private file system, from `storageOf`. */
    directory: method('StorageManager', 'getDirectory'),
    entryNames: method('FileSystemDirectoryHandle', 'keys'),
    removeEntry: method('FileSystemDirectoryHandle', 'removeEntry'),
    resolvePath: method('FileSystemDirectoryHandle', 'resolve'),
    nameOfEntry: reader('FileSystemHandle', 'name'),
    abort: method('WritableStream', 'abort'),
    bucketsOf: reader('Navigator', 'storageBuckets'),
    bucketNames: method('StorageBucketManager', 'keys'),
    deleteBucket: method('StorageBucketManager', 'delete'),
    workersOf: reader('Navigator', 'serviceWorker'),
    registrations: method('ServiceWorkerContainer', 'getRegistrations'),
    scopeOf: reader('ServiceWorkerRegistration', 'scope'),
    unregister: method('ServiceWorkerRegistration', 'unregister'),
    cookieStore: owned('cookieStore'),
    cookieList: method('CookieStore', 'getAll'),

    // ---- the console ----
    /** @param {unknown} what */
    log: (what) => apply(log, console, [what]),
    /** @param {unknown} what */
    warn: (what) => apply(warn, console, [what]),
    /** @param {unknown} what */
    error: (what) => apply(error, console, [what]),

    // ---- the browser and the network ----
    navigator: owned('navigator'),
    takesCookies: reader('Navigator', 'cookieEnabled'),
    /** What stands as `origin` in a frame without one: `null`. */
    origin: owned('origin'),
    gpc: said('globalPrivacyControl'),
    dnt: said('doNotTrack'),
    languagesOf: reader('Navigator', 'languages'),
    storageOf: reader('Navigator', 'storage'),
    estimate: method('StorageManager', 'estimate'),
    /** The browser's own. */
    timeZone: (
      (format) => () =>
        format()?.timeZone
    )(timeZoneOf()),
    regionNames: makerIn('DisplayNames'),
    of: callerOf(inherited(global.Intl?.DisplayNames?.prototype, 'of')),
    relativeTime: makerIn('RelativeTimeFormat'),
    formatTime: callerOf(inherited(global.Intl?.RelativeTimeFormat?.prototype, 'format')),
    numberFormat: makerIn('NumberFormat'),
    formatNumber: (
      (get) => (/** @type {any} */ format, /** @type {number} */ number) =>
        apply(apply(/** @type {Function} */ (get), format, []), null, [number])
    )((inherited(global.Intl?.NumberFormat?.prototype, 'format') ?? NOTHING).get),
    /** The address of this step in the history is another one from now on; nothing is loaded. @type {(url: string) => void} */
    replaceAddress: (
      (history, state, replace) => (/** @type {string} */ url) =>
        replace(history, state(history), '', url)
    )(global.history, reader('History', 'state'), method('History', 'replaceState')),
    fetch: own('fetch'),
    urlOfRequest: reader('Request', 'url'),
    isOk: reader('Response', 'ok'),
    statusOf: reader('Response', 'status'),
    bodyTextOf: method('Response', 'text'),
    terminate: method('Worker', 'terminate'),
    /** Of a shared worker. */
    portOf: reader('SharedWorker', 'port'),
    closePort: method('MessagePort', 'close'),
    /** @type {(...args: any[]) => Blob} */
    blob: maker('Blob'),
    addressOfBlob: (
      (create) => (/** @type {Blob} */ blob) =>
        apply(create, URLClass, [blob])
    )(URLClass?.createObjectURL),
    forgetBlob: (
      (revoke) => (/** @type {string} */ address) =>
        apply(revoke, URLClass, [address])
    )(URLClass?.revokeObjectURL),

    /** Did the visitor come here by Back or Forward? */
    isBack: attempt(() => performance.getEntriesByType('navigation')[0].toJSON().type) === 'back_forward',

    // ---- addresses ----
    /** Throws where it is none. @param {string} address @param {string} [base] @returns {URL} */
    url: (address, base) => construct(URLClass, base === undefined ? [address] : [address, base]),
    hrefOf: reader('URL', 'href'),
    hostnameOf: reader('URL', 'hostname'),
    protocolOf: reader('URL', 'protocol'),
    originOf: reader('URL', 'origin'),
    searchOf: reader('URL', 'search'),
    pathnameOf: reader('URL', 'pathname'),

    // ---- texts ----
    slice: method('String', 'slice'),
    split: method('String', 'split'),
    indexOf: method('String', 'indexOf'),
    lastIndexOf: method('String', 'lastIndexOf'),
    charCodeAt: method('String', 'charCodeAt'),
    /** For loops that must be fast: `apply(codeOf, text, [i])` costs no more than the method itself does. */
    apply,
    codeOf: ''.charCodeAt,
    startsWith: method('String', 'startsWith'),
    endsWith: method('String', 'endsWith'),
    trim: method('String', 'trim'),
    lower: method('String', 'toLowerCase'),
    /** @param {number} code @returns {string} */
    fromCharCode: (code) => apply(fromCharCode, null, [code]),
    toBase64: own('btoa'),
    /** @type {(...args: any[]) => RegExp} */
    regExp: (...args) => construct(RegExpClass, args),
    /** The language's own: neither `replace` nor `match`, which look it up on the expression. */
    exec,
    /** @param {RegExp} expression @param {string} text */
    test: (expression, text) => exec(expression, text) !== null,
    /** @param {string} json @returns {any} throws where it is none */
    parse: (json) => apply(parse, null, [json]),
    /**
     * A text as JSON. For what is no text there is json.js: libraries give arrays a `toJSON`.
     * @param {string} text
     * @returns {string}
     */
    quote: (text) => apply(stringify, null, [text]),
    /** @type {(...args: any[]) => TextEncoder} */
    encoder: maker('TextEncoder'),
    encode: method('TextEncoder', 'encode'),
    encodeInto: method('TextEncoder', 'encodeInto'),
    /** @type {(...args: any[]) => TextDecoder} */
    decoder: maker('TextDecoder'),
    decode: method('TextDecoder', 'decode'),

    // ---- objects and numbers ----
    /**
     * The names of its own properties. Not by `Object.keys`, which shims write as a loop over what it inherits, too.
     * @param {object} object
     * @returns {string[]}
     */
    keys(object) {
      const all = ownKeys(object);
      /** @type {string[]} */
      const names = [];
      for (let i = 0; i < all.length; i++) {
        if (typeof all[i] === 'string' && getOwnPropertyDescriptor(object, all[i])?.enumerable)
          addTo(names, /** @type {string} */ (all[i]));
      }
      return names;
    },
    /** @type {<T>(object: T) => Readonly<T>} */
    freeze: (object) => /** @type {any} */ (apply(freeze, null, [object])),
    /** @type {(object: any, more: any) => any} */
    assign(object, more) {
      const names = native.keys(more);
      for (let i = 0; i < names.length; i++) object[names[i]] = more[names[i]];
      return object;
    },
    /** An object that has nothing from a prototype. @returns {Record<string, any>} */
    table: () => /** @type {any} */ ({ __proto__: null }),
    /** @param {object} object @param {string} name */
    hasOwn: (object, name) => getOwnPropertyDescriptor(object, name) !== undefined,
    /** @param {unknown} value @returns {value is any[]} */
    isArray: (value) => apply(isArray, null, [value]),
    /** Behind `add` of lists.js: a later file uses the one that was taken first. */
    addTo,
    /** What is in a list of any kind, read once. @type {(list: any) => any[]} */
    listFrom: (list) => apply(from, Array, [list]),
    sort: method('Array', 'sort'),
    floor,
    ceil,
    round,
    trunc,
    min,
    max,
    abs,
    // ---- classes ----
    /** Of a promise that must stay one of its own realm; of ours there is `await`. */
    then: /** @type {(promise: any, act: (value: any) => any) => any} */ (method('Promise', 'then')),
    /**
     * What lets go of an object that nobody else refers to; in a browser without such, what does not.
     * @type {(one: any) => WeakRef<any>}
     */
    weakly: classOf('WeakRef') ? maker('WeakRef') : (one) => /** @type {any} */ ({ one }),
    /** @type {(weak: any) => any} */
    deref: classOf('WeakRef') ? method('WeakRef', 'deref') : (weak) => weak.one,
    /** Where an error was made: a text, or what a `prepareStackTrace` gave. @type {(error: Error) => any} */
    stackOf: (error) => (stackIn ? apply(stackIn, error, []) : error.stack),
    Map: keeping(class extends Map {}, Map),
    Set: keeping(class extends Set {}, Set),
    WeakMap: keeping(class extends WeakMap {}, WeakMap),
    WeakSet: keeping(class extends WeakSet {}, WeakSet),
    Promise: PromiseClass,
    Error,
    Proxy,
    Uint8Array,
    Uint32Array,
    /**
     * How many bytes. An array says so itself; bytes have it from a prototype.
     * @type {(bytes: Uint8Array) => number}
     */
    byteCount: reader('Uint8Array', 'length'),
    indexOfByte: method('Uint8Array', 'indexOf'),

    // ---- the core (page/embedded-core.js, and its twin) ----
    WebAssembly: { Module: WebAssembly?.Module, Instance: WebAssembly?.Instance },
    exportsOf: readerOf(inherited(WebAssembly?.Instance.prototype, 'exports')),
    bufferOf: readerOf(inherited(WebAssembly?.Memory.prototype, 'buffer')),
    grow: callerOf(inherited(WebAssembly?.Memory.prototype, 'grow')),
    ArrayBuffer,
    Int8Array,
    Int16Array,
    Int32Array,
    Uint16Array,
    Float64Array,
    imul,
  };

  /** What the browser, or an extension of it, says of the visitor. @param {string} name @returns {() => any} */
  function said(name) {
    const { navigator } = global;
    const found = inherited(navigator, name);
    // an extension may be late
    return () => (found ? (found.get ? apply(found.get, navigator, []) : found.value) : navigator[name]);
  }

  /** @param {string} name @returns {(...args: any[]) => any} */
  function makerIn(name) {
    const found = global.Intl?.[name];
    return (...args) => construct(found, args);
  }

  function timeZoneOf() {
    const { DateTimeFormat } = global.Intl ?? {};
    const options = DateTimeFormat?.prototype.resolvedOptions;
    return () => DateTimeFormat && apply(options, construct(DateTimeFormat, []), []);
  }
}

/** In a later file the page's own, until `adopt`: nobody uses it. */
export let native = /** @type {ReturnType<typeof take>} */ (attempt(take));

let adopted = false;

/**
 * For a file that is loaded later, before anything else of it is used: from now on it works with what was taken first.
 * Only once, so that nobody can give it another set.
 * @param {typeof native} first
 */
export function adopt(first) {
  if (!adopted) native = first;
  adopted = true;
}
