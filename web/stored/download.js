// Saves a text as a file on this device, by the browser's own means. Nothing is sent anywhere.
import { native } from '../platform/pristine.js';

/** @param {string} text @param {string} type @param {string} name */
export function download(text, type, name) {
  const url = native.addressOfBlob(native.blob([text], { type }));
  const link = native.create(document, 'a');
  native.setAttribute(link, 'href', url);
  native.setAttribute(link, 'download', name);
  native.click(link);
  native.wait(() => native.forgetBlob(url), 60_000); // some browsers begin to read after a while
}
