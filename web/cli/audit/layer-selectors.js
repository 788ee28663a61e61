/** Where each layer is drawn on a page. @type {Record<string, string>} */
export const LAYERS = {
  first: '.assent-banner, .assent-notice',
  preferences: '.assent-dialog',
  inline: '.assent-inline',
};
