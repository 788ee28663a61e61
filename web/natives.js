// The browser's own, taken before anything stands in their place: the guard, or what a script of the page puts there.
export const { apply, construct, defineProperty, get, getOwnPropertyDescriptor, getPrototypeOf } = Reflect;

/** Every operation on an object, by the name that a Proxy knows it under. */
export const operations = Object.entries(Object.getOwnPropertyDescriptors(Reflect));

const { setAttribute } = Element.prototype;

/** Past the guard: who calls has decided. @param {Element} element @param {string} name @param {string} value */
export const setNatively = (element, name, value) => apply(setAttribute, element, [name, value]);
