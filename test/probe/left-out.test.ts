import fc from 'fast-check';
import t from 'tap';
import { type Dialled, leftOut, leftOutNote } from '../../src/probe/left-out.js';
import type { Reason } from '../../src/probe/reason.js';

type Outcome = Reason | 'connects';

function dialled(outcomes: Readonly<Record<string, Outcome>>): readonly Dialled[] {
  return Object.entries(outcomes).map(([ip, outcome]) => ({
    ip,
    address: ip.includes(':') ? `[${ip}]:6443` : `${ip}:6443`,
    connected: outcome === 'connects',
    reason: outcome === 'connects' ? undefined : outcome,
  }));
}

const out = (outcomes: Readonly<Record<string, Outcome>>, anyFamily = false) =>
  leftOut(dialled(outcomes), anyFamily).map(({ ip }) => ip);

void t.test('no route to a family', (t) => {
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'no_route', 'fd00::2': 'no_route' }), ['fd00::1', 'fd00::2']);
  t.same(out({ '10.0.0.1': 'no_route', 'fd00::1': 'connects' }), ['10.0.0.1'], 'a host with IPv6 only');
  t.same(out({ '10.0.0.1': 'refused', 'fd00::1': 'no_route' }), [], 'none answers');
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'refused' }), [], 'there is a route');
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'unreachable' }), [], 'there is a route to a host that is down');
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'no_route', 'fd00::2': 'refused' }), []);
  t.same(out({ '10.0.0.1': 'connects', '10.0.0.2': 'no_route' }), [], 'of the same family');
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'no_route', 'fd00::2': 'connects' }), []);
  t.end();
});

void t.test('the other half of localhost', (t) => {
  t.same(out({ '127.0.0.1': 'connects', '::1': 'refused' }), ['::1']);
  t.same(out({ '127.0.0.1': 'refused', '::1': 'connects' }), ['127.0.0.1']);
  t.same(out({ '127.0.0.1': 'connects', '::1': 'no_route' }), ['::1'], 'IPv6 is switched off');
  t.same(out({ '127.0.0.1': 'refused', '::1': 'refused' }), []);
  t.same(out({ '127.0.0.1': 'connects', '127.0.0.2': 'refused' }), []);
  t.end();
});

void t.test('a client is content with one family', (t) => {
  for (const reason of ['refused', 'no_route', 'unreachable', 'connect_timeout'] as const) {
    t.same(out({ '10.0.0.1': 'connects', 'fd00::1': reason }, true), ['fd00::1'], reason);
  }
  t.same(out({ '10.0.0.1': 'connects', 'fd00::1': 'too_many_open_files' }, true), []);
  t.same(out({ '10.0.0.1': 'connects', '10.0.0.2': 'refused', 'fd00::1': 'refused' }, true), ['fd00::1']);
  t.end();
});

void t.test('any outcome', (t) => {
  const outcome = fc.constantFrom<Outcome>(
    'connects',
    'refused',
    'no_route',
    'unreachable',
    'connect_timeout',
    'closed',
    'proxy',
  );
  const ips = fc.constantFrom('127.0.0.1', '127.0.0.2', '10.0.0.1', '10.0.0.2', '::1', 'fd00::1', 'fd00::2');
  const property = fc.property(fc.dictionary(ips, outcome), fc.boolean(), (outcomes, anyFamily) => {
    const all = dialled(outcomes);
    const gone = leftOut(all, anyFamily);
    const isGone = ({ ip }: Dialled): boolean => gone.some((one) => one.ip === ip);
    const left = all.filter((one) => !isGone(one));
    const familyOf = ({ ip }: Dialled): boolean => ip.includes(':');
    if (gone.some(({ connected }) => connected)) return false;
    // What is left has something that answers, and nothing of what is gone; a family goes as a whole.
    if (gone.length > 0 && !left.some(({ connected }) => connected)) return false;
    if (new Set(gone.map(familyOf)).size > 1) return false;
    if (left.some((one) => gone.some((other) => familyOf(one) === familyOf(other)))) return false;
    // A client that needs one family is content with more than the exporter.
    if (!leftOut(all, false).every((one) => leftOut(all, true).includes(one))) return false;
    return (leftOutNote('a', all, gone) === undefined) === (gone.length === 0);
  });
  fc.assert(property, { numRuns: 5000 });
  t.end();
});

void t.test('the note', (t) => {
  const one = dialled({ '127.0.0.1': 'connects', '::1': 'refused' });
  t.equal(
    leftOutNote('localhost:6443', one, leftOut(one, false)),
    'of localhost:6443, [::1]:6443 is left out: nothing listens on this port (refused), but 127.0.0.1:6443 answers, and clients use whichever address family does',
  );
  const two = dialled({ '10.0.0.1': 'connects', 'fd00::1': 'no_route', 'fd00::2': 'connect_timeout' });
  t.match(leftOutNote('a', two, leftOut(two, true)), /^of a, \[fd00::1\]:6443, \[fd00::2\]:6443 are left out: .*; /);
  t.equal(leftOutNote('a', one, []), undefined);
  t.end();
});
