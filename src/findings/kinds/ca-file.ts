import { caText } from '../../probe/ca-text.js';
import type { Remedy } from '../remedies/remedy.js';
import type { FindingKind } from './finding-kind.js';

/** A kubeconfig or a pod's ca.crt that cannot be read is a note of discovery, because the login cannot be read either. */
export const caFileUnusable = {
  id: 'ca-file-unusable',
  runbook: 'ApiserverCaFileUnusable',
  about: 'serving',
  title: "The target's CA file cannot be used as it is now: what was in it before still counts, until a restart",
  detect: ({ caSource }) =>
    caSource?.kind === 'file' && caSource.problem !== undefined
      ? [{ severity: 'warning', addresses: [], text: caText(caSource) }]
      : [],
  remedy: (): Remedy => ({
    advice: [
      'Put the file back, whole and readable for the user of the exporter: write it under another name in the same folder, then rename it. No reload is needed. If it has moved, change ca.file in the configuration, and reload.',
    ],
    beware: ['until then, do not restart the exporter: it does not start without the file.'],
    procedures: [],
  }),
} as const satisfies FindingKind;
