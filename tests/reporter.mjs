// What a worker (worker.mjs) tells of its tests: each one that ended goes to whoever started the worker.

/** Tests of the outermost level that have begun and not ended. */
let open = 0;
/** @type {(() => void)[]} */
const waiting = [];

/** Fulfilled when every test that was registered so far has ended. */
export async function allEnded() {
  // What a file registered is told a moment later.
  for (let i = 0; i < 3; i += 1)
    await new Promise((done) => {
      setTimeout(done, 10);
    });
  if (open > 0)
    await new Promise((done) => {
      waiting.push(() => done(undefined));
    });
}

/** The reason, in a few lines, and where it was found. @param {any} error */
function reasonOf(error) {
  const cause = error?.cause ?? error;
  const said = String(cause?.message ?? cause).trim();
  const stack = String(cause?.stack ?? '').split('\n');
  return [said, ...stack.filter((line) => /^\s+at /.test(line) && !/node:internal/.test(line)).slice(0, 6)].join('\n');
}

/**
 * A reporter for `--test-reporter`; it writes nothing.
 * @param {AsyncIterable<{ type: string, data: any }>} source
 */
export default async function* reporter(source) {
  /** The suites around the next test. @type {string[]} */
  const path = [];
  for await (const { type, data } of source) {
    const { nesting, name, details, skip, todo } = data;
    if (type === 'test:enqueue' && nesting === 0) open += 1;
    else if (type === 'test:start') {
      path.length = nesting;
      path[nesting] = name;
    } else if (type === 'test:pass' || type === 'test:fail') {
      const suite = details.type === 'suite';
      // A suite fails because a test in it does, which has been told.
      const own = !suite || (type === 'test:fail' && details.error?.failureType !== 'subtestsFailed');
      if (own)
        process.send?.({
          name: [...path.slice(0, nesting), name].join(' › '),
          ms: details.duration_ms,
          result: type === 'test:fail' && todo === undefined ? 'failed' : skip !== undefined ? 'skipped' : 'passed',
          ...(type === 'test:fail' && { reason: reasonOf(details.error) }),
          ...(typeof skip === 'string' && { reason: skip }),
        });
      if (nesting === 0) open -= 1;
    } else if (
      type === 'test:diagnostic' &&
      !/^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) [\d.]+$/.test(data.message)
    ) {
      process.send?.({ note: data.message });
    }
    if (open === 0) for (const tell of waiting.splice(0)) tell();
  }
  yield '';
}
