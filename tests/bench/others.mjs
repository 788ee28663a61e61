// What other programs do on the machine meanwhile. A visit begins in a quiet moment if one comes, and is marked if it
// was disturbed.

import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Processors that others may keep busy before a visit counts as disturbed. */
const QUIET = 0.25;

/** Seconds of processor time, of everybody and of this program with the browsers that it has closed; from Linux. */
function spent() {
  try {
    const everybody = readFileSync('/proc/stat', 'utf8').split('\n')[0].trim().split(/\s+/).slice(1).map(Number);
    const own = readFileSync('/proc/self/stat', 'utf8').split(') ')[1].split(' ').slice(11, 15).map(Number);
    const [user, nice, system, , , interrupts, soft, stolen = 0] = everybody;
    return {
      all: (user + nice + system + interrupts + soft + stolen) / 100,
      own: own.reduce((sum, time) => sum + time, 0) / 100,
    };
  } catch {
    return { all: 0, own: 0 };
  }
}

/** Processors that others kept busy on average while something was done. @template T @param {() => Promise<T>} act */
export async function besides(act) {
  const [before, start] = [spent(), performance.now()];
  const result = await act();
  const [after, seconds] = [spent(), (performance.now() - start) / 1000];
  const others = (after.all - before.all - (after.own - before.own)) / seconds;
  return { result, disturbed: others > QUIET };
}

/** Waits for a quiet moment, two seconds at most. */
export async function quiet() {
  for (let tries = 0; tries < 4; tries++) if (!(await besides(() => sleep(500))).disturbed) return;
}
