import t from 'tap';
import { createPainter, same } from '../../../src/cli/check/painter.js';

void t.test('colours, where they are wanted', (t) => {
  const { severity, lead, comment } = createPainter(true);
  t.match(severity('WARNING: it ends', 'warning'), /^\u001b\[1m\u001b\[33mWARNING:.*\u001b\[22m it ends$/);
  t.match(lead('What to do: this'), /^\u001b\[1mWhat to do:\u001b\[22m this$/);
  t.match(comment('date # now'), /^date\u001b\[2m # now\u001b\[22m$/);
  t.equal(createPainter(false).severity('NOTE: a', 'info'), 'NOTE: a');
  t.equal(same('a'), 'a');
  t.end();
});
