import t from 'tap';
import { changeAtGateway } from '../../../src/findings/remedies/change-at-gateway.js';

void t.test('no command, since nobody knows the gateway', (t) => {
  t.match(changeAtGateway, { advice: { length: 1 }, beware: { length: 1 }, procedures: [] });
  t.end();
});
