import t from 'tap';
import { createStateLog } from '../../src/scrape/state-log.js';
import { down, report, target } from '../fixtures/report.js';

void t.test('one line when the state of an endpoint changes, none while it stays', (t) => {
  const lines: string[] = [];
  const logState = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  const [one, two] = ['10.225.4.51:6443', '10.225.4.52:6443'];
  logState(target(report({ address: one }), report({ address: two })));
  logState(target(report({ address: one }), down({ address: two })));
  logState(target(report({ address: one }), down({ address: two })));
  logState(target(down({ address: two, failures: [{ probe: 'serving', reason: 'tls_timeout' }] })));
  logState(target(report({ address: one }), report({ address: two })));
  t.same(lines, [
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=refused"}',
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=tls_timeout"}',
    'info probe succeeds again {"target":"prod","address":"10.225.4.52:6443"}',
  ]);
  t.end();
});

void t.test('discovery has its own state', (t) => {
  const lines: string[] = [];
  const logState = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  logState({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  logState({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  logState({ ...target(), discovered: false, notes: [] });
  logState({ ...target(), notes: ['a note is not a failure'] });
  t.same(lines, [
    'warn discovery fails {"target":"prod","failures":"no answer; again"}',
    'warn discovery fails {"target":"prod","failures":"an address leads nowhere"}',
    'info discovery succeeds again {"target":"prod"}',
  ]);
  t.end();
});
