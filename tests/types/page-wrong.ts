// Each line that says `wrong` must be refused by the compiler, and no other (tests/types.test.mjs).
import { type SiteConfig, start } from 'assent/browser';

const category = { id: 'a', purpose: 'security' } as const;
const rest = {
  schema: 1,
  site: { name: 'N', controller: 'C', policyUrl: '/p' },
  policy: { version: 1, date: '2026-11-01' },
} as const;

export const configs: SiteConfig[] = [
  { ...rest, categories: [category] },
  { ...rest, categories: [{ ...category, purpose: 'marketing' }] }, // wrong
  { ...rest, categories: [category], recieves: [] }, // wrong
  { ...rest, schema: 2, categories: [category] }, // wrong
  { ...rest, categories: [category], keys: [{ in: 'cookie', name: 'x' }] }, // wrong
  { ...rest, categories: [category], apply: 'later' }, // wrong
  { ...rest, categories: [category], audience: 'pupil' }, // wrong
  { ...rest, categories: [category], place: 'DE' }, // wrong
  { ...rest, categories: [category], services: [{ id: 's', category: 'a', name: 'S', sale: true }] }, // wrong
  { ...rest, categories: [category], services: [{ id: 's', category: 'a' }] }, // wrong
  { ...rest, categories: [category], services: [{ use: 7 }] }, // wrong
];

assent.show('popup'); // wrong
assent.choose({ performance: 'yes' }); // wrong
assent.on('changed', () => {}); // wrong
assent.on('change', ({ grant }) => grant); // wrong
assent.state().grants.performance = true; // wrong
start({}); // wrong
assent.permit(['roster']); // wrong
assent.explain(7); // wrong
assent.exportData({ format: 'pdf' }); // wrong
assent.erase({ rows: ['plx.theme'] }); // wrong
assent.state().link = ''; // wrong
start({ config: '{}', visitor: { region: 7 } }); // wrong
document.addEventListener('assent:change', (event) => event.detail.layer); // wrong
