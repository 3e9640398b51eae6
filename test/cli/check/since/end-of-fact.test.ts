import t from 'tap';
import { endOfFact } from '../../../../src/cli/check/since/end-of-fact.js';
import { file, endpoint, silent, snapshot, target } from './snapshots.js';

const fact = { id: 'x', severity: 'warning', about: 'serving', title: '' } as const;
const both = [endpoint(), endpoint({ address: 'b:1' })];
const before = snapshot({ targets: [target({ endpoints: both })], files: [file(), file({ path: '/b' })] });
const now = snapshot({
  targets: [target({ endpoints: [endpoint(), silent({ address: 'c:1' })], discovered: false })],
  files: [file(), file({ path: '/c', state: 'failed' })],
});
const end = endOfFact([{ before: before.targets[0]!, now: now.targets[0]! }], before, now);
const at = (address: string | undefined, path?: string, name: string | undefined = 'prod') =>
  end(fact, '', { target: name, address, file: path });

void t.test('a fact is over only where it would be seen', (t) => {
  t.equal(at('a:1'), 'finding_gone');
  t.equal(at('b:1'), undefined, 'no longer probed');
  t.equal(at('c:1'), 'finding_unseen', 'does not answer');
  t.equal(at(undefined), 'finding_unseen', 'the whole target, of which a part is not known');
  t.equal(at('a:1', undefined, 'gone'), undefined, 'the target is no longer checked');
  t.end();
});

void t.test('in files', (t) => {
  const inFile = (path: string) =>
    end({ ...fact, about: 'file' }, '1', { target: undefined, address: undefined, file: path });
  t.equal(inFile('/a.crt'), 'finding_gone');
  t.equal(inFile('/b'), undefined, 'removed');
  t.equal(inFile('/c'), 'finding_unseen', 'cannot be read');
  t.equal(inFile('/*.crt'), 'finding_unseen', 'a pattern that is no longer there');
  t.equal(at('a:1', '/a.crt'), 'finding_gone', 'both');
  t.equal(at('a:1', '/c'), 'finding_unseen');
  t.end();
});

void t.test('missing instances are back only if all are known', (t) => {
  const counted = (probed: number, note: string | null) =>
    snapshot({ targets: [target({ apiServers: { probed, total: 3, note } })] });
  const endIn = (after: ReturnType<typeof snapshot>) =>
    endOfFact([{ before: counted(2, null).targets[0]!, now: after.targets[0]! }], counted(2, null), after)(
      { ...fact, id: 'instances-missing' },
      '',
      { target: 'prod', address: undefined, file: undefined },
    );
  t.equal(endIn(counted(3, null)), 'finding_gone');
  t.equal(endIn(counted(3, 'the login may not list nodes')), 'finding_unseen');
  t.end();
});
