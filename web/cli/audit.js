// assent audit: the banner rules, looked at in a real browser, on any page that carries Assent.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { audit as look } from './audit/audit.js';
import { readOptions, trouble } from './command-line.js';

/** @typedef {import('./audit/evidence.d.ts').Result} Result */
/** @typedef {import('./audit/evidence.d.ts').Where} Where */

const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** @param {string} file */
const isProgram = (file) => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** @param {string | undefined} given */
function findBrowser(given) {
  const named = given ?? process.env.CHROMIUM;
  if (named !== undefined) {
    if (!isProgram(named)) throw trouble(`${named} is no program: --browser and $CHROMIUM name a Chromium`);
    return named;
  }
  const found = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => BROWSERS.map((name) => join(folder, name)))
    .find(isProgram);
  if (!found)
    throw trouble(
      `no browser found: install Chromium, or name one with --browser (looked on PATH for ${BROWSERS.join(', ')})`,
    );
  return found;
}

/** @param {string} executablePath @returns {Promise<import('playwright-core').Browser>} */
async function open(executablePath) {
  const playwright = await import('playwright-core').catch(() => {
    throw trouble(
      'the audit drives a browser with playwright-core, which is not installed: ' +
        'npm install playwright-core, and a Chromium',
    );
  });
  // Chromium has no sandbox for root, as in a container. For everybody else it stays.
  const args = ['--headless=new', '--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  return playwright.chromium.launch({ executablePath, args }).catch((/** @type {Error} */ error) => {
    throw trouble(`${executablePath} does not start: ${error.message.split('\n')[0]}`);
  });
}

/** In the order in which they are told. */
const SCHEMES = ['light', 'dark'];

/** @param {Where[]} places */
function told(places) {
  /** @param {(keyof Where)} key @param {string} [unit] */
  const all = (key, unit = '') =>
    [...new Set(places.map((place) => place[key] ?? '').filter((value) => value !== ''))]
      .sort((a, b) => SCHEMES.indexOf(String(a)) - SCHEMES.indexOf(String(b)))
      .map((value) => `${value}${unit}`)
      .join(' and ');
  const at = [all('width', ' px'), all('scheme'), all('layer')].filter(Boolean).join(', ');
  return [at && ` at ${at}`, all('when') && `, ${all('when')}`].join('');
}

/** The same fault in several places is one line. @param {Result} result */
function lines({ rule, status, findings }) {
  if (status === 'holds') return [`${rule} holds`];
  if (status === 'not owed') return [`${rule} not owed here`];
  /** @type {Map<string, Where[]>} */
  const places = new Map();
  for (const { where, element, found, expected } of findings) {
    const fault = `${element}: ${found}, expected ${expected}`;
    places.set(fault, [...(places.get(fault) ?? []), where]);
  }
  return [...places].map(([fault, where]) => `${rule} BROKEN${told(where)}: ${fault}`);
}

/** @param {Result[]} results */
function summary(results) {
  /** @param {Result['status']} status */
  const count = (status) => results.filter((one) => one.status === status).length;
  return `${count('holds')} rules hold, ${count('broken')} broken, ${count('not owed')} not owed here`;
}

/** The page whose address was given. @param {string[]} addresses */
function onePage(addresses) {
  if (addresses.length > 1) throw trouble(`one page at a time, not ${addresses.length}`, true);
  const [address] = addresses;
  if (!address) throw trouble('which page? give its address, such as http://localhost:8400/', true);
  if (!/^https?:\/\/./.test(address) || !URL.canParse?.(address))
    throw trouble(`${address} is no address: it begins with http:// or https://`, true);
  return address;
}

/** @param {string[]} args @returns {Promise<number>} */
export async function audit(args) {
  const { values, files } = readOptions(args, {
    region: { type: 'string' },
    audience: { type: 'string' },
    gpc: { type: 'boolean' },
    json: { type: 'boolean' },
    browser: { type: 'string' },
  });
  const address = onePage(files);
  const browser = await open(findBrowser(values.browser));
  try {
    const { facts, results } = await look(browser, new URL(address).href, values);
    const { regime, place, audience } = facts.state;
    if (values.json) {
      const { gpc = false } = values;
      process.stdout.write(`${JSON.stringify({ address, regime, place, audience, gpc, results }, null, 2)}\n`);
    } else {
      const law = regime ? `, law of ${regime}` : '';
      process.stdout.write([...results.flatMap(lines), `${address}${law}: ${summary(results)}\n`].join('\n'));
    }
    return results.some(({ status }) => status === 'broken') ? 1 : 0;
  } catch (error) {
    if (!(/** @type {any} */ (error).unfit)) throw error;
    throw trouble(/** @type {Error} */ (error).message);
  } finally {
    await browser.close();
  }
}
