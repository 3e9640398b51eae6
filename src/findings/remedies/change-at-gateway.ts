import type { Remedy } from './remedy.js';

/** The certificate of a gateway is not managed where those of API servers are. */
export const changeAtGateway: Remedy = {
  advice: [
    'The certificate is not that of a kube-apiserver: a gateway answers at this address (a proxy, an ingress, a load balancer that terminates TLS). Renew it, or issue it with the missing names, where the gateway gets it: ask who runs the gateway.',
  ],
  beware: ['do not issue new certificates for the API servers: clients of the gateway do not see them.'],
  procedures: [],
};
