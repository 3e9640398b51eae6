import t from 'tap';
import { constrainedNames, mailboxName } from '../../src/x509/go-constrained-names.js';
import { domainKey } from '../../src/x509/go-domain.js';
import { type GoUrl, readGoUrl } from '../../src/x509/go-url.js';

const none = { ips: [], dnsNames: [], urls: [], emails: [] };

function url(text: string): GoUrl {
  const reading = readGoUrl(text);
  if (!reading.ok) throw new Error(reading.error);
  return reading.url;
}

void t.test('names with what they are compared by', (t) => {
  const ips = [Uint8Array.of(10, 0, 0, 1)];
  t.same(constrainedNames({ ips, dnsNames: ['A.b'], urls: [url('X://C:80/d')], emails: ['E@F'] }), {
    ips,
    dns: [{ text: 'A.b', key: domainKey('a.b'), comparable: true }],
    urls: [{ text: 'x://C:80/d', key: domainKey('c'), comparable: true }],
    emails: [{ text: 'E@f', key: domainKey('f'), comparable: true }],
  });
  t.end();
});

void t.test('domains that cannot be compared are no violation until they are', (t) => {
  const comparable = (dnsName: string) => constrainedNames({ ...none, dnsNames: [dnsName] }).dns[0]?.comparable;
  t.same(['', 'a', '*.a', '.a', 'a.', 'a b'].map(comparable), [true, true, true, false, false, false]);
  t.end();
});

void t.test('URLs that cannot be compared', (t) => {
  const refused = (text: string, message: string): void => {
    t.throws(() => constrainedNames({ ...none, urls: [url(text)] }), { name: 'Violation', message }, text);
  };
  const empty = (text: string) => `URI with empty host ("${text}") cannot be matched against constraints`;
  const ip = (text: string) => `URI with IP ("${text}") cannot be matched against constraints`;
  refused('mailto:a@b', empty('mailto:a@b'));
  refused('/a', empty('/a'));
  for (const host of ['10.0.0.1', '10.0.0.1:80', '[::1]', '[::1]:80', '[fe80::1%25en0]', '[fe80::1%25en0]:80'])
    refused(`x://${host}/`, ip(`x://${host}/`));
  refused('x://a:b:80', 'cannot parse URI host "a:b:80": address a:b:80: too many colons in address');
  refused('x://a]b:80', `cannot parse URI host "a]b:80": address a]b:80: unexpected ']' in address`);
  refused('x://a]:b:80', 'cannot parse URI host "a]:b:80": address a]:b:80: too many colons in address');
  t.end();
});

void t.test('hosts of URLs', (t) => {
  const domain = (text: string) => constrainedNames({ ...none, urls: [url(text)] }).urls[0];
  for (const text of ['x://a.b', 'x://A.B:80', 'x://a.b:', 'x://u:p@a.b'])
    t.match(domain(text), { key: domainKey('a.b'), comparable: true }, text);
  t.match(domain('x://:80'), { key: '', comparable: true }, 'only a port');
  t.match(domain('x://a]'), { key: domainKey('a]') });
  t.match(domain('x://a%25'), { key: domainKey('a%') });
  t.match(domain('x://a..b'), { comparable: false });
  t.end();
});

void t.test('addresses', (t) => {
  const message = 'cannot parse rfc822Name "no address"';
  t.throws(() => constrainedNames({ ...none, emails: ['a@b', 'no address'] }), { message });
  t.throws(() => constrainedNames({ ...none, emails: [''] }), { message: 'cannot parse rfc822Name ""' });
  const [quoted, plain] = [mailboxName({ local: 'a@b', domain: 'C' }), mailboxName({ local: 'a', domain: 'b@c' })];
  t.same(quoted, { text: 'a@b@c', key: domainKey('c'), comparable: true });
  t.equal(plain.text, quoted.text);
  t.not(plain.key, quoted.key);
  t.end();
});
