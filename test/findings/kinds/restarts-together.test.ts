import t from 'tap';
import { loopbackEndingTogether } from '../../../src/findings/kinds/instances.js';
import {
  areRestartedTogether,
  checkDelay,
  loopbackRestartsTogether,
  restartsLead,
} from '../../../src/findings/kinds/restarts-together.js';
import { findingsOf } from '../../../src/findings/findings-of.js';
import { nothingToDo } from '../../../src/findings/remedies/remedy.js';
import type { Report } from '../../../src/probe/report.js';
import { day, down, httpEvidence, loopback, now, report, target } from '../../fixtures/report.js';

/** An instance whose loopback certificate ends in so many seconds. */
const ending = (address: string, seconds: number, gitVersion: string | undefined = 'v1.36.3') =>
  report({
    address,
    loopback: loopback({ fingerprintSha256: address, notAfter: now + seconds }),
    http: httpEvidence({ gitVersion }),
  });

void t.test('all end within minutes, and kubelets restart them', (t) => {
  const together = (...reports: readonly Report[]) => areRestartedTogether(target(...reports));
  t.ok(together(ending('a', day), ending('b', day + 299)));
  t.notOk(together(ending('a', day), ending('b', day + 300)), 'too far apart');
  t.notOk(together(ending('a', day)), 'one alone');
  t.notOk(together(ending('a', day), ending('b', day, 'v1.35.9')), 'one is older');
  t.ok(together(ending('a', day), ending('b', day, 'v1.100.0+k3s1')));
  t.ok(together(ending('a', day), { ...ending('b', day), http: undefined }), 'the version of one is not known');
  t.notOk(together(...['a', 'b'].map((address) => ({ ...ending(address, day), http: undefined }))), 'none is known');
  t.notOk(together(down()));
  t.end();
});

void t.test('how bad it is', (t) => {
  const found = (seconds: number) =>
    loopbackRestartsTogether.detect(target(ending('a', seconds), ending('b', seconds)), now);
  t.match(found(restartsLead - checkDelay - 1), [
    {
      severity: 'critical',
      addresses: ['a', 'b'],
      text: /^all expire within 5m of 2026-11-28 10:59 UTC; \/livez fails from 2026-11-28 11:59 UTC on/,
    },
  ]);
  t.match(found(restartsLead - checkDelay), [{ severity: 'warning' }]);
  t.match(found(90 * day), [{ severity: 'info' }]);
  t.same(found(-checkDelay - 1), [], 'it has happened');
  t.same(loopbackRestartsTogether.detect(target(ending('a', day)), now), []);
  t.same(loopbackRestartsTogether.detect(target(down()), now), []);
  t.end();
});

void t.test('one finding is enough', (t) => {
  t.same(loopbackEndingTogether.detect(target(ending('a', day), ending('b', day)), now), []);
  t.match(loopbackEndingTogether.detect(target(ending('a', day), ending('b', day, 'v1.33.0')), now), [{}]);
  t.match(loopbackRestartsTogether.remedy(), { advice: [/one node at a time/] });
  t.end();
});

void t.test('until a year before, one line that says all', (t) => {
  const text = 'loopback certificates end together on 2027-11-21: plan restarts by 2026-11-21';
  for (const [kind, version] of [
    [loopbackRestartsTogether, 'v1.36.3'],
    [loopbackEndingTogether, 'v1.33.0'],
  ] as const) {
    const at = (seconds: number) => target(ending('a', seconds, version), ending('b', seconds, version));
    t.match(kind.detect(at(365 * day + 1), now), [{ severity: 'info', addresses: ['a', 'b'], text }]);
    t.notMatch(kind.detect(at(365 * day), now), [{ text: /plan restarts/ }]);
    const [far, soon] = [365 * day + 1, 365 * day].map((seconds) => findingsOf([at(seconds)], now));
    t.match(far, [{ id: kind.id, remedy: nothingToDo }]);
    t.match(soon, [{ id: kind.id, remedy: kind.remedy() }]);
  }
  t.end();
});
