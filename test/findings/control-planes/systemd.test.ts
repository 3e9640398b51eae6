import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { systemd } from '../../../src/findings/control-planes/systemd.js';
import { certificate } from '../../fixtures/report.js';
import { situation } from './all-procedures.js';

void t.test('nothing recognises it, and a new certificate needs no restart', (t) => {
  t.notOk(systemd.recognises(certificate()));
  const text = (task: 'restart' | 'renew' | 'serveFile'): string =>
    proceduresFor(task, situation, ['systemd'])
      .flatMap(({ lines }) => lines)
      .join('\n');
  t.match(text('restart'), 'systemctl restart kube-apiserver');
  for (const task of ['renew', 'serveFile'] as const) t.notMatch(text(task), 'systemctl restart');
  t.end();
});
