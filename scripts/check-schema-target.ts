import type { CaSource } from '../src/discovery/ca-source.js';
import type { Truncation } from '../src/probe/truncation.js';
import { flag, list, object, oneOf, orNull, ref, text } from './json-schema.js';

/** A target of check's JSON, apart from its endpoints. */
export const ofTarget = {
  target: object({
    name: text(
      "The target's name: `endpoints` of several on the command line, the endpoint as given of one or of each separate one, `kubeconfig`.",
    ),
    labels: { type: 'object', additionalProperties: text() },
    discovered: flag('Whether all parts of the target are known as of now, and led to endpoints.'),
    fleetTargets: orNull(
      { type: 'integer', minimum: 0 },
      'How many targets the fleet has, which are targets here as well; null: this is a single target.',
    ),
    insecure: flag('Whether its kubeconfig switches off verification.'),
    notes: list(text(), 'Problems and omissions while its endpoints were found.'),
    truncated: list(
      oneOf(['addresses', 'ca'] satisfies readonly Truncation[]),
      'The limits that were exceeded while its endpoints were found.',
    ),
    caSource: orNull(
      ref('caSource'),
      'Where the CA comes from that clients are taken to trust; null: no CA is known, or verification is switched off.',
    ),
    apiServers: orNull(
      object({
        probed: { description: 'How many API servers showed a certificate.', type: 'integer', minimum: 0 },
        total: orNull({ type: 'integer', minimum: 0 }, 'How many there are; null: that is unknown.'),
        note: orNull(text(), 'What is unknown or reached, why, and what that needs; null: nothing.'),
      }),
      'How many of how many API servers were probed; null: the Kubernetes API was not asked for a list.',
    ),
    ca: list(ref('certificate'), 'The certificates of its CA. Empty: no CA is known, and trust is not judged.'),
    endpoints: list(ref('endpoint')),
  }),
  caSource: object({
    kind: oneOf(
      ['file', 'inline', 'kubeconfig', 'pod', 'bundle', 'public'] satisfies readonly CaSource['kind'][],
      'The file that the configuration names, the configuration itself, the kubeconfig, the service account of the pod, the caBundle of an APIService, or the public roots.',
    ),
    path: { description: 'Of the file, of the kubeconfig, or of the ca.crt of the pod.', type: ['string', 'null'] },
    named: { description: 'The CA file that a kubeconfig or pod names, or the APIServices.', type: ['string', 'null'] },
    problem: {
      description:
        'Why the file cannot be used as it is now. What was in a file of the configuration before still counts.',
      type: ['string', 'null'],
    },
  }),
};
