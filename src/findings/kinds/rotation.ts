import type { FileReport } from '../../files/file-report.js';
import { caText } from '../../probe/ca-text.js';
import type { TargetReport } from '../../probe/report.js';
import { appendTo } from '../../x509/append-to.js';
import type { Certificate } from '../../x509/certificate.js';
import type { Remedy } from '../remedies/remedy.js';
import { replaceCa } from '../remedies/replace-ca.js';
import { certificateText } from './certificate-text.js';
import type { Evidence, FindingKind } from './finding-kind.js';

interface Anchored {
  readonly address: string;
  /** The certificates of the CA to which the instance's paths lead. */
  readonly anchors: readonly Certificate[];
  readonly fingerprints: ReadonlySet<string>;
}

function anchored({ reports }: TargetReport): readonly Anchored[] {
  return reports.flatMap(({ address, trust }) =>
    trust.state === 'trusted' ? [{ address, anchors: trust.anchors, fingerprints: fingerprintsOf(trust.anchors) }] : [],
  );
}

/** Each certificate that an instance serves under, once. */
function anchorsOf(instances: readonly Anchored[]): readonly Certificate[] {
  return [
    ...new Map(instances.flatMap(({ anchors }) => anchors.map((each) => [each.fingerprintSha256, each]))).values(),
  ];
}

function fingerprintsOf(certificates: readonly Certificate[]): ReadonlySet<string> {
  return new Set(certificates.map(({ fingerprintSha256 }) => fingerprintSha256));
}

/** K3s, RKE2 and OpenShift write the time of creation into the name: `k3s-server-ca@1712345678`. */
function nameOf({ subject }: Certificate): string {
  return subject.replace(/@\d+/g, '');
}

/**
 * The certificates of the CA that take part in a rotation: instances serve under some of them, and the others have the same name. Bundles of
 * CAs with different names are no rotation. Empty: there is only one.
 */
function rotating({ ca }: TargetReport, used: readonly Certificate[]): readonly Certificate[] {
  const names = new Set(used.map(nameOf));
  const inUse = fingerprintsOf(used);
  const idle = ca.filter((certificate) => names.has(nameOf(certificate)) && !inUse.has(certificate.fingerprintSha256));
  const all = [...used, ...idle];
  return all.length > 1 ? all : [];
}

/** More certificates of one CA than a person reads. */
const mostRotating = 16;

export const caRotation = {
  id: 'ca-rotation-under-way',
  runbook: undefined,
  about: 'serving',
  title: 'The CA has several certificates, as during a rotation: clients need all of those that instances serve under',
  detect: (target) => {
    const instances = anchored(target);
    const certificates = rotating(target, anchorsOf(instances));
    const more = certificates.length - mostRotating;
    const source = target.caSource === undefined ? '' : `, of ${caText(target.caSource)}`;
    const found = certificates.slice(0, mostRotating).map((certificate): Evidence => {
      const users = instances.filter(({ fingerprints }) => fingerprints.has(certificate.fingerprintSha256));
      const text = `${users.length > 0 ? 'serves under' : 'no instance serves under'} ${certificateText(certificate)}${source}`;
      const subjects = [certificate.fingerprintSha256];
      return { severity: 'info', addresses: users.map(({ address }) => address), subjects, text };
    });
    return more > 0 ? [...found, { severity: 'info', addresses: [], text: `${more} more certificates` }] : found;
  },
  remedy: () => replaceCa,
} as const satisfies FindingKind;

/** A target, and the files that may hold its CA. */
export interface TargetFiles {
  readonly report: TargetReport;
  readonly files: readonly FileReport[];
}

/** Returns the files that hold any of these certificates, in their order. Files are read once, however many targets there are. */
function filesWithAny(files: readonly FileReport[], fingerprints: ReadonlySet<string>): readonly FileReport[] {
  const holders = known.get(files) ?? holdersOf(files);
  known.set(files, holders);
  const found = new Set([...fingerprints].flatMap((fingerprint) => holders.get(fingerprint) ?? []));
  return found.size === 0 ? [] : files.filter((file) => found.has(file));
}

const known = new WeakMap<readonly FileReport[], ReadonlyMap<string, readonly FileReport[]>>();

/** By fingerprint of a certificate. */
function holdersOf(files: readonly FileReport[]): ReadonlyMap<string, readonly FileReport[]> {
  const holders = new Map<string, FileReport[]>();
  for (const file of files) {
    for (const { certificate } of file.certificates) appendTo(holders, certificate.fingerprintSha256, file);
  }
  return holders;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((each) => other.has(each));
}

/**
 * Finds files that hold a certificate of the target's CA, but not the one of the same name under which some instance serves. A file is known
 * to be about this target only by such a certificate, because CAs of different clusters have the same name.
 */
export const fileCaOutdated = {
  id: 'file-ca-outdated',
  runbook: undefined,
  about: 'file',
  title:
    'A file lacks a certificate of the CA under which instances serve: clients that use the file refuse these instances',
  detect: ({ report, files }) => {
    const instances = anchored(report);
    const ofTarget = fingerprintsOf([...report.ca, ...anchorsOf(instances)]);
    const serving = instances.map((instance) => ({ ...instance, names: new Set(instance.anchors.map(nameOf)) }));
    return filesWithAny(files, ofTarget).flatMap(({ path, certificates }): readonly Evidence[] => {
      const held = certificates.flatMap(({ certificate }) =>
        ofTarget.has(certificate.fingerprintSha256) ? [certificate] : [],
      );
      const [first] = held;
      if (first === undefined) return [];
      const [ofFile, names] = [fingerprintsOf(held), new Set(held.map(nameOf))];
      const refused = serving.filter(
        (instance) => !overlap(ofFile, instance.fingerprints) && overlap(names, instance.names),
      );
      if (refused.length === 0) return [];
      const text = `has ${certificateText(first)}, and not ${certificateText(anchorsOf(refused)[0] ?? first)}`;
      return [{ severity: 'warning', addresses: refused.map(({ address }) => address), files: [path], text }];
    });
  },
  remedy: (): Remedy => ({
    advice: [
      'Add the CA under which the instances serve to the file, beside what is there: in a kubeconfig in certificate-authority-data, which may hold several certificates one after another.',
    ],
    beware: [
      'copies of the file, such as ~/.kube/config, lack it as well.',
      'kube-controller-manager does not start with two certificates in the file of --cluster-signing-cert-file, which is ca.crt of a control-plane node made by kubeadm: follow docs/procedures/replace-ca.md there, which gives it a file of its own first.',
    ],
    procedures: [],
  }),
} as const satisfies FindingKind<TargetFiles>;

/** Kinds that are detected by comparing files with the CA of a target. */
export const targetFileKinds = [fileCaOutdated] as const satisfies readonly FindingKind<TargetFiles>[];
