import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { requires } from '../../integration/requires.js';
import { pasteIn } from '../procedures/pasted.js';
import { situation } from './all-procedures.js';

/** Its state store is one file. `calls` has what it was asked to do. */
const simulated = `echo "$*" >> calls
case "$*" in
  'get cluster -o yaml') cat store ;;
  'replace -f '*) cp "$3" store ;;
  'validate cluster') [ ! -e broken ] ;;
esac`;

const linesOf = (task: 'reissue' | 'restart'): readonly string[] =>
  proceduresFor(task, situation, ['kops']).flatMap(({ lines }) => lines);

const cluster = (spec: string): string =>
  `apiVersion: kops.k8s.io/v1alpha2\nkind: Cluster\nmetadata:\n  name: k.example.com\nspec:\n${spec}`;

void t.test('names are added to those of the cluster, and pasted twice', requires('kubectl'), (t) => {
  for (const spec of ['  additionalSans: [old.example.com]\n  channel: stable\n', '  channel: stable\n']) {
    const folder = t.testdir();
    const store = join(folder, 'store');
    writeFileSync(store, cluster(spec));
    const { code, stderr } = pasteIn(folder, linesOf('reissue'), { kops: simulated });
    t.equal(code, 0, stderr);
    const text = readFileSync(store, 'utf8');
    for (const name of situation.sans.missing) t.match(text, `- ${name}\n`);
    t.match(text, 'channel: stable');
    t.equal(text.includes('- old.example.com\n'), spec.includes('old.example.com'));
    t.match(readFileSync(join(folder, 'calls'), 'utf8'), /update cluster --yes\nrolling-update cluster .*--yes\n/);
    const [backup = ''] = readdirSync(folder).filter((name) => name.startsWith('kops-cluster-before-'));
    t.equal(readFileSync(join(folder, backup), 'utf8'), cluster(spec), 'the way back');
    t.equal(pasteIn(folder, linesOf('reissue'), { kops: simulated }).code, 0);
    t.equal(readFileSync(store, 'utf8'), text);
  }
  t.end();
});

void t.test('another form of the cluster, or one that is not whole, stops it', requires('kubectl'), (t) => {
  const folder = t.testdir();
  const text = cluster('  api: {}\n').replace('v1alpha2', 'v1alpha3');
  writeFileSync(join(folder, 'store'), text);
  const other = pasteIn(folder, linesOf('reissue'), { kops: simulated });
  t.match(other.stderr, 'Nothing was changed: ');
  writeFileSync(join(folder, 'broken'), '');
  const broken = pasteIn(folder, linesOf('reissue'), { kops: simulated });
  t.match(broken.stderr, 'does not validate');
  t.same([other.code, broken.code, readFileSync(join(folder, 'store'), 'utf8')], [1, 1, text]);
  t.notMatch(readFileSync(join(folder, 'calls'), 'utf8'), /rolling-update|replace/);
  t.end();
});

void t.test('machines are replaced only while the cluster validates', (t) => {
  const folder = t.testdir({ broken: '' });
  t.equal(pasteIn(folder, linesOf('restart'), { kops: simulated }).code, 1);
  t.equal(readFileSync(join(folder, 'calls'), 'utf8'), 'validate cluster\n');
  const whole = t.testdir();
  t.equal(pasteIn(whole, linesOf('restart'), { kops: simulated }).code, 0);
  t.match(readFileSync(join(whole, 'calls'), 'utf8'), '--instance-group-roles control-plane --force --yes');
  t.notOk(existsSync(join(whole, 'store')));
  t.end();
});
