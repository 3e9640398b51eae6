import t from 'tap';
import { withRight } from '../../src/kube/with-right.js';
import { accessTo } from './simulated-api.js';

const right = 'list on nodes';
const forbidden = { kind: 'forbidden', message: 'status 403' } as const;

void t.test('names the right that a login lacks', (t) => {
  const access = accessTo(6443);
  t.same(withRight(forbidden, right, { access }), {
    kind: 'forbidden',
    message: 'status 403; needed: list on nodes',
    needs: right,
  });
  const other = { kind: 'timeout', message: 'late' } as const;
  t.equal(withRight(other, right, { access }), other);
  const anonymous = accessTo(6443, { insecure: true });
  t.equal(withRight(forbidden, right, { access: anonymous }), forbidden, 'anonymous requests should not get it');
  t.end();
});
