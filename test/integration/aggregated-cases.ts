import { apiServiceObject, serviceObject, sliceObject } from './aggregated-objects.js';
import { pods } from './aggregated-pods.js';
import type { KubernetesObject } from './kubernetes-api.js';

const [fine, named, expired, starting, headless, sixth] = pods;

/** The APIServices with something special, their services, and what is behind these. PEM of the CA of the servers, and of another. */
export function objectsOf({
  ca,
  stranger,
}: {
  readonly ca: string;
  readonly stranger: string;
}): readonly KubernetesObject[] {
  const at = (...ips: readonly string[]): readonly object[] => ips.map((ip) => ({ addresses: [ip] }));
  const ready = (isReady: boolean) => ({ conditions: { ready: isReady } });
  return [
    serviceObject('fine'),
    sliceObject('fine', at(fine)),
    apiServiceObject('v1.a-fine.example.com', 'fine', ca),
    apiServiceObject('v1.wrong.example.com', 'fine', stranger),
    apiServiceObject('v1.rotating.example.com', 'fine', `${stranger}\n${ca}`),
    apiServiceObject('v1.none.example.com', 'fine', undefined),
    apiServiceObject('v1.broken.example.com', 'fine', 'this is no PEM'),
    apiServiceObject('v1.same.example.com', 'fine', ca),
    serviceObject('named'),
    sliceObject('named', at(named)),
    apiServiceObject('v1.named.example.com', 'named', ca),
    serviceObject('expired'),
    sliceObject('expired', at(expired)),
    apiServiceObject('v1.expired.example.com', 'expired', ca),
    apiServiceObject('v1.insecure.example.com', 'expired', undefined, { insecureSkipTLSVerify: true }),
    apiServiceObject('v1.gone.example.com', 'gone', ca),
    serviceObject('external', { type: 'ExternalName', externalName: 'nowhere.invalid' }),
    apiServiceObject('v1.external.example.com', 'external', ca),
    serviceObject('empty'),
    apiServiceObject('v1.empty.example.com', 'empty', ca),
    serviceObject('headless', { clusterIP: 'None' }),
    sliceObject('headless', [...at(headless), { addresses: [starting], ...ready(false) }]),
    apiServiceObject('v1.headless.example.com', 'headless', ca),
    serviceObject('sixth', {
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 443 },
      ],
    }),
    sliceObject('sixth', at(sixth), {
      addressType: 'IPv6',
      ports: [
        { name: 'http', port: 80 },
        { name: 'https', port: 8443 },
      ],
    }),
    apiServiceObject('v1.sixth.example.com', 'sixth', ca),
  ];
}
