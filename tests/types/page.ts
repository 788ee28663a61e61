// A page that uses Assent as its reference says. Must compile (tests/types.test.mjs).
import {
  type Assent,
  type Erased,
  type Explained,
  type ExportDocument,
  type Row,
  type Rule,
  type SiteConfig,
  type State,
  start,
} from 'assent/browser';

const config: SiteConfig = {
  schema: 1,
  site: { name: 'N', controller: 'C', policyUrl: '/p' },
  policy: { version: 1, date: '2026-11-01' },
  categories: [{ id: 'performance', purpose: 'statistics', label: { en: 'Performance' } }],
  services: [
    { id: 'roster', category: 'performance', name: 'Roster', sale: 'no', records: true, agreement: 'DPA-1' },
    { use: 'matomo', hosts: ['stats.example'] },
  ],
  keys: [{ category: 'performance', in: 'cookie', name: '_pk*' }],
  audience: 'k12',
  place: 'wording',
  doNotTrack: true,
};

async function use(assent: Assent): Promise<boolean> {
  const first: State = await assent.ready;
  if (first.ask === 'policy' && first.decided)
    console.log(first.decided.how === 'accept', first.decided.when + 1, first.grants.performance === true);
  await assent.accept();
  await assent.accept('performance');
  await assent.choose({ performance: true, targeting: false });
  await assent.withdraw(['performance']);
  await assent.show('banner');
  await assent.show('notice');
  await assent.permit({ roster: true });
  const rules: Rule[] = await assent.law();
  const { text, law }: Explained = await assent.explain(document.body);
  console.log(rules.length, (await assent.explain('roster')).standing === 'barred', text, law?.title);
  const rows: Row[] = await assent.stored();
  console.log(
    rows.filter(({ area, expires, ends }) => area === 'cookie' && expires === 0 && !ends.includes('logout')).length,
  );
  const made: ExportDocument = await assent.exportData({ format: 'html', download: false });
  console.log(
    made.history.map(({ how, granted }) => how + granted.join()),
    made.providers[0]?.optOutUrl ?? made.stored[0].until,
  );
  const gone: Erased[] = [
    ...(await assent.erase()),
    ...(await assent.erase({ everything: true })),
    ...(await assent.erase({ rows })),
    ...(await assent.erase({ refused: true })),
  ];
  assent.on('change', ({ erased }) =>
    console.log(
      erased?.map(({ area, name }) => area + name),
      gone.length,
    ),
  );
  const off = assent.on('change', ({ grants }) => console.log(grants.performance));
  off();
  assent.on('held', ({ element, why }) => element.setAttribute('title', why));
  return assent.allows('performance');
}

use(window.assent);
use(assent);
use(start({ config }));
use(start({ config: '/assent/site.json', engine: 'js', debug: true }));
use(start({ config, place: '/assent/place', visitor: { region: 'US-CA', audience: 'minor', age: 15 } }));
document.addEventListener('assent:change', (event) => console.log(event.detail.grants.performance));
document.addEventListener('assent:error', (event) => console.log(event.detail.error.message));
