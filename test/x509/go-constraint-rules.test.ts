import t from 'tap';
import { constrainedNames } from '../../src/x509/go-constrained-names.js';
import { checkNames, constraintRules } from '../../src/x509/go-constraint-rules.js';
import { noSubtrees, type Subtrees } from '../../src/x509/go-name-constraints.js';
import { readGoUrl } from '../../src/x509/go-url.js';

interface Names {
  readonly ips?: readonly (readonly number[])[];
  readonly dnsNames?: readonly string[];
  readonly urls?: readonly string[];
  readonly emails?: readonly string[];
}

interface Rules {
  readonly permitted?: Partial<Subtrees>;
  readonly excluded?: Partial<Subtrees>;
}

/** Go's message for the first of the names that the rules do not allow. */
function fault(
  { permitted, excluded }: Rules,
  { ips = [], dnsNames = [], urls = [], emails = [] }: Names,
): string | undefined {
  const names = constrainedNames({
    ips: ips.map((ip) => Uint8Array.from(ip)),
    dnsNames,
    urls: urls.map((text) => {
      const reading = readGoUrl(text);
      if (!reading.ok) throw new Error(reading.error);
      return reading.url;
    }),
    emails,
  });
  const rules = constraintRules({
    permitted: { ...noSubtrees, ...permitted },
    excluded: { ...noSubtrees, ...excluded },
  });
  try {
    checkNames(rules, names);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const range = (...octets: readonly number[]) => ({ ip: Uint8Array.from(octets), mask: Uint8Array.of(255, 0, 0, 0) });

void t.test('names of a kind without constraints are allowed', (t) => {
  const all = { ips: [[10, 0, 0, 1]], dnsNames: ['a'], urls: ['x://a'], emails: ['a@b'] };
  t.equal(fault({}, all), undefined);
  t.equal(fault({ permitted: { dns: ['b'] } }, { ...all, dnsNames: ['a.b'] }), undefined);
  t.equal(fault({ excluded: { emails: ['c'] } }, all), undefined);
  t.end();
});

void t.test('DNS names', (t) => {
  const rules = { permitted: { dns: ['a.com', 'b.com'] }, excluded: { dns: ['c.a.com'] } };
  t.equal(fault(rules, { dnsNames: ['a.com', 'd.b.com'] }), undefined);
  t.equal(fault(rules, { dnsNames: ['a.com', 'A.net'] }), 'DNS name "A.net" is not permitted by any constraint');
  t.equal(fault(rules, { dnsNames: ['d.C.a.com'] }), 'DNS name "d.C.a.com" is excluded by constraint "c.a.com"');
  t.equal(fault(rules, { dnsNames: ['*.a.com'] }), 'DNS name "*.a.com" is excluded by constraint "c.a.com"');
  t.equal(fault(rules, { dnsNames: ['*.com'] }), 'DNS name "*.com" is not permitted by any constraint');
  t.equal(fault(rules, { dnsNames: ['a..com'] }), 'x509: cannot parse dnsName "a..com"');
  t.equal(fault({}, { dnsNames: ['a b'] }), 'x509: cannot parse dnsName "a b"', 'without constraints, too');
  t.equal(fault({ excluded: { dns: [''] } }, { dnsNames: ['a'] }), 'DNS name "a" is excluded by constraint ""');
  t.end();
});

void t.test('IPs', (t) => {
  const rules = {
    permitted: { ips: [range(10, 0, 0, 0), range(11, 0, 0, 0)] },
    excluded: { ips: [range(11, 0, 0, 0)] },
  };
  t.equal(fault(rules, { ips: [[10, 1, 2, 3]] }), undefined);
  t.equal(fault(rules, { ips: [[12, 1, 2, 3]] }), 'IP address "12.1.2.3" is not permitted by any constraint');
  t.equal(fault(rules, { ips: [[11, 1, 2, 3]] }), 'IP address "11.1.2.3" is excluded by constraint "11.0.0.0/8"');
  t.equal(fault(rules, { ips: [[...Buffer.alloc(15), 1]] }), 'IP address "::1" is not permitted by any constraint');
  t.end();
});

void t.test('URLs, by their hosts', (t) => {
  const rules = { permitted: { urls: ['.com'] }, excluded: { urls: ['a.com'] } };
  t.equal(fault(rules, { urls: ['x://b.com:80/p'] }), undefined);
  t.equal(fault(rules, { urls: ['X://b.net/a.com'] }), 'URI "x://b.net/a.com" is not permitted by any constraint');
  t.equal(fault(rules, { urls: ['x://a.com/'] }), 'URI "x://a.com/" is excluded by constraint "a.com"');
  t.equal(fault({}, { urls: ['x://a..b'] }), 'x509: internal error: URI SAN "x://a..b" failed to parse');
  t.end();
});

void t.test('addresses, by their domains or as a whole', (t) => {
  const rules = { permitted: { emails: ['a.com', 'B@c.com'] }, excluded: { emails: ['root@a.com'] } };
  t.equal(fault(rules, { emails: ['any@A.com', 'any@d.a.com', 'B@C.com'] }), undefined);
  t.equal(fault(rules, { emails: ['b@C.com'] }), 'email address "b@c.com" is not permitted by any constraint');
  t.equal(
    fault(rules, { emails: ['root@A.com'] }),
    'email address "root@a.com" is excluded by constraint "root@a.com"',
  );
  t.equal(
    fault({ permitted: { emails: ['a@b.c'] } }, { emails: ['a@b'] }),
    'email address "a@b" is not permitted by any constraint',
  );
  t.equal(
    fault({ excluded: { emails: ['a@b@c'] } }, { emails: ['"a@b"@c'] }),
    undefined,
    'another address of the same text',
  );
  t.equal(
    fault({ excluded: { emails: ['a@b@c'] } }, { emails: ['a@b@c'] }),
    'email address "a@b@c" is excluded by constraint "a@b@c"',
  );
  t.equal(
    fault({ excluded: { emails: [''] } }, { emails: ['a@b'] }),
    'email address "a@b" is excluded by constraint ""',
  );
  t.end();
});

void t.test('the order in which faults are found', (t) => {
  const bad = { ips: [[12, 0, 0, 1]], dnsNames: ['b'], urls: ['x://b'], emails: ['a@b'] };
  const permitted = { ips: [range(10, 0, 0, 0)], dns: ['a'], urls: ['a'], emails: ['a'] };
  t.match(fault({ permitted }, bad), /^IP address/);
  t.match(fault({ permitted }, { ...bad, ips: [] }), /^DNS name/);
  t.match(fault({ permitted }, { ...bad, ips: [], dnsNames: [] }), /^URI/);
  t.match(fault({ permitted }, { emails: bad.emails }), /^email address/);
  t.match(fault({ permitted, excluded: permitted }, { dnsNames: ['a', 'b'] }), /"a" is excluded/, 'name by name');
  t.match(fault({ permitted, excluded: permitted }, { dnsNames: ['b', 'a'] }), /"b" is not permitted/);
  t.end();
});
