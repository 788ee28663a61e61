// Each line that says `wrong` must be refused by the compiler, and no other (tests/types.test.mjs).
import { open, start } from 'assent'; // wrong
import { gpcHandler } from 'assent/gpc';
import { placeHandler, placeOf } from 'assent/place';

const site = open('{}');
open(7); // wrong
site.read(['assent=1']); // wrong
site.read('', { lang: 'de' }); // wrong
site.read('').grants.performance = true; // wrong
site.read('').allows(1); // wrong
site.read('', { place: 'DE' }); // wrong
if (site.read('').audience === 'pupil') site.read(''); // wrong
site.read('').explain('matomo').law.row.trim(); // wrong
placeOf({}); // wrong
placeOf({}, { provider: 'auto' }); // wrong
placeHandler({}); // wrong
gpcHandler({ lastUpdate: 20261122 }); // wrong
