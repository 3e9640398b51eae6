import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { ownBash } from '../../../src/findings/procedures/own-bash.js';
import { renewedCa } from '../../../src/findings/procedures/renewed-ca.js';
import { makeCa, makeLeaf, needsOpenssl, pasteIn } from './pasted.js';

const functions = [renewedCa.essence, renewedCa.renew, 'work=$PWD'];

void t.test('a CA that has expired gets another serial number and later dates, and nothing else', needsOpenssl, (t) => {
  const folder = t.testdir();
  const at = (name: string): string => join(folder, name);
  makeCa(at('ca'), 'kubernetes');
  makeLeaf(at('leaf'), at('ca'), '/CN=kube-apiserver');
  // Expired since yesterday.
  const expire = 'openssl x509 -in ca.crt -signkey ca.key -days -1 -out old.crt 2> /dev/null';
  const { code, stderr } = pasteIn(folder, ownBash(...functions, expire, 'renew old.crt ca.key new.crt'));
  t.equal(code, 0, stderr);
  const [old, renewed] = ['old.crt', 'new.crt'].map((name) => new X509Certificate(readFileSync(at(name))));
  t.ok(old && renewed);
  t.ok(Date.parse(old?.validTo ?? '') < Date.now() && Date.parse(renewed?.validTo ?? '') > Date.now());
  t.not(renewed?.serialNumber, old?.serialNumber);
  t.equal(renewed?.subject, old?.subject);
  t.ok(renewed?.ca);
  t.match(pasteIn(folder, 'openssl verify -CAfile new.crt leaf.crt').stdout, 'leaf.crt: OK');
  t.end();
});

void t.test('another key, or several certificates, stop it', needsOpenssl, (t) => {
  const folder = t.testdir();
  makeCa(join(folder, 'ca'));
  makeCa(join(folder, 'other'));
  const other = pasteIn(folder, ownBash(...functions, 'renew ca.crt other.key new.crt'));
  t.not(other.code, 0);
  t.match(other.stderr, /Nothing was changed: .*other\.key is not the key of ca\.crt\n/);
  const several = pasteIn(
    folder,
    ownBash(...functions, 'cat ca.crt other.crt > both.crt', 'renew both.crt ca.key new.crt'),
  );
  t.match(several.stderr, /Nothing was changed: .*both\.crt has several certificates\n/);
  t.end();
});
