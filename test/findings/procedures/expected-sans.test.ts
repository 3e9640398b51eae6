import t from 'tap';
import { expectedSans } from '../../../src/findings/procedures/expected-sans.js';
import { shortest } from '../../fixtures/growth.js';
import { certificate, down, nameVerdict, report, target, uncoveredName } from '../../fixtures/report.js';
import { timesSlower } from '../../fixtures/times-slower.js';

const name = (text: string, covered: boolean) => (covered ? nameVerdict : uncoveredName)({ name: text });

void t.test('all missing names of all endpoints, and all present ones', (t) => {
  const one = report({
    serving: [certificate({ dnsNames: ['node-1', 'kubernetes'], ipAddresses: ['10.96.0.1', '10.0.0.1'] })],
    names: [name('api.example.com', false), name('kubernetes', true), name('10.0.0.2', false)],
  });
  const two = report({
    serving: [certificate({ dnsNames: ['node-2', 'kubernetes'], ipAddresses: ['10.96.0.1', '10.0.0.2'] })],
    names: [name('api.example.com', false), name('10.0.0.2', true)],
  });
  t.same(expectedSans(target(one, down(), two)), {
    missing: ['api.example.com', '10.0.0.2'],
    present: ['node-1', 'kubernetes', 'node-2', '10.96.0.1', '10.0.0.1'],
    cut: false,
  });
  t.end();
});

void t.test('SANs that are not host names are left out', (t) => {
  const dnsNames = ['*.example.com', 'a.*.b', '"; rm -rf /; "', 'a\nb', '10.0.0.1', '$(id)', 'EXAMPLE.com', '*', ''];
  const { present } = expectedSans(target(report({ serving: [certificate({ dnsNames, ipAddresses: ['fd00::1'] })] })));
  t.same(present, ['*.example.com', 'EXAMPLE.com', 'fd00::1']);
  t.end();
});

void t.test('of thousands of SANs the first are listed, which takes the time of these', (t) => {
  const all = target(
    ...Array.from({ length: 12 }, (_, server) =>
      report({
        serving: [certificate({ dnsNames: Array.from({ length: 14_000 }, (_, at) => `${at}.${server}.com`) })],
      }),
    ),
  );
  const { present, cut } = expectedSans(all);
  t.equal(cut, true);
  t.equal(present.length, 1002);
  t.ok(shortest(() => expectedSans(all)) < 100 * timesSlower());
  t.end();
});
