import { fileCertificateEnding, fileCertificateExpired } from '../findings/kinds/files.js';
import { loopbackEnding, loopbackExpired } from '../findings/kinds/loopback.js';
import { servingEnding, servingExpired } from '../findings/kinds/serving.js';
import { caExpired, chainEndsEarly } from '../findings/kinds/trust.js';
import { isExpired } from '../x509/validity.js';
import type { Endings, Work } from './plan-entry.js';

/** The findings about the same, before and after the end. */
const kinds = {
  serving: [servingEnding, servingExpired],
  restart: [loopbackEnding, loopbackExpired],
  ca: [chainEndsEarly, caExpired],
  files: [fileCertificateEnding, fileCertificateExpired],
} as const satisfies Record<Work['kind'], object>;

/** The alert whose page says more about this work: about certificates that end, or that have ended. `now`: Unix seconds. */
export function workRunbook(kind: Work['kind'], [{ end: notAfter }]: Endings, now: number): string {
  const [ending, expired] = kinds[kind];
  return (isExpired({ notAfter }, now) ? expired : ending).runbook;
}
