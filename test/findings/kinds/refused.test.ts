import t from 'tap';
import { refusedKinds, servingUntrusted, servingWrongUsage } from '../../../src/findings/kinds/refused.js';
import { type RefusalReason, refusal } from '../../../src/x509/go-refusal.js';
import { down, nameVerdict, now, report, target, trusted } from '../../fixtures/report.js';

/** Each reason with its kind. Reasons that are not here have kinds elsewhere. */
const ids: Readonly<Partial<Record<RefusalReason, string>>> = {
  malformed: 'serving-certificate-malformed',
  unknown_authority: 'serving-certificate-untrusted',
  usage: 'serving-certificate-wrong-usage',
  name_constraint: 'serving-certificate-name-constrained',
  path: 'serving-certificate-path-refused',
  unsupported: 'serving-certificate-unsupported',
};

for (const [key, id] of Object.entries(ids)) {
  const reason = key as RefusalReason;
  void t.test(`${id}: once, with all names, with a CA and without`, (t) => {
    const why = refusal(reason, 'x509: in the words of Go');
    const names = ['a', 'b'].map((name) => nameVerdict({ name, verdict: why }));
    for (const state of ['untrusted', 'unknown'] as const) {
      const refused = target(report({ names, trust: { state, refusal: why } }));
      const found = refusedKinds.flatMap((kind) => kind.detect(refused, now).map((each) => ({ id: kind.id, ...each })));
      t.match(found, [
        {
          id,
          severity: 'critical',
          addresses: ['10.225.4.51:6443'],
          names: ['a', 'b'],
          text: /^refused, because /,
          words: ['x509: in the words of Go'],
        },
      ]);
    }
    t.end();
  });
}

void t.test('whose CA it is, where that matters', (t) => {
  for (const key of Object.keys(ids)) {
    const refused = target(
      report({ trust: { state: 'untrusted', refusal: refusal(key as RefusalReason, 'x509: no') } }),
    );
    const caSource = { kind: 'file', path: '/etc/ca.crt' } as const;
    const [found] = refusedKinds.flatMap((kind) => kind.detect({ ...refused, caSource }, now));
    t.equal(found?.text.endsWith('the CA in /etc/ca.crt'), key !== 'malformed' && key !== 'unsupported', key);
  }
  t.end();
});

void t.test('a chain that cannot be decoded is refused all the same', (t) => {
  const refused = down({ trust: { state: 'unknown', refusal: refusal('malformed', 'x509: negative serial number') } });
  const found = refusedKinds.flatMap((kind) => kind.detect(target(refused), now));
  t.match(found, [{ severity: 'critical', text: /since Go 1\.23/ }]);
  t.end();
});

void t.test('nothing is found in what clients accept, or where nothing is known', (t) => {
  for (const trust of [trusted(), { state: 'unknown', refusal: undefined } as const]) {
    t.same(
      refusedKinds.flatMap((kind) => kind.detect(target(report({ trust })), now)),
      [],
    );
  }
  t.end();
});

void t.test('each has a remedy of its own', (t) => {
  const remedies = refusedKinds.map((kind) => kind.remedy(target(report())));
  t.equal(new Set(remedies.map(({ advice }) => advice[0])).size, refusedKinds.length);
  for (const { procedures } of remedies) t.ok(procedures.length > 0);
  const compare = (subject: Parameters<typeof servingUntrusted.remedy>[0]) =>
    servingUntrusted.remedy(subject).procedures[0]?.lines[0];
  t.match(compare(target(report())), 'openssl s_client -connect 10.225.4.51:6443 ');
  t.match(compare(target()), 'openssl s_client -connect HOST:6443 ');
  t.match(servingWrongUsage.remedy(target(report())).beware[0], /renew keeps the usage/);
  t.end();
});
