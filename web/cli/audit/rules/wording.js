// B13, B14, B16, B18: what is said, in which language, and in which words.
import { inWords } from '../../../words/lookup.js';
import { both, finding, inLooks, isFirst } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */
/** @typedef {import('../evidence.d.ts').Look} Look */

/** @param {string[]} words  regular expressions @returns {RegExp} one for any of them, in capitals or not */
const anyOf = (words) => new RegExp(words.join('|'), 'i');

/** @param {string} tag */
const language = (tag) => tag.toLowerCase().split('-')[0];

/** @param {string} text */
const plain = (text) => text.toLowerCase().replace(/\s+/g, ' ').trim();

/** @type {Judge} */
export const B13 = (evidence) =>
  inLooks(evidence, (look) => {
    const { law, config } = evidence.facts;
    const due = law?.language || look.pageLang;
    const found = [];
    if (due && language(look.lang) !== language(due))
      found.push(
        finding(
          look.where,
          look.element,
          `lang="${look.lang}"`,
          law?.language ? `${due}, as the law asks` : `${due}, as the page`,
        ),
      );
    for (const { element, text } of look.texts) {
      if (/\{\w+\}|\bundefined\b|\[object /.test(text))
        found.push(finding(look.where, element, `“${text}”`, 'every word there'));
    }
    for (const { id, label } of due ? config.categories : []) {
      if (label && typeof label === 'object' && !Object.keys(label).some((tag) => language(tag) === language(due)))
        found.push(finding(look.where, `category ${id}`, `a label in ${Object.keys(label).join(', ')}`, due));
    }
    return found;
  });

/**
 * Words for "at any time" and "withdraw". A text in another language must name the control that opens the preferences.
 */
const WITHDRAW = anyOf([
  'any ?time',
  'withdraw',
  'change your choice',
  'change your mind',
  'jederzeit',
  'widerruf',
  'à tout moment',
  'retirer',
  'en cualquier momento',
  'retirar',
  'in qualsiasi momento',
  'revocare',
  'a qualquer momento',
  'op elk moment',
  'intrekken',
  'när som helst',
  'når som helst',
  'milloin tahansa',
  'kdykoli',
  'w każdej chwili',
  'bármikor',
  'oricând',
  'kadykoľvek',
  'kadarkoli',
  'u bilo kojem',
  'bet kada',
  'jebkurā',
  'igal ajal',
  'ανά πάσα',
  'по всяко време',
  'в любое время',
  'будь-коли',
  'her zaman',
  'いつでも',
  '언제든',
  '随时',
  '隨時',
  'في أي وقت',
  'בכל עת',
]);

/** @type {Judge} */
const facts = (evidence) =>
  inLooks(evidence, (look) => {
    if (!isFirst(look)) return null;
    const { config, law } = evidence.facts;
    const text = plain(look.text);
    // A purpose that nobody may allow here is not asked for, and so it need not be named.
    const optional = config.categories.filter(({ purpose }) => purpose !== 'necessary' && law?.[purpose] !== 'absent');
    const lang = look.lang || look.pageLang;
    const unnamed = optional.filter(({ label, purpose }) => {
      const name = inWords(label, [lang]) || evidence.facts.words?.purposes?.[purpose]?.label;
      return name && !text.includes(plain(name));
    });
    // Some services of a category may be forbidden here. So those count that the preferences list.
    const listed = evidence.looks
      .find(({ where }) => where.layer === 'preferences')
      ?.sections.filter((section) => section.services.some(({ switches }) => switches.length));
    const partners = listed
      ? listed.flatMap(({ services }) => services).length
      : (config.services ?? []).filter(({ category }) => optional.some(({ id }) => id === category)).length;
    const opener = evidence.facts.words?.preferences;
    return [
      ...unnamed.map(({ id }) =>
        finding(look.where, look.element, `does not name ${id}`, 'every purpose that is asked for'),
      ),
      ...(partners && !/\d/.test(text)
        ? [finding(look.where, look.element, 'gives no number of partners', `${partners}`)]
        : partners && !new RegExp(`(^|\\D)${partners}(\\D|$)`).test(text)
          ? [finding(look.where, look.element, 'gives another number of partners', `${partners}`)]
          : []),
      ...(WITHDRAW.test(text) || (opener && text.includes(plain(opener)))
        ? []
        : [finding(look.where, look.element, 'does not say that a choice can be taken back', 'the right to withdraw')]),
    ];
  });

/** @type {Judge} */
const policy = ({ looks, policy: link }) => {
  const [first] = looks.filter(isFirst);
  if (!first) return null;
  const where = { layer: first.where.layer };
  if (!link) return [finding(where, '<a>', 'no link to the policy', 'a link to it')];
  if (link.here) return [finding(where, link.element, 'leads to this page', 'the policy')];
  return link.status === 200
    ? []
    : [
        finding(
          where,
          link.element,
          link.status ? `${link.address} answers ${link.status}` : `${link.address} does not answer`,
          '200',
        ),
      ];
};

/** @type {Judge} */
export const B14 = (evidence) => both(facts(evidence), policy(evidence));

/** Words that push: shame, praise, fear, haste, thanks. */
const LOADED = anyOf([
  '!',
  '😀',
  '👍',
  '❤',
  ...[
    "don['’]?t care",
    'hate',
    'miss out',
    'no,? thanks?',
    'yes,? please',
    'love',
    'awesome',
    'great',
    'best',
    'improve',
    'better',
    'worse',
    'sorry',
    'sad',
    'unfortunately',
    'help us',
    'support us',
    'support our',
    'hurry',
    'now or never',
    'got it',
    'happy',
    'enjoy',
    'free',
    'recommended',
    'danger',
    'risk',
  ].map((word) => `\\b${word}\\b`),
]);
const NEGATED =
  /\b(don['’]?t|do not|not|never|without|un(?:check|tick|select)|no)\b.*\b(refuse|reject|decline|disable|block|opt(?:ing)? out|stop|deny|without|not)\b/i;
const WORDS = ['accept', 'reject', 'settings', 'save', 'done', 'close', 'hide', 'noted', 'x', 'reload'];

/** @type {Judge} */
export const B16 = (evidence) =>
  inLooks(evidence, (look) => {
    const { words } = evidence.facts;
    const set =
      words && look.lang && language(look.lang) === words.lang
        ? WORDS.map((id) => words[id]).filter((word) => typeof word === 'string')
        : null;
    return [
      ...look.controls
        .filter(({ id }) => WORDS.includes(id))
        .flatMap(({ element, label, name }) => {
          const text = label || name;
          if (LOADED.test(text)) return [finding(look.where, element, `“${text}”`, 'a plain label')];
          if (NEGATED.test(text)) return [finding(look.where, element, `“${text}” says no twice`, 'a plain label')];
          return set && !set.includes(text) && !set.includes(name)
            ? [finding(look.where, element, `“${text}”`, set.slice(0, 4).join(', '))]
            : [];
        }),
      ...look.media.map((element) =>
        finding(look.where, element, 'in a layer that asks', 'no pictures, films or frames'),
      ),
    ];
  });

/** In a longer list nobody goes through the services one by one. */
const MANY = 20;

/** @type {Judge} */
export const B18 = (evidence) =>
  inLooks(evidence, (look) => {
    const { services = [] } = evidence.facts.config;
    const listed = look.sections.filter((section) => section.services.length);
    if (!services.length || !listed.length) return null;
    const all = listed.flatMap((section) => section.services);
    return [
      ...listed
        .filter(({ summary, services: own }) => !new RegExp(`(^|\\D)${own.length}(\\D|$)`).test(summary))
        .map((section) =>
          finding(look.where, section.element, `“${section.summary}” gives no number`, `${section.services.length}`),
        ),
      ...(all.length > MANY
        ? listed
            .filter((section) => section.services.some(({ switches }) => switches.length) && !section.switches.length)
            .map((section) =>
              finding(
                look.where,
                section.element,
                `${all.length} services without a switch for all of a purpose`,
                'one switch for all, or a search',
              ),
            )
        : []),
    ];
  });
