import t from 'tap';
import { readProbeQuery } from '../../src/web/probe-query.js';

void t.test('a query', (t) => {
  t.same(readProbeQuery({ target: 'a' }), { target: 'a', address: undefined, debug: false });
  t.same(readProbeQuery({ target: '', address: '10.0.0.1', debug: 'true', other: ['x', 'y'] }), {
    target: '',
    address: '10.0.0.1',
    debug: true,
  });
  t.equal(readProbeQuery({ target: 'x'.repeat(512), debug: 'false' }).debug, false);
  t.end();
});

void t.test('what is not a query is refused', (t) => {
  const refused = (query: object, message: string): void => {
    t.throws(() => readProbeQuery(query), { name: 'MalformedProbeQuery', statusCode: 400, message });
  };
  refused({}, `querystring must have required property 'target'`);
  refused(Object.create(null) as object, `querystring must have required property 'target'`);
  refused({ target: ['a', 'b'] }, 'querystring/target must be string');
  refused({ target: 'a', address: ['b', 'c'] }, 'querystring/address must be string');
  refused({ target: 'x'.repeat(513) }, 'querystring/target must NOT have more than 512 characters');
  for (const debug of ['maybe', '', '1']) refused({ target: 'a', debug }, 'querystring/debug must be boolean');
  t.end();
});
