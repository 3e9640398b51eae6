import t from 'tap';
import { createGate } from '../../src/web/gate.js';

void t.test('up to the limit, then one more for each that leaves', (t) => {
  const gate = createGate(1);
  const leave = gate.enter();
  t.equal(gate.enter(), undefined);
  leave?.();
  t.type(gate.enter(), 'function');
  t.end();
});

void t.test('0: no limit', (t) => {
  const gate = createGate(0);
  for (let i = 0; i < 100; i++) t.type(gate.enter(), 'function');
  t.end();
});
