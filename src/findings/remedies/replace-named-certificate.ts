import type { NameVerdict, TargetReport } from '../../probe/report.js';
import type { Remedy } from './remedy.js';

/** Some names are shown another certificate than the serving one. It is renewed elsewhere. */
export const whereNamedCertificatesAre =
  "Find who serves the certificate that this name is shown: a --tls-sni-cert-key of kube-apiserver, OpenShift's spec.servingCerts.namedCertificates (a secret in openshift-config), or a load balancer or proxy in front. Renew or replace it there, by a CA that clients of this name have.";

export function replaceNamedCertificate({ reports }: TargetReport): Remedy {
  const shown = reports.flatMap(({ address, names }) =>
    names.flatMap((each) => (each.shown === undefined ? [] : [{ address, name: each.name, end: endOf(each) }])),
  );
  const [worst] = shown.toSorted((one, other) => one.end - other.end);
  const { address, name } = worst ?? { address: 'HOST:6443', name: 'NAME' };
  return {
    advice: [whereNamedCertificatesAre],
    beware: ['the serving certificate is another one: renewing it does not help here.'],
    procedures: [
      {
        distributions: [],
        lines: [
          `openssl s_client -connect ${address} -servername ${name} </dev/null 2>/dev/null | openssl x509 -noout -subject -issuer -dates -ext subjectAltName   # what the name is shown`,
        ],
      },
    ],
  };
}

/** When clients of this name are out, in Unix seconds. */
function endOf({ verdict, shown }: NameVerdict): number {
  return verdict?.accepted === false ? -Infinity : (shown?.[0].notAfter ?? Infinity);
}
