import fc from 'fast-check';
import * as v from 'valibot';
import t from 'tap';
import { printableText } from '../../src/config/value-schema.js';
import { memberName } from '../../src/discovery/member-name.js';

void t.test('a name that the configuration could have is left as it is', (t) => {
  for (const name of ['prod', 'team-a/prod', 'kubernetes-admin@kubernetes', 'größe', 'a b', '集群'])
    t.equal(memberName(name), name);
  t.end();
});

void t.test('what does not print is escaped, and an empty name can be seen', (t) => {
  t.equal(memberName('a\u001b[31m\u202eb'), 'a\\u{1b}[31m\\u{202e}b');
  t.equal(memberName('  a\n'), '\\u{20} a\\u{a}');
  t.equal(memberName(''), '""');
  t.end();
});

void t.test('long names with the same beginning differ', (t) => {
  const [one, other] = ['a', 'b'].map((end) => memberName(`${'x'.repeat(10_000)}${end}`));
  t.not(one, other);
  t.ok(one!.length <= 256);
  t.end();
});

void t.test('any text becomes a name that the configuration could have, and that name is left as it is', (t) => {
  const anyText = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc.string({ unit: 'grapheme', maxLength: 400 }),
    fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const name = memberName(text);
      t.ok(v.safeParse(printableText, name).success, JSON.stringify(name));
      t.equal(memberName(name), name);
    }),
  );
  t.end();
});
