import type { TargetConfig } from '../config/config.js';
import type { Report, TargetReport } from '../probe/report.js';
import type { Certificate } from '../x509/certificate.js';
import type { FileReport } from './file-report.js';

/** The certificate that an endpoint serves, and the one in the file from which it should serve. Both are known. */
export interface ServingFile {
  readonly target: TargetReport['target'];
  readonly address: string;
  readonly path: string;
  readonly served: Certificate;
  /** The first certificate of the file. */
  readonly held: Certificate;
}

/** What the files showed, and how it compares with what endpoints serve. */
export interface FileEvidence {
  readonly files: readonly FileReport[];
  readonly serving: readonly ServingFile[];
}

/** The evidence where no files are read. */
export const noFiles: FileEvidence = { files: [], serving: [] };

/** Pairs each endpoint of a target that has a servingFile with that file. An endpoint or a file that shows no certificate is left out. */
export function fileEvidence(
  targets: readonly Pick<TargetConfig, 'name' | 'servingFile'>[],
  reports: readonly TargetReport[],
  files: readonly FileReport[],
): FileEvidence {
  const servingFiles = new Map(targets.map(({ name, servingFile }) => [name, servingFile]));
  const held = new Map(files.map((file) => [file.path, firstCertificate(file)]));
  const serving = reports.flatMap(({ target, reports: endpoints }) => {
    const path = servingFiles.get(target.name) ?? '';
    const certificate = held.get(path);
    return certificate ? endpoints.flatMap((endpoint) => beside(target, endpoint, path, certificate)) : [];
  });
  return { files, serving };
}

function beside(
  target: TargetReport['target'],
  { address, serving }: Report,
  path: string,
  held: Certificate,
): readonly ServingFile[] {
  return serving ? [{ target, address, path, served: serving[0], held }] : [];
}

/** kube-apiserver serves the first certificate of its --tls-cert-file. Where that one is broken, no other takes its place. */
function firstCertificate({ certificates: [first] }: FileReport): Certificate | undefined {
  return first?.label === '1' ? first.certificate : undefined;
}

/** Whether the endpoint serves the certificate in the file. False: it was renewed on disk and is not served, or the other way round. */
export function servesFile({ served, held }: ServingFile): boolean {
  return served.fingerprintSha256 === held.fingerprintSha256;
}
