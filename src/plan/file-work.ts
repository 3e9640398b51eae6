import { dirname } from 'node:path';
import type { FileReport } from '../files/file-report.js';
import { kubeadmCertificates } from '../files/kubeadm-files.js';
import type { FileEvidence } from '../files/serving-file.js';
import { groupBy } from '../findings/group-by.js';
import { judgedInFiles } from '../findings/kinds/files.js';
import { endingSeverity, type Life, thresholds } from '../findings/severity/thresholds.js';
import { isExpired } from '../x509/validity.js';
import { endingOf, firstToEnd, lifeOf } from './ending-of.js';
import { cut, eachOnce, oneOrCount } from './list-text.js';
import type { Ending, Endings, FoundWork, Span, Work } from './plan-entry.js';
import { renewals } from './renewals.js';
import { renewsItself } from './renews-itself.js';
import { workRunbook } from './work-runbook.js';

const limits = thresholds.file;

/** A kubelet renews these itself, when between 30 and 10 % of their lifetime are left (client-go, util/certificate, nextRotationDeadline). */
const ofKubelet = /\/kubelet-(?:client|server)-current\.pem$/;

/** Where a file is renewed together with others. */
interface Place {
  readonly folder: string;
  readonly isKubeadms: boolean;
}

/**
 * Finds the renewals of certificates in files that are no CA: those that `kubeadm certs renew all` renews in one go, whenever each ends, and others by
 * folder. What an API server serves from its file is found at the API server.
 */
export function fileWork(evidence: FileEvidence, { now }: Span): FoundWork {
  const isKubeadms = kubeadmFolders(evidence.files);
  const leaves = judgedInFiles(evidence)
    .filter(({ certificate, isClusterCa }) => isClusterCa !== true && !certificate.isCa)
    .map(({ path, certificate, renewalShare }) => {
      const life = lifeOf(certificate, renewalShare);
      return { path, life, ending: endingOf({ certificate, place: path, life, limits }, now) };
    });
  const byRenewal = groupBy(leaves, ({ path, life }) => isRenewed(path, life, now));
  const places = groupBy(byRenewal.get(false) ?? [], ({ path }) => JSON.stringify(placeOf(path, isKubeadms)));
  const work = [...places.values()].flatMap((each) => {
    const place = placeOf(each[0].path, isKubeadms);
    const endings = each.map(({ ending }) => ending);
    return groupsAt(place, endings).map((group) => workOf(place, group, now));
  });
  return { work, renewing: (byRenewal.get(true) ?? []).map(({ ending }) => ending) };
}

function isRenewed(path: string, life: Life, now: number): boolean {
  if (renewsItself(life, limits, now)) return true;
  return ofKubelet.test(path) && !isExpired(life, now) && endingSeverity(life, limits, now) === undefined;
}

function groupsAt({ isKubeadms }: Place, endings: readonly Ending[]): readonly Endings[] {
  if (!isKubeadms) return renewals(endings);
  const all = firstToEnd(endings);
  return all === undefined ? [] : [all];
}

/** Returns whether a folder is that of kubeadm: its PKI is there. */
function kubeadmFolders(files: readonly FileReport[]): (folder: string) => boolean {
  const paths = new Set(files.map(({ path }) => path));
  return (folder) => paths.has(`${folder}/pki/ca.crt`) || paths.has(`${folder}/pki/apiserver.crt`);
}

function placeOf(path: string, isKubeadms: (folder: string) => boolean): Place {
  for (const { path: relative } of kubeadmCertificates) {
    const folder = path.slice(0, -relative.length - 1);
    if (path.endsWith(`/${relative}`) && isKubeadms(folder)) return { folder, isKubeadms: true };
  }
  return { folder: dirname(path), isKubeadms: false };
}

function workOf({ folder, isKubeadms }: Place, endings: Endings, now: number): Work {
  return {
    kind: 'files',
    scope: JSON.stringify([folder, isKubeadms]),
    title: titleOf({ folder, isKubeadms }, eachOnce(endings.map(({ place }) => place))),
    runbook: workRunbook('files', endings, now),
    caveat: isKubeadms
      ? 'kubeadm certs renew all renews all of them, unless the key of their CA is kept elsewhere.'
      : undefined,
    endings,
    restarts: [],
  };
}

function titleOf({ folder, isKubeadms }: Place, paths: readonly string[]): string {
  if (paths.length === 1) return `Renew the certificate in ${oneOrCount(paths, 'file')}`;
  const whose = isKubeadms ? ' of kubeadm' : '';
  return `Renew the certificates${whose} in ${cut(folder)}: ${oneOrCount(paths, 'file')}`;
}
