// B20 to B23: what the law of one place or the age of one audience asks for.
import prescribed from '../../../words/en/opt-out-link.js';
import { inWords } from '../../../words/lookup.js';
import { TEXT } from './contrast.js';
import { both, finding, inLooks, isFirst } from './finding.js';

/** @typedef {import('../evidence.d.ts').Judge} Judge */

/** @type {Judge} */
export const B20 = ({ facts, looks, pages, accepted }) => {
  const { state, config, law } = facts;
  if (!state.signal || !state.place?.startsWith('US')) return null;
  const where = { when: 'under GPC' };
  const ads = config.categories.filter(({ purpose }) => purpose === 'advertising').map(({ id }) => id);
  const offered = new Set(looks.flatMap(({ switches }) => switches.map(({ id }) => id)));
  const sold = [
    ...ads,
    ...(config.services ?? [])
      .filter(({ category, sale = 'no' }) => sale !== 'no' || ads.includes(category))
      .map(({ id }) => id),
  ].filter((id) => offered.has(id));
  const found = sold
    .filter((id) => state.grants[id])
    .map((id) => finding(where, id, 'is granted', 'denied: the browser has said no'));
  const [banner] = looks.filter(({ where: { layer } }) => layer === 'banner');
  // A question about other things is fine. A question is not, if "yes" to it grants what the browser has refused.
  if (banner && sold.some((id) => accepted?.state.grants[id]))
    found.push(
      finding({ ...where, layer: 'banner' }, banner.element, 'asks again for what the browser refused', 'no question'),
    );
  const told = [...looks, ...pages].some(({ says }) =>
    says.some(({ say, text }) => say === 'honored' && text.includes(prescribed.honored)),
  );
  if (law?.status && sold.length && !told) {
    found.push(finding(where, '[data-say=honored]', 'not shown', `“${prescribed.honored}”`));
  }
  return found;
};

/** @type {Record<string, string[]>} the texts that may be there, first the one Assent writes */
const LINKS = {
  choices: [prescribed.choices, 'Your California Privacy Choices'],
  rights: [prescribed.rights, 'Your Privacy Rights'],
};

/** @param {import('../evidence.d.ts').PageSeen} page */
const at = ({ address }) => ({ when: `on ${new URL(address).pathname}` });

/** @type {Judge} */
export const B21 = ({ facts, pages }) => {
  if (facts.state.link !== 'choices') return null;
  return pages.flatMap((page) => {
    const [link] = page.optOuts;
    if (!link)
      return [finding(at(page), '[data-assent=opt-out]', 'not there', `“${LINKS.choices[0]}” in header or footer`)];
    return [
      !LINKS.choices.includes(link.text) && finding(at(page), link.element, `“${link.text}”`, `“${LINKS.choices[0]}”`),
      !link.icon && finding(at(page), link.element, 'no icon beside it', 'the opt-out icon'),
      !link.place && finding(at(page), link.element, 'in the middle of the page', 'in its header or footer'),
      link.size < link.sizeOfOthers - 0.5 &&
        finding(at(page), link.element, `${link.size} px`, `${link.sizeOfOthers} px, as the links beside it`),
      link.ratio < TEXT && finding(at(page), link.element, `text ${link.ratio}:1`, `at least ${TEXT}:1`),
    ].filter((found) => found !== false);
  });
};

/** Is the banner only a strip? A strip lies along the lower edge and leaves the upper half free. @type {Judge} */
const place = (evidence) =>
  evidence.facts.law?.position
    ? inLooks(evidence, (look) => {
        if (look.where.layer !== 'banner') return null;
        const { top, bottom } = look.rect;
        const strip =
          look.height - bottom < look.height * 0.1 && top > look.height * 0.1 && look.height - bottom < top / 2;
        return strip
          ? [
              finding(
                look.where,
                look.element,
                `from ${Math.round(top)} to ${Math.round(bottom)} of ${look.height} px`,
                'not only a strip at the lower edge',
              ),
            ]
          : [];
      })
    : null;

/** @type {Judge} */
const rights = ({ facts, pages }) =>
  facts.state.link === 'rights'
    ? pages.flatMap((page) => {
        const link = page.optOuts.find(({ inPolicy }) => !inPolicy);
        if (!link)
          return [finding(at(page), '[data-assent=opt-out]', 'not there', `“${LINKS.rights[0]}” outside the policy`)];
        return LINKS.rights.includes(link.text)
          ? []
          : [finding(at(page), link.element, `“${link.text}”`, `“${LINKS.rights[0]}”`)];
      })
    : null;

/** The notices that two acts prescribe word by word. */
const NOTICES = /** @type {const} */ (['texas', 'florida']);

/** @type {Judge} */
const notices = ({ facts, looks, pages }) => {
  const sensitive = facts.config.services?.some(({ sale }) => sale === 'sensitive');
  const due = NOTICES.filter((state) => sensitive && facts.law?.[state]);
  return due.length
    ? due
        .filter(
          (state) =>
            ![...looks, ...pages].some(({ says }) =>
              says.some(({ say, text }) => say === state && text.includes(prescribed[state])),
            ),
        )
        .map((state) => finding({}, `[data-say=${state}]`, 'not shown', `“${prescribed[state]}”`))
    : null;
};

/** @type {Judge} */
export const B22 = (evidence) => both(place(evidence), rights(evidence), notices(evidence));

/** @type {Judge} */
export const B23 = (evidence) => {
  const { state, config, law } = evidence.facts;
  const absent = config.categories.filter(
    ({ purpose }) => /^(advertising|personalisation)$/.test(purpose) && law?.[purpose] === 'absent',
  );
  if (!/^(minor|child|k12)$/.test(state.audience ?? '') || !absent.length) return null;
  return inLooks(evidence, (look) =>
    absent.flatMap(({ id, label, purpose }) => {
      const own = [
        id,
        ...(config.services ?? []).filter(({ category }) => category === id).map((service) => service.id),
      ];
      const shown = look.switches.find((one) => own.includes(one.id));
      const name =
        inWords(label, [look.lang || look.pageLang]) ||
        (isFirst(look) ? '' : evidence.facts.words?.purposes?.[purpose]?.label) ||
        '';
      const section = name && look.sections.find(({ title }) => title === name);
      if (shown) return [finding(look.where, shown.element, `offered to ${state.audience}`, 'not there at all')];
      return section
        ? [finding(look.where, section.element, `“${name}” is shown to ${state.audience}`, 'not there at all')]
        : [];
    }),
  );
};
