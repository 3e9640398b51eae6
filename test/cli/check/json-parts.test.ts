import fc from 'fast-check';
import t from 'tap';
import { checkValue } from '../../../src/cli/check/json.js';
import { jsonParts } from '../../../src/cli/check/json-parts.js';
import { fleetOf } from '../../fixtures/fleet.js';
import { result, threeAndOne } from './result-fixture.js';

const joined = (value: object): string => [...jsonParts(value)].join('');

void t.test('the same text as that of JSON.stringify', (t) => {
  const values = fc.dictionary(fc.string(), fc.option(fc.jsonValue(), { nil: undefined }));
  fc.assert(fc.property(values, (value) => t.equal(joined(value), JSON.stringify(value, undefined, 2))));
  for (const value of [{}, { a: [] }, { a: [[]], b: {} }, checkValue(result(threeAndOne)), checkValue(result())])
    t.equal(joined(value), JSON.stringify(value, undefined, 2));
  t.end();
});

void t.test('parts stay small, however many targets there are', (t) => {
  const value = checkValue(result(...fleetOf(500, { 7: 'name' })));
  const parts = [...jsonParts(value)];
  t.ok(parts.length > 3);
  t.ok(Math.max(...parts.map(({ length }) => length)) < 1_200_000);
  t.equal(parts.join(''), JSON.stringify(value, undefined, 2));
  t.end();
});
