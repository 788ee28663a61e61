// The classic script for any site: its config stands in the page, or at an address.
import { fetched } from './fetched.js';
import { address, start } from './script.js';

const inline = () => document.getElementById('assent-config')?.textContent;

/** In the page before this script, else at an address. What is no config the core refuses. */
const config = () => inline() ?? (address ? fetched(address) : '');

start({ config });
