import t from 'tap';
import type { Finding } from '../../../src/findings/findings-of.js';
import type { Procedure } from '../../../src/findings/procedures/procedure.js';
import { markupOf } from '../../../src/web/page/html.js';
import { commands, remedyPart } from '../../../src/web/status/remedy-part.js';
import { finding } from './finding-fixture.js';

const remedy: Finding['remedy'] = {
  advice: ['Do this & that.'],
  beware: ['of <the> dog.'],
  procedures: [
    { distributions: ['kubeadm', 'kubespray'], lines: ['kubeadm reset'] },
    { distributions: ['K3s'], lines: ['systemctl restart k3s'] },
  ],
};

void t.test("the commands for the target's distribution, the others by name", (t) => {
  const part = markupOf(remedyPart(finding({ remedy, distributions: ['kubeadm'] })));
  t.match(part, '<p>Do this &amp; that.</p>');
  t.match(part, '<li><strong>Beware:</strong> of &lt;the&gt; dog.</li>');
  t.match(part, /<h4>kubeadm, kubespray<\/h4><pre><code>kubeadm reset\n<\/code>/);
  t.match(part, '<p class="soft">The commands for K3s are in check --control-plane KIND, and in docs/procedures');
  t.notMatch(part, 'systemctl');
  t.end();
});

void t.test('none by guess if the distribution is unknown; no heading if one applies to all', (t) => {
  const unknown = markupOf(remedyPart(finding({ remedy })));
  t.match(unknown, 'The commands for kubeadm, kubespray, K3s are in');
  const procedures = [{ distributions: [], lines: ['date -u'] }];
  const one = markupOf(remedyPart(finding({ remedy: { advice: [], beware: [], procedures } })));
  t.equal(one.trim(), '<pre><code>date -u\n</code></pre>');
  t.end();
});

void t.test('a procedure with what it changes, and the way back', (t) => {
  const procedure: Procedure = {
    distributions: [],
    touches: 'It replaces <two> files.',
    takes: 'A minute.',
    lines: ['date -u'],
    worked: 'It is later.',
    back: ['# none'],
    basis: 'a test',
  };
  t.match(
    markupOf(remedyPart(finding({ remedy: { advice: [], beware: [], procedures: [procedure] } }))),
    '<p>It replaces &lt;two&gt; files. A minute.</p><pre><code>date -u\n</code></pre><p><strong>It worked:</strong> It is later.</p><p><strong>The way back:</strong></p><pre><code><i># none</i>',
  );
  t.end();
});

void t.test('one line each, comments marked', (t) => {
  t.equal(
    markupOf(commands(['# first', 'a > b   # why', "echo '#no'"])),
    '<pre><code><i># first</i>\n</code><code>a &gt; b<i>   # why</i>\n</code><code>echo &#39;#no&#39;\n</code></pre>',
  );
  t.end();
});

void t.test('long lists are cut, with a note', (t) => {
  const many = markupOf(commands(Array.from({ length: 450 }, (_, at) => `run ${at}`)));
  t.match(many, 'run 399\n');
  t.notMatch(many, 'run 400\n');
  t.match(many, '# … 50 more lines');
  t.match(markupOf(commands(['x'.repeat(5000)])), /x{3999}…\n/);
  t.end();
});
