import type { RefusalSource } from '../../src/net/refused-address.js';
import { words } from './words.js';

const sources: Readonly<Record<RefusalSource, string>> = {
  api: 'api: a list of the Kubernetes API',
  dns: 'dns: a DNS name',
  proxy: 'proxy: the DNS name of a proxy',
  request: 'request: a client of /probe',
};

/** Who led to an address that is not dialled, each followed by its meaning. */
export const refusalSourceWords = words(
  Object.fromEntries(Object.entries(sources).map(([name, text]) => [name, { text }])),
);
