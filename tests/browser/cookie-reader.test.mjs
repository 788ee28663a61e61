// The browser is the judge: what the core's reader makes of an assignment to document.cookie is what the browser makes
// of it.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { page as scratch, stage } from './browser.mjs';

const READERS = fileURLToPath(new URL('../../wasm-build/out/native/readers', import.meta.url));
const DAY = 86400;
const LONGEST = 400 * DAY; // a browser cuts off what is beyond (RFC 6265bis, 5.5)

/**
 * What the core's reader says of each.
 * @param {{ text: string, now: number }[]} texts  now: seconds, when it was written
 */
function read(texts) {
  const run = spawnSync(READERS, {
    input: texts.map(({ text, now }) => `${now}\t${text}\n`).join(''),
    encoding: 'utf8',
  });
  assert.equal(run.status, 0, run.stderr);
  return run.stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => {
      const [name, lasts, seconds] = line.split('\t');
      return { name, lasts: lasts === '1', seconds: Number(seconds) };
    });
}

const NAMES = [
  'a=1',
  ' a=1',
  'a =1',
  ' a = 1 ',
  '\ta\t=\t1\t',
  'a==1',
  'a=b=c',
  '=a',
  '=a=b',
  'a',
  'a b=1',
  'a;b=1',
  ';a=1',
  'a=',
  '"a"=1',
  'a="b;c"',
  'a="b c"',
  'a=1;',
  'a=1;;;',
  'ä=1',
  '数=1',
  'a%20b=1',
  'a%3Bb=1',
  '$Version=1',
  'a$b/c:d[e]=1',
  '_ga_G-1+2=1',
  'a,b=1',
  "a'b=1",
  'a{b}=1',
  'a|b=1',
  'a\\b=1',
  'a<b>=1',
  'a@b=1',
  '+=1',
  '*=1',
  'path=1',
  'max-age=1',
];

const LIVES = [
  '',
  'max-age=60',
  'Max-Age=60',
  'MAX-AGE=60',
  ' max-age = 60 ',
  'max-age=+60',
  'max-age=060',
  'max-age=6 0',
  'max-age=60.5',
  'max-age=60s',
  'max-age="60"',
  'max-age=',
  'max-age',
  'max-age=-',
  'max-age=-1',
  'max-age=0',
  'max-age=-0',
  'max-age=99999999',
  'max-age=99999999999999999999',
  'max-age=60;max-age=120',
  'max-age=120;max-age=60',
  'max-age=60;max-age=x',
  'maxage=60',
  'max_age=60',
  'max-age=0;max-age=60',
  'max-age=1e3',
  'max-age=0x10',
  'secure;max-age=60',
  'path=/;max-age=60',
  'path=/max-age=60',
  'x=y;max-age=60',
  'max-age=60;expires=Thu, 01 Jan 1970 00:00:00 GMT',
  'expires=Thu, 01 Jan 1970 00:00:00 GMT;max-age=60',
  'max-age=x;expires=Thu, 01 Jan 1970 00:00:00 GMT',
];

/** A moment some days from now, in every way that is seen. @param {Date} day */
function datesOf(day) {
  const [, weekday, date, month, year, time] = /** @type {RegExpExecArray} */ (
    /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(day.toUTCString())
  );
  const long = {
    Sun: 'Sunday',
    Mon: 'Monday',
    Tue: 'Tuesday',
    Wed: 'Wednesday',
    Thu: 'Thursday',
    Fri: 'Friday',
    Sat: 'Saturday',
  }[weekday];
  const [h, m, s] = time.split(':');
  return [
    day.toUTCString(),
    `${long}, ${date}-${month}-${year.slice(2)} ${time} GMT`,
    `${weekday} ${month} ${date} ${time} ${year}`,
    `${weekday}, ${date}-${month}-${year} ${time} GMT`,
    `${date} ${month} ${year} ${time}`,
    `${date} ${month} ${year} ${time} UTC`,
    `${date}-${month}-${year} ${time}`,
    `${month} ${date} ${year} ${time}`,
    `${year} ${month} ${date} ${time}`,
    `${time} ${date} ${month} ${year}`,
    `${date} ${month.toUpperCase()} ${year} ${time}`,
    `${date} ${month.toLowerCase()} ${year} ${time}`,
    `${date} ${month}ember ${year} ${time}`,
    `${date}/${month}/${year} ${time}`,
    `${date}.${month}.${year} ${time}`,
    `  ${date}   ${month}   ${year}   ${time}  `,
    `${weekday}, ${date} ${month} ${year} ${Number(h)}:${Number(m)}:${Number(s)} GMT`,
    `${weekday}, ${date} ${month} ${year} ${time} +0200`,
    `${date} ${month} ${year} ${time}.999`,
    `"${day.toUTCString()}"`,
  ];
}

const NO_DATES = [
  'never',
  '0',
  '-1',
  '',
  'Thu',
  '24 Nov 2027',
  '24 Nov 2027 00:00',
  '24 Nov 00:00:00',
  'Nov 2027 00:00:00',
  '32 Nov 2027 00:00:00',
  '31 Nov 2027 00:00:00',
  '29 Feb 2027 00:00:00',
  '00 Nov 2027 00:00:00',
  '24 Nov 2027 24:00:00',
  '24 Nov 2027 00:60:00',
  '24 Nov 2027 00:00:60',
  '24 Xyz 2027 00:00:00',
  '2027-11-24T00:00:00Z',
  '11/24/2027 00:00:00',
  '24 Nov 1600 00:00:00',
  '24 Nov 20277 00:00:00',
];
const PAST = [
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Thu, 01-Jan-70 00:00:01 GMT',
  'Mon, 01 Jan 1601 00:00:00 GMT',
  'Fri, 31 Dec 1999 23:59:59 GMT',
  '1 Jan 2000 00:00:00',
  'Sun, 29 Feb 2004 00:00:00 GMT',
  'Mon, 24 Nov 69 00:00:00 GMT',
  'Mon, 24 Nov 68 00:00:00 GMT',
];

/**
 * Read by the RFC, which a browser need not follow here: it takes the second, which is no number, for none at all. The
 * core's is the longer life.
 */
const LONGER = ['n=1;max-age=60;max-age=x'];

stage('The cookie reader', (story) => {
  story(
    'P9, P10: names, lifetimes and dates are read as this browser reads them',
    {
      pages: { '/privacy': scratch({ attributes: 'data-guard="off"' }) },
    },
    async (world) => {
      const page = await world.open('/privacy');
      const now = await page.evaluate(() => Math.floor(Date.now() / 1000));
      const days = [3, 40, 399].flatMap((n) => datesOf(new Date((now + n * DAY) * 1000)));
      const texts = [
        ...NAMES,
        ...LIVES.map((life) => `n=1;${life}`),
        ...[...days, ...NO_DATES, ...PAST].map((date) => `n=1; expires=${date}`),
      ];
      // Each is written where a cookie of that name is there already: one that goes at once is then seen to go.
      const judged = await page.evaluate(async (all) => {
        const found = [];
        for (const text of all) {
          for (const { name } of await cookieStore.getAll()) document.cookie = `${name}=0;max-age=0;path=/`;
          document.cookie = 'n=0;path=/';
          void document.cookie; // waits for what was written before it, which cookieStore does not
          const before = (await cookieStore.getAll()).length;
          const at = Date.now() / 1000;
          document.cookie = `${text};path=/`;
          void document.cookie;
          const cookies = await cookieStore.getAll();
          const [cookie] = cookies.filter(({ name, value }) => name !== 'n' || value !== '0');
          found.push({
            at,
            before,
            after: cookies.length,
            name: cookie && (cookie.name ?? ''),
            life: cookie ? (cookie.expires === null ? null : cookie.expires / 1000 - at) : undefined,
          });
        }
        return found;
      }, texts);
      let refused = 0;
      // On a busy machine some are written a minute after others: each counts from its own time.
      read(texts.map((text, i) => ({ text: `${text};path=/`, now: Math.floor(judged[i].at) }))).forEach(
        ({ name, lasts, seconds }, i) => {
          const { life, name: kept, after, before } = judged[i];
          const what = `${JSON.stringify(texts[i])}: the browser ${JSON.stringify(judged[i])}, the core ${JSON.stringify({ name, lasts, seconds })}`;
          if (life === undefined) {
            if (after < before)
              assert.ok(lasts && seconds === 0 && name === 'n', what); // it deleted
            else refused += 1; // the browser takes no such cookie, whatever it was to be called
            return;
          }
          assert.equal(kept, name, what);
          if (life === null && LONGER.includes(texts[i])) return;
          assert.equal(life !== null, lasts, what);
          if (lasts) assert.ok(Math.abs(Math.min(seconds, LONGEST) - life) < 5, what);
        },
      );
      assert.ok(refused < 12, `the browser took all but ${refused} of ${texts.length}: otherwise this shows nothing`);
    },
  );
});
