import t from 'tap';
import type { TargetReport } from '../../src/probe/report.js';
import { createRoomForTargets } from '../../src/scrape/room-for-targets.js';
import { heldByCertificate } from '../../src/x509/held-by-certificate.js';
import { down, report, target } from '../fixtures/report.js';

const named = (name: string, base: TargetReport): TargetReport => ({ ...base, target: { name, labels: {} } });

function counting(): { readonly probed: (report: TargetReport) => number } {
  let needed = 0;
  const probed = createRoomForTargets({ need: (bytes) => (needed = bytes) });
  return {
    probed: (report) => {
      probed(report);
      return needed;
    },
  };
}

void t.test('what each target shows is needed, once', (t) => {
  const { probed } = counting();
  const one = report();
  const first = probed(named('a', target(one)));
  const [leaf] = one.serving ?? [];
  t.ok(leaf && first > heldByCertificate(leaf), `${first}`);
  t.equal(probed(named('a', target(one))), first, 'the same target again');
  t.equal(probed(named('b', target(one))), 2 * first);
  t.equal(probed(named('b', target(one, one))), 3 * first);
  t.ok(probed(named('b', target(down()))) < 2 * first, 'what is gone is not needed');
  t.end();
});

void t.test('an endpoint with huge certificates needs no more than others may', (t) => {
  const { probed } = counting();
  const [leaf] = report().serving ?? [];
  const names = Array.from({ length: 20_000 }, (_, index) => `name-${index}`);
  const huge = leaf && ([{ ...leaf, dnsNames: names }] as const);
  t.ok(probed(target(report({ serving: huge }))) < 80 * 1024);
  t.end();
});
