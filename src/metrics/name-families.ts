import type { Report } from '../probe/report.js';
import { type Family, sample } from './family.js';

/** The metrics of names: whether clients that dial them accept what they are shown. */
export const nameFamilies: readonly Family<Report>[] = [
  {
    name: 'apiserver_endpoint_san_covered',
    help: "Whether the certificate that a client sees when it dials this name covers the name, by the rules of Go's crypto/x509. Role client: clients are configured to use the name. Role instance: it is the instance's own address. Absent where the certificate cannot be decoded, and where the name is not reachable at this address.",
    labels: ['name', 'role'],
    samples: ({ names }) =>
      names.flatMap(({ name, role, covered }) =>
        sample(covered === undefined ? undefined : Number(covered), { name, role }),
      ),
  },
  {
    name: 'apiserver_endpoint_accepted',
    help: "Whether a Go client (kubectl, the kubelet, controllers) that has the target's CA and dials this name accepts what is served, now. Without a CA: 0 where any client refuses it, else absent. Absent where the name is not reachable at this address.",
    labels: ['name', 'role'],
    samples: ({ names }) =>
      names.flatMap(({ name, role, verdict }) => sample(verdict && Number(verdict.accepted), { name, role })),
  },
  {
    name: 'apiserver_endpoint_refused',
    help: 'Why a Go client that dials this name refuses what is served. Present only while it is refused, and then always 1.',
    labels: ['name', 'reason'],
    samples: ({ names }) =>
      names.flatMap(({ name, verdict }) =>
        verdict?.accepted === false ? [{ labels: { name, reason: verdict.reason }, value: 1 }] : [],
      ),
  },
];
