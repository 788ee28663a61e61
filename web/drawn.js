// What a learner need not wait for to see a click answered.

/** Behind the next frame or two. @returns {Promise<void>} */
export const whenDrawn = () => new Promise(done => setTimeout(done, 50));
