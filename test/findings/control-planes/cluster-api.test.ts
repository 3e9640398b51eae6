import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import t from 'tap';
import { clusterApi } from '../../../src/findings/control-planes/cluster-api.js';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import { certificate } from '../../fixtures/report.js';
import { pasteIn } from '../procedures/pasted.js';
import { situation } from './all-procedures.js';

/** A control plane of three machines, of which `ready` are ready. */
const kubectl = `case "$*" in
  *NAMESPACE*) exit 1 ;;
  *spec.replicas*) echo 3 ;;
  *readyReplicas*) cat ready ;;
  *apiVersion*) cat version ;;
  *patch*) echo "\${@: -1}" > patched ;;
esac`;
const clusterctl = 'echo "$*" > calls';

function edited(lines: readonly string[]): string {
  return lines.join('\n').replaceAll("'NAMESPACE'", "'n'").replaceAll("'NAME'", "'c'");
}

const [rollout, forGood] = proceduresFor('renew', situation, ['Cluster API']).map(({ lines }) => lines);

void t.test('machines are replaced when all of them are ready', (t) => {
  for (const ready of ['3', '2']) {
    const folder = t.testdir({ ready });
    const { code, stderr } = pasteIn(folder, edited(rollout ?? []), { kubectl, clusterctl });
    t.equal(code, ready === '3' ? 0 : 1, stderr);
    t.equal(existsSync(join(folder, 'calls')), ready === '3');
  }
  const folder = t.testdir({ ready: '3' });
  t.match(pasteIn(folder, rollout ?? [], { kubectl, clusterctl }).stderr, 'Nothing was changed: ', 'unedited');
  t.end();
});

void t.test('each version of the API has its own key', (t) => {
  for (const [version, spec] of [
    ['controlplane.cluster.x-k8s.io/v1beta1', { rolloutBefore: { certificatesExpiryDays: 30 } }],
    ['controlplane.cluster.x-k8s.io/v1beta2', { rollout: { before: { certificatesExpiryDays: 30 } } }],
  ] as const) {
    const folder = t.testdir({ ready: '3', version });
    t.equal(pasteIn(folder, edited(forGood ?? []), { kubectl, clusterctl }).code, 0);
    t.same(JSON.parse(readFileSync(join(folder, 'patched'), 'utf8')), { spec });
  }
  t.end();
});

void t.test('the missing names are in the commands, and plain certificates of kubeadm may be its own', (t) => {
  const text = proceduresFor('reissue', situation, ['Cluster API'])
    .flatMap(({ lines }) => lines)
    .join('\n');
  for (const name of situation.sans.missing) t.match(text, `'${name}'`);
  t.ok(clusterApi.recognises(certificate({ subjectCommonName: 'kube-apiserver', issuerCommonName: 'kubernetes' })));
  t.end();
});
