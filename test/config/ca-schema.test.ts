import t from 'tap';
import * as v from 'valibot';
import { caSchema } from '../../src/config/ca-schema.js';

void t.test('either a file or PEM', (t) => {
  t.same(v.parse(caSchema, { file: 'ca.crt' }), { file: 'ca.crt' });
  t.same(v.parse(caSchema, { pem: 'x' }), { pem: 'x' });
  for (const both of [{}, { file: 'ca.crt', pem: 'x' }])
    t.match(v.safeParse(caSchema, both).issues, [{ message: 'either file or pem' }]);
  t.match(v.safeParse(caSchema, { file: '' }).issues, [{ message: 'the path of a file' }]);
  t.match(v.safeParse(caSchema, { pem: '' }).issues, [{ message: 'PEM certificates' }]);
  t.end();
});
