import t from 'tap';
import { valueDocument } from '../../src/document/document.js';
import { formatProblem } from '../../src/document/problem.js';
import { otherKind } from '../../src/kube/other-kind.js';

const problem = (value: unknown) => {
  const other = otherKind(valueDocument(value), 'k');
  return other && formatProblem(other);
};

void t.test('a document that is something else', (t) => {
  t.match(
    problem({ kind: 'Secret' }),
    /^k: kind: found Secret, expected Config: if it is a Secret, take out the kubeconfig that it holds, /,
  );
  t.equal(problem({ apiVersion: 'v2' }), 'k: apiVersion: found a string, expected v1');
  t.equal(problem({ kind: ['s3cret'] }), 'k: kind: found a list of 1, expected Config');
  t.equal(problem({ Kind: 'Pod' }), 'k: Kind: found Pod, expected Config');
  t.end();
});

void t.test('a kubeconfig, or what the schema refuses', (t) => {
  for (const value of [
    {},
    { kind: 'Config', apiVersion: 'v1' },
    { kind: '', apiVersion: null },
    { Kind: 'Pod', kind: 'Config' },
    [],
    5,
    null,
  ])
    t.equal(problem(value), undefined, JSON.stringify(value));
  t.end();
});
