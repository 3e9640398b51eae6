import t from 'tap';
import { checkRegistry } from '../../src/metrics/check-registry.js';
import { render } from '../../src/metrics/render.js';
import { parseExposition, valueOf } from '../fixtures/exposition.js';
import { wholeText } from '../fixtures/whole-text.js';

void t.test('the families of a check are rendered with others, and two checks share nothing', async (t) => {
  const [one, other] = [0, 3].map((exitCode) => checkRegistry({ now: 7, exitCode, findings: { unknown: exitCode } }));
  for (const [registry, exitCode] of [
    [one, 0],
    [other, 3],
  ] as const) {
    const samples = parseExposition(
      (await wholeText(render([], registry === undefined ? [] : [registry], 'openmetrics'))).body,
    );
    t.equal(valueOf(samples, 'apiserver_check_exit_code'), exitCode);
    t.equal(valueOf(samples, 'apiserver_check_timestamp_seconds'), 7);
    t.equal(valueOf(samples, 'apiserver_check_findings', { severity: 'unknown' }), exitCode);
    t.equal(samples.length, 3);
  }
});
