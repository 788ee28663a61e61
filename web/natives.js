// The browser's own, taken before anything stands in their place: the guard, or what a script of the page puts there.
export const { apply, construct, defineProperty, getOwnPropertyDescriptor, set } = Reflect;

const { setAttribute } = Element.prototype;

/** Past the guard: who calls has decided. @param {Element} element @param {string} name @param {string} value */
export const setNatively = (element, name, value) => apply(setAttribute, element, [name, value]);
