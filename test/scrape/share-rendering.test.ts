import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import type { Observation } from '../../src/scrape/observe.js';
import { shareRendering } from '../../src/scrape/share-rendering.js';
import { report, target } from '../fixtures/report.js';

const prod = target(report());
const file: FileReport = { path: '/a.crt', outcome: { state: 'read' }, certificates: [] };
const observationOf = (reports: Observation['reports'], files: readonly FileReport[] = []): Observation => ({
  reports,
  evidence: { files, serving: [] },
});

/** Renders the number of the rendering. */
function counting(fails = false) {
  let count = 0;
  return shareRendering(() => {
    count += 1;
    return fails ? Promise.reject(new Error('no')) : Promise.resolve({ contentType: '', body: String(count) });
  });
}

void t.test('equal observations are rendered once, others separately', async (t) => {
  const render = counting();
  const all = [
    render(observationOf([prod]), 'text'),
    render(observationOf([prod]), 'text'),
    render(observationOf([prod]), 'openmetrics'),
    render(observationOf([prod], [file]), 'text'),
    render(observationOf([prod], [file]), 'text'),
    render(observationOf([prod], [{ ...file }]), 'text'),
    render(observationOf([target(report())]), 'text'),
    render(observationOf([prod, prod]), 'text'),
  ];
  t.same(
    (await Promise.all(all)).map(({ body }) => body),
    ['1', '1', '2', '3', '3', '4', '5', '6'],
  );
});

void t.test('not any more in the next turn of the event loop', async (t) => {
  const render = counting();
  t.equal((await render(observationOf([prod]), 'text')).body, '1');
  t.equal((await render(observationOf([prod]), 'text')).body, '1', 'still the same turn');
  await setImmediate();
  t.equal((await render(observationOf([prod]), 'text')).body, '2');
});

void t.test('a failure is for those who share it', async (t) => {
  const render = counting(true);
  await Promise.all([1, 2].map(() => t.rejects(render(observationOf([prod]), 'text'), { message: 'no' })));
});
