import t from 'tap';
import { createStateLog } from '../../src/scrape/state-log.js';
import { down, report, target } from '../findings/report-fixture.js';

void t.test('one line when the state of an endpoint changes, none while it stays', (t) => {
  const lines: string[] = [];
  const tell = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  const [one, two] = ['10.225.4.51:6443', '10.225.4.52:6443'];
  tell(target(report({ address: one }), report({ address: two })));
  tell(target(report({ address: one }), down({ address: two })));
  tell(target(report({ address: one }), down({ address: two })));
  tell(target(down({ address: two, failures: [{ probe: 'serving', reason: 'tls_timeout' }] })));
  tell(target(report({ address: one }), report({ address: two })));
  t.same(lines, [
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=refused"}',
    'warn probe fails {"target":"prod","address":"10.225.4.52:6443","failures":"serving=tls_timeout"}',
    'info probe succeeds again {"target":"prod","address":"10.225.4.52:6443"}',
  ]);
  t.end();
});

void t.test('discovery has a state of its own', (t) => {
  const lines: string[] = [];
  const tell = createStateLog({
    info: (fields, message) => lines.push(`info ${message} ${JSON.stringify(fields)}`),
    warn: (fields, message) => lines.push(`warn ${message} ${JSON.stringify(fields)}`),
  });
  tell({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  tell({ ...target(), discovered: false, notes: ['no answer', 'again'] });
  tell({ ...target(), discovered: false, notes: [] });
  tell({ ...target(), notes: ['a note is no failure'] });
  t.same(lines, [
    'warn discovery fails {"target":"prod","failures":"no answer; again"}',
    'warn discovery fails {"target":"prod","failures":"an address leads nowhere"}',
    'info discovery succeeds again {"target":"prod"}',
  ]);
  t.end();
});
