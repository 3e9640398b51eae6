import t from 'tap';
import { unknownLine, wantsNagios } from '../../../../src/cli/check/nagios/unknown-line.js';

void t.test('one line of bounded length says every problem', (t) => {
  t.equal(unknownLine(['a|b', 'c\nd']), 'APISERVER CERTS UNKNOWN - cannot check: a\\u{7c}b; c\\u{a}d');
  t.equal(Buffer.byteLength(unknownLine(['ü'.repeat(5000)])) <= 900, true);
  t.end();
});

void t.test('arguments that ask for it', (t) => {
  t.ok(wantsNagios(['check', '--nope', '--output', 'nagios']));
  t.ok(wantsNagios(['--output=nagios']));
  t.notOk(wantsNagios(['--output', 'json', 'nagios']));
  t.notOk(wantsNagios(['nagios', '--output']));
  t.end();
});
