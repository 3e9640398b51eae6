import { type Reason, reasons } from '../probe/reason.js';
import type { NameNotHere, NotServedReason } from '../probe/report.js';

/** Says why the loopback certificate is not served. */
export function notServedLine(because: NotServedReason): string {
  if (because === 'serving_certificate') return 'not served: its SNI is answered with the serving certificate';
  if (because === 'other_certificate') return 'not reachable here: another server answered';
  return `not reachable here: ${refusedText(because)}`;
}

/** Says why a name is not reachable at an endpoint. */
export function notHereLine({ name, role, because, shown }: NameNotHere): string {
  const start = `${name} (${role}): not reachable here:`;
  if (because !== 'other_server') return `${start} ${refusedText(because)}`;
  return `${start} a server of another CA answers${shown ? `, SHA-256 ${shown[0].fingerprintSha256}` : ''}`;
}

function refusedText(reason: Reason): string {
  return `its SNI is refused: ${reason} (${reasons[reason].meaning})`;
}
