// What a learner need not wait for to see a click answered.

/** Behind the next frame or two; nobody sees those of a page that is hidden. @returns {Promise<void>} */
export const whenDrawn = () => new Promise(done => document.hidden ? done() : setTimeout(done, 50));
