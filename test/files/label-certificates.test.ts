import fc from 'fast-check';
import t from 'tap';
import { labelCertificates } from '../../src/files/label-certificates.js';

const labels = (...entries: readonly (string | undefined)[]): readonly string[] =>
  labelCertificates(entries.map((entry, at) => ({ position: at + 1, ...(entry === undefined ? {} : { entry }) }))).map(
    ({ label }) => label,
  );

void t.test('positions in a bundle, names in a kubeconfig', (t) => {
  t.same(labels(undefined, undefined), ['1', '2']);
  t.same(labels('cluster kubernetes', 'user kubernetes-admin'), ['cluster kubernetes', 'kubernetes-admin']);
  t.same(labels('user system:node:user 1', 'user '), ['system:node:user 1', 'user ']);
  t.end();
});

void t.test('what comes later under the same name has its position', (t) => {
  t.same(labels('user a', 'user a', 'user a (2)'), ['a', 'a (2)', 'a (2) (3)']);
  t.same(labels('cluster a', 'user cluster a'), ['cluster a', 'cluster a (2)']);
  t.end();
});

void t.test('no two are alike', (t) => {
  const entry = fc.option(fc.constantFrom('user 1', 'user 2', 'user 2 (2)', 'user 2 (2) (3)', 'user'), {
    nil: undefined,
  });
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 8 }), (entries) => new Set(labels(...entries)).size === entries.length),
  );
  t.end();
});
