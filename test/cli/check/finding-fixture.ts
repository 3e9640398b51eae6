import { checkFindings, type CheckFindingsOptions } from '../../../src/cli/check/findings-text.js';
import type { Finding } from '../../../src/findings/findings-of.js';
import type { Procedure } from '../../../src/findings/procedures/procedure.js';

const plain: CheckFindingsOptions = { color: false, width: 80, targets: false };
/** The text of these findings, without colours and in 80 columns. */
export const printed = (findings: readonly Finding[], options: Partial<CheckFindingsOptions> = {}): string =>
  checkFindings(findings, { ...plain, ...options });

export const finding: Finding = {
  id: 'serving-certificate-ending',
  severity: 'warning',
  about: 'serving',
  target: 'prod',
  addresses: ['a:1'],
  names: [],
  title: 'The serving certificate expires soon',
  details: [{ addresses: ['a:1'], text: 'expires in 3d' }],
  remedy: { advice: ['Renew it.'], beware: [], procedures: [] },
  distributions: [],
};

export const ofKubeadm: Procedure = {
  distributions: ['kubeadm'],
  touches: 'It replaces two files.',
  takes: 'A minute.',
  lines: ['date -u'],
  worked: 'the names are there.',
  back: ['# none'],
  basis: 'a test',
};
