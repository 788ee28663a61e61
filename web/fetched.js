/** The config at an address, as text. What answers with an error has no config: the core refuses what stands here instead. @param {string} address */
export const fetched = address => fetch(address).then(answer => answer.ok ? answer.text() : `${address} ${answer.status}`);
