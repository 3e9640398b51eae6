import type { ControlPlaneKind, Leaf, Steps } from '../procedures/procedure.js';
import { addSansLines, type RancherProgram, removeSansLines, rotateLines } from '../procedures/rancher.js';
import type { Situation } from '../procedures/situation.js';
import { isDynamicListener } from '../../x509/dynamiclistener.js';

/** What differs between K3s and RKE2, which have the same code for certificates. */
interface Rancher extends Pick<ControlPlaneKind, 'restart' | 'serveFile' | 'rotateCa'> {
  readonly program: RancherProgram;
  /** The basis of what was run. */
  readonly ran: string;
  /** How long a restart of the service takes, and what is away meanwhile. */
  readonly takes: string;
  readonly renew: Pick<Steps, 'touches' | 'worked' | 'basis'>;
  readonly renewFiles: Pick<Steps, 'touches'>;
  readonly reissue: Pick<Steps, 'touches' | 'basis'>;
}

/** The names of a certificate do not say which of the two it is. */
function isRancher(leaf: Leaf): boolean {
  return isDynamicListener(leaf) || /^(k3s|rke2)-server-ca@\d+$/.test(leaf.issuerCommonName ?? '');
}

export function rancherKind(rancher: Rancher): ControlPlaneKind {
  const { restart, serveFile, rotateCa, program, ran, takes } = rancher;
  const { program: name, unit } = program;
  const renew: Steps = {
    ...rancher.renew,
    takes,
    lines: rotateLines(program, ['api-server', `${name}-server`]),
    back: [
      `# ${name} has copied the files of before to /var/lib/rancher/${name}/server/tls-SECONDS: stop ${unit}, copy them back, start ${unit}`,
    ],
    basis: `${ran}; source: ${rancher.renew.basis}`,
  };
  const reissue = ({ sans: { missing } }: Situation): Steps => ({
    touches: rancher.reissue.touches,
    takes,
    lines: addSansLines(program, missing),
    worked: 'The last line says that the serving certificate has all of these names.',
    back: removeSansLines(program),
    basis: `${ran}; source: ${rancher.reissue.basis}`,
  });
  return {
    recognises: isRancher,
    restart,
    serveFile,
    renew: [renew],
    reissue: [reissue],
    renewFiles: [{ ...renew, ...rancher.renewFiles, lines: rotateLines(program, []) }],
    rotateCa,
  };
}
