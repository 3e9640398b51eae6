import type { RefusalReason } from '../../x509/go-refusal.js';
import { situationOf } from '../procedures/situation.js';
import { inspectServed } from '../remedies/inspect-served.js';
import { reissueForServers } from '../remedies/reissue-for-servers.js';
import type { Remedy } from '../remedies/remedy.js';
import { unlessDifferent } from './different-authorities.js';
import { type FindingKind, inEachEndpoint } from './finding-kind.js';
import { judgedBy, namesRefused, refusalText, trustRefusal } from './refusal.js';

/** For these reasons clients refuse a chain whatever CA they have. */
const whateverCa: ReadonlySet<RefusalReason> = new Set(['malformed', 'unsupported']);

/** Finds serving chains that clients refuse under every name, for one reason. One chain is one piece of evidence, with all the names. */
function refusedFor(reason: RefusalReason): FindingKind['detect'] {
  return inEachEndpoint((report, now, target) => {
    const refusal = trustRefusal(report);
    if (refusal?.reason !== reason) return undefined;
    const { why, words } = refusalText(refusal, now);
    return {
      severity: 'critical',
      names: namesRefused(report, reason),
      text: whateverCa.has(reason) ? why : `${why}${judgedBy(target)}`,
      words,
    };
  });
}

const runbook = 'ApiserverCertificateRefused';

export const servingUntrusted = {
  id: 'serving-certificate-untrusted',
  runbook,
  about: 'serving',
  title: "The target's CA has not signed the serving certificate: clients that trust this CA refuse the connection",
  detect: refusedFor('unknown_authority'),
  remedy: ({ reports: [{ address } = { address: 'HOST:6443' }] }): Remedy => ({
    advice: [
      'Either another server answers at this address, or the CA was replaced and the configuration (and probably kubeconfigs too) still has the old one, or an intermediate certificate is not served. Compare key identifiers instead of names: all CAs made by kubeadm have the name kubernetes.',
    ],
    beware: [],
    procedures: [
      {
        distributions: [],
        lines: [
          `openssl s_client -connect ${address} </dev/null 2>/dev/null | openssl x509 -noout -issuer -ext authorityKeyIdentifier   # whose key signed what is served`,
          'openssl x509 -noout -subject -ext subjectKeyIdentifier -in /etc/kubernetes/pki/ca.crt   # the key of the CA, on a control-plane node',
        ],
      },
    ],
  }),
} as const satisfies FindingKind;

export const servingWrongUsage = {
  id: 'serving-certificate-wrong-usage',
  runbook,
  about: 'serving',
  title:
    'The serving certificate, or a CA of it, is not for servers (extended key usage serverAuth): clients refuse the connection',
  detect: refusedFor('usage'),
  remedy: (report) => unlessDifferent(report, (all) => reissueForServers(situationOf(all))),
} as const satisfies FindingKind;

const nameConstrained = {
  id: 'serving-certificate-name-constrained',
  runbook,
  about: 'serving',
  title: 'A CA of the serving certificate may not sign for names that are in it: clients refuse the connection',
  detect: refusedFor('name_constraint'),
  remedy: (report) =>
    inspectServed(
      report,
      'All SANs of the certificate count, not only the name that a client uses: issue it without the SANs that the name constraints of its CAs exclude, or by a CA without these constraints.',
    ),
} as const satisfies FindingKind;

const pathRefused = {
  id: 'serving-certificate-path-refused',
  runbook,
  about: 'serving',
  title: 'The path from the serving certificate to its CA is longer than clients or a CA of it allow',
  detect: refusedFor('path'),
  remedy: (report) =>
    inspectServed(
      report,
      'A CA with pathlen:0 may sign certificates of servers, but no other CA. Issue the serving certificate by the CA whose path length allows it, or make the intermediate CA again below one that allows it.',
    ),
} as const satisfies FindingKind;

const servingMalformed = {
  id: 'serving-certificate-malformed',
  runbook,
  about: 'serving',
  title: 'Clients cannot read a certificate that is served, and refuse the connection whatever CA they have',
  detect: refusedFor('malformed'),
  remedy: (report) =>
    inspectServed(
      report,
      'One broken certificate is enough, even if no client needs it: remove it from what is served, or issue it again with another tool. OpenSSL, and so curl, may accept it all the same.',
    ),
} as const satisfies FindingKind;

const servingUnsupported = {
  id: 'serving-certificate-unsupported',
  runbook,
  about: 'serving',
  title:
    'The serving certificate, or a CA of it, uses a key, a signature or an extension that clients do not support: they refuse the connection',
  detect: refusedFor('unsupported'),
  remedy: (report) =>
    inspectServed(
      report,
      'Issue it again with an RSA key of 2048 to 8192 bits or an ECDSA key (P-256), and a SHA-256 signature. If the CA itself is at fault, its certificate has to be made anew, and every client needs it.',
    ),
} as const satisfies FindingKind;

/** The kinds of refusals that concern the whole serving chain. Their order is their rank. */
export const refusedKinds = [
  servingMalformed,
  servingUntrusted,
  servingWrongUsage,
  nameConstrained,
  pathRefused,
  servingUnsupported,
] as const satisfies readonly FindingKind[];
