import type { Problem } from '../../document/problem.js';
import type { Logger } from '../../log/log.js';
import { openWebConfig } from '../../web-config/live-web-config.js';
import { createLiveStamps } from '../../web-config/live-stamps.js';
import { askStamp, readFileNow, stampFile } from '../../web-config/read-file-now.js';
import type { Security } from '../../web/http-server.js';
import type { Decode } from '../../x509/certificate.js';

export type OpenedSecurity =
  /** undefined: plain HTTP without a login. */
  | { readonly ok: true; readonly security: Security | undefined }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Opens the web configuration file. `file` undefined: there is none. */
export function openSecurity(
  file: string | undefined,
  decode: Decode,
  log: Pick<Logger, 'debug' | 'info' | 'warn'>,
): OpenedSecurity {
  if (file === undefined) return { ok: true, security: undefined };
  const opened = openWebConfig(file, { read: readFileNow, stamp: createLiveStamps(askStamp, stampFile), log });
  if (!opened.ok) return opened;
  const refused = (address: string | undefined, reason: string) => log.debug({ address, reason }, 'client refused');
  return { ok: true, security: { web: opened.live, decode, refused } };
}
