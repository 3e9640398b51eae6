import t from 'tap';
import { createGoVerdicts } from '../../src/x509/go-verdicts.js';
import { dns, subjectAltName } from './der-builder.js';
import { createParty, issue, issueCa } from './go-fixture.js';
import { ca, leaf, messageOf, name, request, roots, server } from './verdict-request.js';

void t.test('the verdicts that were used least recently go first', (t) => {
  const judge = createGoVerdicts({ maxBytes: 160_000 });
  const ask = (key: string) => judge(request({ key })).trust;
  const [a, b] = [ask('a'), ask('b')];
  t.equal(ask('a'), a, 'two have room');
  t.equal(ask('b'), b);
  ask('a');
  ask('c');
  ask('d');
  t.not(ask('b'), b);
  const many = issue(server, ca, { extensions: [subjectAltName(...Array.from({ length: 1000 }, () => dns(name)))] });
  const large = request({ served: [many], key: 'many' });
  t.not(judge(large).trust, judge(large).trust, 'the names of a certificate count');
  const small = createGoVerdicts({ maxBytes: 100 });
  t.not(small(request()).trust, small(request()).trust, 'one that has no room is not kept');
  t.end();
});

void t.test('names count for the size', (t) => {
  const judge = createGoVerdicts({ maxBytes: 160_000 });
  const { trust, under } = judge(request());
  t.equal(judge(request()).trust, trust);
  for (let at = 0; at < 100; at++) under(`n${at}`);
  t.equal(judge(request()).trust, trust, 'they are counted at the next request');
  t.not(judge(request()).trust, trust, 'from which on it has no room');
  t.end();
});

void t.test('so many names are kept, and no more', (t) => {
  const judge = createGoVerdicts();
  const ask = (at: number) => judge(request()).under(`n${at}`);
  const first = Array.from({ length: 512 }, (_, at) => ask(at));
  t.ok(first.every((verdict, at) => ask(at) === verdict));
  t.match(ask(512), { reason: 'name', message: 'x509: certificate is valid for kube-apiserver, not n512' });
  t.not(ask(512), ask(512));
  t.equal(ask(0), first[0]);
  t.end();
});

void t.test('a hostile certificate fills no page', (t) => {
  const long = Array.from({ length: 99 }, (_, at) => dns(`${'a'.repeat(200)}${at}`));
  const served = [issue(server, ca, { extensions: [subjectAltName(...long)] })];
  const message = messageOf(createGoVerdicts()(request({ served })).under('other')) ?? '';
  t.equal(message.length, 4097);
  t.match(message, /^x509: certificate is valid for aaa.*a…$/);
  const issuer = createParty('\x01'.repeat(2000));
  const twin = { ...createParty(''), name: issuer.name };
  const trust =
    messageOf(createGoVerdicts()({ ...request(), served: [issue(server, issuer)], roots: [issueCa(twin)] }).trust) ??
    '';
  t.match(trust, /^x509: certificate signed by unknown authority \(possibly because of .*…$/);
  t.equal(trust.length, 4097);
  t.end();
});

void t.test('a CA that is a part of a larger buffer counts by itself', (t) => {
  const judge = createGoVerdicts({ maxBytes: 16 * 1024 * 1024 });
  const pool = Buffer.alloc(64 * 1024);
  const views = roots.map((der) => pool.subarray(0, der.copy(pool)));
  const served = [new Uint8Array(leaf)];
  const keys = Array.from({ length: 100 }, (_, index) => `leaf ${index}`);
  const trusts = (): readonly unknown[] => keys.map((key) => judge(request({ key, served, roots: views })).trust);
  const first = trusts();
  t.match(first[0], { accepted: true });
  t.ok(trusts().every((trust, index) => trust === first[index]));
  t.end();
});
