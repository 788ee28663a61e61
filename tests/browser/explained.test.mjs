// `explain(element)` agrees with the gate: for every tag and every attribute of the table of held elements
// (web/gate/held-elements.js), however the element is marked, whoever made it, and whosever host it comes from.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { ADDRESSES, KINDS } from '../../web/gate/held-elements.js';
import { CONFIG, page as scratch, stage } from './browser.mjs';

/** No browser asks anything of this port: what is released ends there. */
const at = (host) => `http://${host}:9/x`;
const HOSTS = { granted: '127.0.0.5', refused: '127.0.0.6', nobody: '127.0.0.7' };
const SITE = {
  ...CONFIG,
  services: [
    { id: 'granted', category: 'media', name: 'Granted', hosts: [HOSTS.granted] },
    { id: 'refused', category: 'stats', name: 'Refused', hosts: [HOSTS.refused] },
  ],
};

/** Whose an element says that it is. */
const MARKS = {
  'the service that is granted': { 'data-service': 'granted' },
  'the service that is refused': { 'data-service': 'refused' },
  'a category of which one service is granted': { 'data-category': 'media' },
  'the category that is refused': { 'data-category': 'stats' },
  'both that are granted': { 'data-category': 'media', 'data-service': 'granted' },
  'a service of another category': { 'data-category': 'stats', 'data-service': 'granted' },
  'nobody whom the config knows': { 'data-category': 'nobody' },
  'an empty mark': { 'data-category': '' },
};

/** What the attribute leads to, by whose hosts these are. @param {string} name */
const valuesOf = (name) => ({
  ...Object.fromEntries(Object.entries(HOSTS).map(([whose, host]) => [whose, at(host)])),
  own: '/x',
  ...(name === 'srcset' && { 'granted and refused': `${at(HOSTS.granted)} 1x, ${at(HOSTS.refused)} 2x` }),
});

/**
 * @typedef {object} Case
 * @property {string} label
 * @property {string} tag
 * @property {Record<string, string>} attributes
 * @property {'markup' | 'script'} by  who makes it
 * @property {string} name   the attribute
 * @property {string} value
 */

/** @param {(add: (one: Case) => void) => void} fill @returns {Case[]} */
function casesOf(fill) {
  const cases = [];
  fill((one) => cases.push(one));
  return cases;
}

const INERT = (tag) => (KINDS[tag]?.byType ? { type: 'text/plain' } : {});

/** With these every mark is tried, with every host; with the others two of each. */
const THOROUGHLY = ['img srcset', 'script src', 'iframe src'];

/** Elements that their author marked, of every tag of the table and some that it need not name. */
const MARKED = casesOf((add) => {
  for (const tag of [...Object.keys(KINDS), 'link', 'video', 'input'])
    for (const { name, marked } of ADDRESSES) {
      const some = THOROUGHLY.includes(`${tag} ${name}`) ? undefined : 2;
      for (const [mark, marks] of Object.entries(MARKS).slice(0, some))
        for (const [whose, value] of Object.entries(valuesOf(name)).slice(0, some)) {
          const attributes = { ...INERT(tag), ...marks, [marked]: value };
          add({
            label: `<${tag} ${marked}> of ${whose}, marked for ${mark}`,
            tag,
            attributes,
            by: 'markup',
            name,
            value,
          });
        }
    }
});

/** Elements that a script makes, without a mark and with each. */
const MADE = casesOf((add) => {
  for (const [tag, { watched }] of Object.entries(KINDS))
    for (const { name } of watched)
      for (const [mark, marks] of Object.entries({ nobody: {}, ...MARKS }))
        for (const [whose, value] of Object.entries(valuesOf(name))) {
          const attributes = { ...marks, [name]: value };
          add({
            label: `<${tag} ${name}> of ${whose}, made by script, for ${mark}`,
            tag,
            attributes,
            by: 'script',
            name,
            value,
          });
        }
});

/**
 * In the page: makes them all, chooses, and says of each whether it waits, for whom, and what `explain` says.
 * @param {Case[]} cases
 */
async function compare(cases) {
  const box = document.body.appendChild(document.createElement('div'));
  const template = document.createElement('template');
  const elements = cases.map(({ tag, attributes, by }) => {
    // What a parser would have made is inert until it is in the page.
    const owner = by === 'markup' ? template.content.ownerDocument : document;
    const element = owner.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  });
  for (const element of elements) box.append(element);
  /** @type {Map<Element, string>} */
  let held = new Map();
  document.addEventListener('assent:held', ({ detail: { element, id } }) => held.set(element, id));
  await assent.reject();
  held = new Map();
  await assent.choose({ granted: true });
  const found = [];
  for (const [i, element] of elements.entries()) {
    const { id, holds, text } = await assent.explain(element);
    const waits = held.has(element);
    found.push({ label: cases[i].label, waits, id: held.get(element), explained: { id, holds, text } });
  }
  return found;
}

stage('What explain says of an element', (story) => {
  for (const [what, cases] of Object.entries({ 'its author marked': MARKED, 'a script makes': MADE })) {
    story(
      `A8: whether an element that ${what} waits, and for whom, explain says as the gate has it, for every attribute`,
      { pages: { '/privacy': scratch({ config: SITE }) }, tolerated: /.*/ },
      async (world) => {
        const page = await world.open('/privacy');
        const found = await page.evaluate(compare, cases);
        assert.deepEqual(
          found.filter(({ waits, id, explained }) => waits === explained.holds || (waits && id !== explained.id)),
          [],
        );
        assert.ok(found.some(({ waits }) => waits) && found.some(({ waits }) => !waits));
      },
    );
  }

  story(
    'A8: explain reads every candidate of a srcset, says of what nobody declared that it runs, and leaves the marks of others alone',
    { pages: { '/privacy': scratch({ config: SITE, body: '<p id="box"></p>' }) }, tolerated: /.*/ },
    async (world) => {
      const page = await world.open('/privacy');
      const say = (/** @type {string} */ html) =>
        page.evaluate(async (text) => {
          document.getElementById('box').innerHTML = text;
          return (await assent.explain(document.getElementById('box').firstElementChild)).text;
        }, html);
      await page.evaluate(() => assent.choose({ granted: true }));
      const both = `${at(HOSTS.granted)} 1x, ${at(HOSTS.refused)} 2x`;
      assert.match(await say(`<img data-srcset="${both}" data-service="granted">`), /^Refused is held/);
      assert.match(
        await say(`<video data-poster="${at(HOSTS.refused)}" data-category="media"></video>`),
        /^Refused is held/,
      );
      assert.match(await say(`<img src="${at(HOSTS.refused)}">`), /^Refused is held/);
      assert.match(await say(`<img src="${at(HOSTS.granted)}">`), /^Granted runs/);
      const runs = /^This img runs: it bears no mark/;
      assert.match(await say(`<img src="${at(HOSTS.nobody)}">`), runs);
      assert.match(await say('<img src="/x">'), runs);
      assert.match(await say('<img src="/x" data-category="of another library">'), runs);
      assert.match(await say('<img data-src="/x" data-category="stats media">'), /^“stats media” is no category/);
    },
  );
});

it('the guide names every attribute in which an address of a marked element waits', () => {
  const guide = readFileSync(new URL('../../web/guide/marking-content.md', import.meta.url), 'utf8');
  for (const { marked } of ADDRESSES) assert.ok(guide.includes(marked), marked);
});
