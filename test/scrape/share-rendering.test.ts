import { setImmediate } from 'node:timers/promises';
import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import type { Observation } from '../../src/scrape/observe.js';
import { shareRendering } from '../../src/scrape/share-rendering.js';
import { report, target } from '../fixtures/report.js';
import { onePiece } from '../fixtures/whole-text.js';

const prod = target(report());
const file: FileReport = { path: '/a.crt', outcome: { state: 'read' }, certificates: [] };
const observationOf = (reports: Observation['reports'], files: readonly FileReport[] = []): Observation => ({
  reports,
  evidence: { files, serving: [] },
});

/** Renders the number of the rendering. */
function counting() {
  let count = 0;
  return shareRendering(() => {
    count += 1;
    return onePiece({ contentType: String(count), body: '' });
  });
}

void t.test('equal observations are one text, others have their own', async (t) => {
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
    all.map(({ contentType }) => contentType),
    ['1', '1', '2', '3', '3', '4', '5', '6'],
  );
  t.equal(all[0], all[1], 'the same object');
  await Promise.resolve();
  t.equal(render(observationOf([prod]), 'text'), all[0], 'still the same turn');
});

void t.test('not any more in the next turn of the event loop', async (t) => {
  const render = counting();
  for (const number of ['1', '2', '3']) {
    t.equal(render(observationOf([prod]), 'text').contentType, number);
    t.equal(render(observationOf([prod]), 'text').contentType, number);
    await setImmediate();
  }
});
