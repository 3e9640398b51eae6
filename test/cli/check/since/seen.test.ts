import t from 'tap';
import { isComplete, isOver } from '../../../../src/cli/check/since/seen.js';
import { endpoint, silent, target } from './snapshots.js';

const over = (about: string, now: ReturnType<typeof endpoint>, subject = '', id = 'x') =>
  isOver({ id, about, severity: 'warning', title: '' }, subject, endpoint(), now);

void t.test('a fact is over only if what it rests on is seen', (t) => {
  for (const about of ['serving', 'loopback', 'names', 'probe', 'file', 'toString', 'constructor']) {
    t.ok(over(about, endpoint()), about);
    t.notOk(over(about, silent()), about);
  }
  t.notOk(over('serving', endpoint({ trust: { state: 'unknown' } })), 'a CA was known');
  t.ok(over('loopback', endpoint({ trust: { state: 'unknown' }, http: null })));
  t.notOk(over('loopback', endpoint({ loopback: { state: 'failed' } })));
  t.notOk(over('loopback', endpoint({ loopback: { state: 'not_served' } })));
  t.notOk(over('loopback', endpoint({ http: null }), '', 'loopback-health-check-fails'));
  t.notOk(over('probe', endpoint({ http: null })));
  t.end();
});

void t.test('a name that is no longer asked for is not covered', (t) => {
  t.ok(over('names', endpoint(), 'api.example.com'));
  t.notOk(over('names', endpoint({ names: [] }), 'api.example.com'));
  t.notOk(over('names', endpoint({ names: [{ name: 'api.example.com', covered: null }] }), 'api.example.com'));
  t.end();
});

void t.test('what was never seen need not be seen now', (t) => {
  const fact = { id: 'probe-failing', about: 'probe', severity: 'unknown', title: '' } as const;
  t.ok(isOver(fact, 'serving', silent(), endpoint({ http: null })));
  t.ok(isOver(fact, 'serving', undefined, endpoint()));
  t.notOk(isOver(fact, 'serving', undefined, silent()));
  t.end();
});

void t.test('an instance is gone only if all are known', (t) => {
  const complete = (probed: number, total: number | null, note: string | null = null) =>
    isComplete(target({ apiServers: { probed, total, note } }));
  t.ok(isComplete(target()));
  t.notOk(isComplete(target({ discovered: false })));
  t.ok(complete(3, 3));
  t.notOk(complete(1, 3), 'the others are out of reach');
  t.notOk(complete(1, null));
  t.notOk(complete(3, 3, 'whether the list lacks one is unknown'));
  t.end();
});
