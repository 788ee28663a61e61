// What a learner need not wait for to see a click answered.
import { after } from './promises.js';

/** Behind the next frame or two. @returns {Promise<void>} */
export const whenDrawn = () => after(50);
