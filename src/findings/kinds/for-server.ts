import { type KindOfServer, serverKinds, type ServerKind } from '../../servers/server-kind.js';
import { nothingToDo } from '../remedies/remedy.js';
import { serverRemedies } from '../remedies/server-remedies.js';
import type { FindingKind } from './finding-kind.js';
import { type FindingId, findingKinds } from './finding-kinds.js';

/** A kind of finding, as it is about another server than kube-apiserver. Undefined: it is about kube-apiserver alone. */
type Change = (kind: KnownFinding, server: ServerKind) => KnownFinding | undefined;

type KnownFinding = FindingKind & { readonly id: FindingId };

const dropped: Change = () => undefined;
const servingRemedy: Change = (kind, server) => ({ ...kind, remedy: serverRemedies[server].serving });
const instancesRemedy: Change = (kind, server) => ({ ...kind, remedy: () => serverRemedies[server].instances });

/** Where the end of the certificate breaks nothing, it is worth a note and no work. */
function loopbackEnd(when: string): Change {
  return (kind, server) => {
    const { text, loopbackBreaks }: KindOfServer = serverKinds[server];
    if (loopbackBreaks !== undefined) {
      const title = `The loopback certificate of this ${text} ${when}: ${loopbackBreaks}`;
      return { ...kind, title, remedy: () => serverRemedies[server].restart };
    }
    const title = `The loopback certificate of this ${text} ${when}, which breaks nothing: it makes no requests to itself`;
    const detect: FindingKind['detect'] = (target, now) =>
      kind.detect(target, now).map((evidence) => ({
        ...evidence,
        severity: 'info',
        // Where there is nothing to do, the text is all that is shown.
        text: `the loopback certificate of this ${text} ${evidence.text}; that breaks nothing`,
      }));
    // No alert fires either, so that no runbook is about it.
    return { ...kind, runbook: undefined, title, detect, remedy: () => nothingToDo };
  };
}

const checkFails: Change = (kind, server) => ({
  ...kind,
  title: `This ${serverKinds[server].text} itself reports that its loopback certificate has expired`,
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
  'instances-missing': instancesRemedy,
  'many-processes-behind-address': instancesRemedy,
};

const known = new Map<ServerKind | undefined, readonly KnownFinding[]>();

/** The kinds of findings about a server of this kind. Undefined: it is not known, and counts as a kube-apiserver. */
export function findingKindsFor(server: ServerKind | undefined): readonly KnownFinding[] {
  if (server === undefined || server === 'kube-apiserver') return findingKinds;
  const before = known.get(server);
  if (before !== undefined) return before;
  const kinds = findingKinds.flatMap(
    (kind: KnownFinding) => (changes[kind.id] ?? ((same) => same))(kind, server) ?? [],
  );
  known.set(server, kinds);
  return kinds;
}
