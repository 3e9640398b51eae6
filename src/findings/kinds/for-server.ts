import type { KnownServer } from '../../servers/recognise-server.js';
import { type KindOfServer, serverKinds } from '../../servers/server-kind.js';
import { nothingToDo } from '../remedies/remedy.js';
import { serverRemedies } from '../remedies/server-remedies.js';
import { atMostWarning } from '../severity/severity.js';
import type { FindingKind } from './finding-kind.js';
import { type FindingId, findingKinds } from './finding-kinds.js';
import { failingRemedy } from './probe.js';

/** A kind of finding, as it is about another server than kube-apiserver. Undefined: it is about kube-apiserver alone. */
type Change = (kind: KnownFinding, server: KnownServer) => KnownFinding | undefined;

type KnownFinding = FindingKind & { readonly id: FindingId };

const dropped: Change = () => undefined;
const servingRemedy: Change = (kind, server) => ({ ...kind, remedy: serverRemedies[server.kind].serving });
const probesRemedy: Change = (kind, server) => ({ ...kind, remedy: failingRemedy(server.kind) });
const instancesRemedy: Change = (kind, server) => ({
  ...kind,
  remedy: () => serverRemedies[server.kind].instances,
});

/** Where the end of the certificate breaks nothing, it is worth a note and no work; where nobody sees whether it does, work and no alarm. */
function loopbackEnd(when: string): Change {
  return (kind, { kind: server, loopbackEnd: end }) => {
    const { text, loopbackBreaks = 'requests to itself fail' }: KindOfServer = serverKinds[server];
    const subject = `The loopback certificate of this ${text} ${when}`;
    const { restart, askFirst } = serverRemedies[server];
    switch (end) {
      case 'breaks':
        return { ...kind, title: `${subject}: ${loopbackBreaks}`, remedy: () => restart };
      case 'may_break':
        return {
          ...kind,
          title: `${subject}. Nobody sees from outside whether it has informers of its own; if it has, ${loopbackBreaks}`,
          detect: lessSevere(kind),
          remedy: () => askFirst,
        };
      case 'harmless':
        return {
          ...kind,
          // No alert fires either, so that no runbook is about it.
          runbook: undefined,
          title: `${subject}, which breaks nothing: it makes no requests to itself`,
          // Where there is nothing to do, the text is all that is shown.
          detect: (target, now) =>
            kind.detect(target, now).map((evidence) => ({
              ...evidence,
              severity: 'info',
              text: `the loopback certificate of this ${text} ${evidence.text}; that breaks nothing`,
            })),
          remedy: () => nothingToDo,
        };
    }
  };
}

function lessSevere({ detect }: FindingKind): FindingKind['detect'] {
  return (target, now) =>
    detect(target, now).map((evidence) => ({ ...evidence, severity: atMostWarning(evidence.severity) }));
}

/** Where nothing else breaks for certain, it is the restart by a kubelet that asks /livez. */
const checkFails: Change = (kind, { kind: server, loopbackEnd: end }) => ({
  ...kind,
  title: `This ${serverKinds[server].text} itself reports that its loopback certificate has expired`,
  detect: end === 'breaks' ? kind.detect : lessSevere(kind),
  remedy: () => serverRemedies[server].restart,
});

/**
 * What is different about other servers. They may have any lifetime and version, each replica has a certificate and a CA of its own, nobody
 * dials them by IP and verifies that, and some have no loopback certificate at all.
 */
const changes: Readonly<Partial<Record<FindingId, Change>>> = {
  'loopback-certificate-expired': loopbackEnd('has expired'),
  'loopback-certificate-ending': loopbackEnd('expires soon'),
  'loopback-health-check-fails': checkFails,
  'loopback-restarts-together': dropped,
  'loopback-certificates-end-together': dropped,
  'loopback-lifetime-unusual': dropped,
  'loopback-certificate-not-seen': dropped,
  'instance-older-than-others': dropped,
  'start-times-differ': dropped,
  'serving-certificates-differ': dropped,
  'different-authorities': dropped,
  'instance-name-not-covered': dropped,
  'address-is-entry-point': dropped,
  'serving-certificate-expired': servingRemedy,
  'serving-certificate-ending': servingRemedy,
  'unverified-certificate-expired': servingRemedy,
  'target-ca-expired': servingRemedy,
  'serving-chain-ends-early': servingRemedy,
  'serving-certificate-untrusted': servingRemedy,
  'serving-certificate-wrong-usage': servingRemedy,
  'client-name-not-covered': servingRemedy,
  'name-certificate-refused': servingRemedy,
  'name-certificate-ending': servingRemedy,
  'probe-failing': probesRemedy,
  'instances-missing': instancesRemedy,
  'many-processes-behind-address': instancesRemedy,
};

const known = new Map<string, readonly KnownFinding[]>();

/** The kinds of findings about such a server. Undefined: it is not known, and counts as a kube-apiserver. */
export function findingKindsFor(server: KnownServer | undefined): readonly KnownFinding[] {
  if (server === undefined || server.kind === 'kube-apiserver') return findingKinds;
  const key = `${server.kind} ${server.loopbackEnd}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const kinds = findingKinds.flatMap(
    (kind: KnownFinding) => (changes[kind.id] ?? ((same) => same))(kind, server) ?? [],
  );
  known.set(key, kinds);
  return kinds;
}
