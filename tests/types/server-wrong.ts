// Each line that says `wrong` must be refused by the compiler, and no other (tests/types.test.mjs).
import { open, start } from 'assent'; // wrong

const site = open('{}');
open(7); // wrong
site.read(['assent=1']); // wrong
site.read('', { lang: 'de' }); // wrong
site.read('').grants.performance = true; // wrong
site.read('').allows(1); // wrong
