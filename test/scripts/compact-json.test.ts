import t from 'tap';
import { dashboards } from '../../dashboards/dashboards.js';
import { compactJson } from '../../scripts/compact-json.js';

void t.test('what is short is on one line', (t) => {
  t.equal(compactJson({ from: 0, to: [1, 'a\nb  c'] }), String.raw`{"from":0,"to":[1,"a\nb  c"]}`);
  const long = 'x'.repeat(110);
  t.equal(compactJson({ a: [long, { b: 1, c: undefined }] }), `{\n "a": [\n  "${long}",\n  {"b":1}\n ]\n}`);
  t.end();
});

void t.test('the values are those of JSON', (t) => {
  for (const dashboard of Object.values(dashboards))
    t.same(JSON.parse(compactJson(dashboard)), JSON.parse(JSON.stringify(dashboard)));
  t.end();
});
