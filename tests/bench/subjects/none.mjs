// Control: the page without third parties and without a manager. What a first visit costs anyway.

/** @type {import('../subjects.mjs').Subject} */
export default { title: 'the page alone' };
