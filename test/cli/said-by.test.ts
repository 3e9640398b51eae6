import t from 'tap';
import { isSaidBy } from '../../src/cli/said-by.js';

void t.test('a name that is the address, or a part of it', (t) => {
  for (const name of ['10.225.4.51', '10.225.4.51:6443', 'https://10.225.4.51:6443/', 'HTTPS://10.225.4.51'])
    t.ok(isSaidBy('10.225.4.51:6443', name), name);
  t.ok(isSaidBy('[::1]:6443', '::1'));
  for (const name of ['prod', '10.225.4.5', '', '10.225.4.51:64433']) t.notOk(isSaidBy('10.225.4.51:6443', name), name);
  t.end();
});
