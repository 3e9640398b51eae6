import t from 'tap';
import { noComparison, sinceHelp } from '../../../../src/cli/check/since/since-options.js';

void t.test('without options, all is printed and nothing is written, as the help says', (t) => {
  t.same(noComparison, { since: undefined, save: undefined });
  t.match(sinceHelp.since, /the exit code stays that of the state now \(default: print all\)$/);
  t.match(sinceHelp.save, /\(default: write nothing\)$/);
  t.end();
});
