/**
 * The storages of a window, by the names that they have there and in a config.
 * @type {('localStorage' | 'sessionStorage')[]}
 */
export const AREAS = ['localStorage', 'sessionStorage'];
