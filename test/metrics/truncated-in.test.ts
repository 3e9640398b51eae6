import t from 'tap';
import { truncatedIn } from '../../src/metrics/truncated-in.js';
import { authority, certificate, down, loopback, nameVerdict, report, target } from '../fixtures/report.js';

const long = 'a'.repeat(257);

void t.test('what was cut on the way to the endpoints, at them, and in the labels', (t) => {
  t.same(truncatedIn(target(report(), down())), []);
  const cut = report({ truncated: ['chain', 'names'], serving: [certificate({ issuerCommonName: long })] });
  t.same(truncatedIn({ ...target(report(), cut), truncated: ['addresses'] }), [
    'addresses',
    'chain',
    'names',
    'labels',
  ]);
  t.same(truncatedIn(target(report({ loopback: loopback({ serialNumber: long }) }))), ['labels']);
  t.same(truncatedIn(target(report({ loopback: loopback({ serialNumber: long.slice(1) }) }))), [], 'just fits');
  t.same(truncatedIn(target(report({ serving: [certificate(), certificate({ subjectCommonName: long })] }))), []);
  const shown = [certificate({ subjectCommonName: long })] as const;
  t.same(truncatedIn(target(report({ names: [nameVerdict({ shown })] }))), ['labels']);
  t.same(truncatedIn({ ...target(), ca: [authority({ subjectCommonName: long })] }), ['labels']);
  t.end();
});
