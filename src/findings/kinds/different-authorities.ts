import { isGateway } from '../../probe/entry-point.js';
import { withoutFronts } from '../../probe/processes.js';
import type { Report, TargetReport } from '../../probe/report.js';
import type { Certificate } from '../../x509/certificate.js';
import { issuingKey } from '../../x509/issuing-key.js';
import type { Remedy } from '../remedies/remedy.js';
import { subjectText } from './certificate-text.js';
import type { FindingKind } from './finding-kind.js';

interface Issued {
  readonly address: string;
  readonly issuer: string;
  /** Undefined: the certificate does not say it. */
  readonly key: string | undefined;
}

/**
 * Returns the addresses by the CAs of what they serve. One CA is one entry. A CA that is configured is judged by, and
 * decides. Where clients verify nothing, each server may have made its own.
 */
function byAuthority(target: TargetReport): readonly (readonly Issued[])[] {
  if (target.ca.length > 0) return [];
  const issued = withoutFronts(target)
    .filter((report) => !isGateway(report) && report.isVerified !== false)
    .flatMap(issuedIn);
  const issuers = new Map<string, Map<string | undefined, Issued[]>>();
  for (const each of issued) {
    const keys = issuers.get(each.issuer) ?? new Map<string | undefined, Issued[]>();
    issuers.set(each.issuer, keys);
    const same = keys.get(each.key);
    if (same === undefined) keys.set(each.key, [each]);
    else same.push(each);
  }
  return [...issuers.values()].flatMap((keys) =>
    keys.has(undefined) ? [[...keys.values()].flat()] : [...keys.values()],
  );
}

/** The CA is above the last certificate that is served. */
function issuedIn({ address, serving }: Report): readonly Issued[] {
  const top: Certificate | undefined = serving?.at(-1);
  return top === undefined ? [] : [{ address, issuer: top.issuer, key: issuingKey(top) }];
}

/** Several findings of a target ask, and each certificate is read for the answer. */
const answers = new WeakMap<TargetReport, boolean>();

/** Whether the addresses serve certificates of different CAs, as those of different control planes do. */
export function areDifferent(target: TargetReport): boolean {
  const known = answers.get(target) ?? byAuthority(target).length > 1;
  answers.set(target, known);
  return known;
}

const separate: Remedy = {
  advice: [
    'The addresses seem to belong to different control planes, whose certificates need different names: check --separate checks each on its own. If they are one, whose CA is being replaced, check them by a kubeconfig, or give their CA as ca of the configuration.',
  ],
  beware: [],
  procedures: [],
};

/** Certificates of different control planes must not get each other's names, so that no command is better than one for all of them. */
export function unlessDifferent(target: TargetReport, remedy: (target: TargetReport) => Remedy): Remedy {
  return areDifferent(target) ? separate : remedy(target);
}

export const differentAuthorities = {
  id: 'different-authorities',
  runbook: undefined,
  about: 'serving',
  title:
    'The addresses serve certificates of different CAs: they are not one control plane, or its CA is being replaced',
  detect: (target) => {
    if (!areDifferent(target)) return [];
    return byAuthority(target).map((same) => ({
      severity: 'info',
      addresses: same.map(({ address }) => address),
      text: `the CA is ${subjectText(same[0]?.issuer ?? '')}${same[0]?.key === undefined ? '' : `, key ${same[0].key.slice(-16)}`}`,
    }));
  },
  remedy: () => separate,
} as const satisfies FindingKind;
