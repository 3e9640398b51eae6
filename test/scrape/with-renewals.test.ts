import t from 'tap';
import type { FileReport } from '../../src/files/file-report.js';
import type { Report, TargetReport } from '../../src/probe/report.js';
import { createRenewalMemory } from '../../src/scrape/renewal-memory.js';
import { filesWithRenewals, withRenewals } from '../../src/scrape/with-renewals.js';
import type { Certificate } from '../../src/x509/certificate.js';
import { certificate, day, down, nameVerdict, report, target } from '../fixtures/report.js';

/** Valid for three days, and renewed each day. */
function ofDay(at: number): Certificate {
  return certificate({ fingerprintSha256: `day ${at}`, notBefore: at * day, notAfter: (at + 3) * day });
}

const done = <T>(value: T, soFar = value) => ({ done: Promise.resolve(value), soFar: () => soFar });
const share = 2 / 3;

void t.test('the serving certificate and those of names, each address by itself', async (t) => {
  const memory = createRenewalMemory();
  const long = certificate({ fingerprintSha256: 'long' });
  const probed = async (at: number, observedAt: number): Promise<TargetReport> => {
    const named = nameVerdict({ name: 'a', shown: [ofDay(at)] });
    const other = nameVerdict({ name: 'b' });
    const [first, second] = [
      report({ serving: [ofDay(at)], names: [named, other], observedAt }),
      report({ address: 'long', serving: [long], observedAt }),
    ];
    return await withRenewals(done(target(first, second, down({ address: 'down' }))), memory).done;
  };
  const sharesOf = ({ reports }: TargetReport) =>
    reports.map(({ renewalShare, names }) => [renewalShare, ...names.map((each) => each.renewalShare)]);
  for (const at of [0, 1, 2]) {
    t.same(
      sharesOf(await probed(at, at * day)),
      at < 2
        ? [[undefined, undefined, undefined], [undefined], [undefined]]
        : [[share, share, undefined], [undefined], [undefined]],
    );
    await probed(at, (at + 1) * day - 1);
  }
  const otherTarget: Report = { ...report({ serving: [ofDay(2)] }), target: 'other' };
  const { reports } = await withRenewals(done(target(otherTarget)), memory).done;
  t.match(reports, [{ renewalShare: undefined }]);
});

void t.test('what a probe has shown so far is not learnt, and has what is known', async (t) => {
  const memory = createRenewalMemory();
  const probe = (at: number, soFar = at) =>
    withRenewals(
      done(
        target(report({ serving: [ofDay(at)], observedAt: at * day })),
        target(report({ serving: [ofDay(soFar)], observedAt: at * day })),
      ),
      memory,
    );
  for (const at of [0, 1, 2]) {
    await probe(at).done;
    t.match(probe(at, 9).soFar(), { reports: [{ renewalShare: at < 2 ? undefined : share }] });
    await withRenewals(done(target(report({ serving: [ofDay(at)], observedAt: (at + 1) * day - 1 }))), memory).done;
  }
});

void t.test('certificates in files, by path and label', async (t) => {
  const memory = createRenewalMemory();
  const read = (at: number, now: number) => {
    const files: readonly FileReport[] = [
      {
        path: '/a',
        outcome: { state: 'read' },
        certificates: [
          { label: '1', certificate: ofDay(at) },
          { label: '2', certificate: ofDay(0) },
        ],
      },
      { path: '/b', outcome: { state: 'read' }, certificates: [] },
    ];
    return filesWithRenewals(done(files), memory, { now: () => now });
  };
  for (const at of [0, 1, 2]) {
    await read(at, at * day).done;
    await read(at, (at + 1) * day - 1).done;
  }
  const [first] = read(2, 3 * day).soFar();
  t.same(
    first?.certificates.map(({ renewalShare }) => renewalShare),
    [share, undefined],
  );
});
