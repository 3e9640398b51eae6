import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { situation } from './all-procedures.js';

void t.test('the missing names are in the commands', (t) => {
  const text = proceduresFor('reissue', situation, ['K3s'])
    .flatMap(({ lines }) => lines)
    .join('\n');
  for (const name of situation.sans.missing) t.ok(text.includes(name), name);
  t.end();
});
