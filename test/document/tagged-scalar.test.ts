import t from 'tap';
import { taggedScalar } from '../../src/document/tagged-scalar.js';

void t.test('a tag decides what a value is', (t) => {
  t.equal(taggedScalar('!!str', '5', 0), '5');
  t.equal(taggedScalar('!<tag:yaml.org,2002:int>', '5', 0), 5);
  t.equal(taggedScalar('!!float', '5', 0), 5);
  t.equal(taggedScalar('!!bool', 'yes', 0), true);
  t.equal(taggedScalar('!!null', '', 0), null);
  t.equal(taggedScalar('!!binary', 'YWJj', 0), 'abc');
  for (const tag of ['!', '!foo', '!!foo', '!<x>', '!!timestamp']) t.equal(taggedScalar(tag, '5', 0), '5', tag);
  t.throws(() => taggedScalar('!!int', 's3cret', 3), /^(?!.*s3cret).*its tag/);
  t.throws(() => taggedScalar('!!null', 'x', 3), /its tag/);
  t.end();
});
