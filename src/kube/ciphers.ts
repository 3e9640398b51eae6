import { DEFAULT_CIPHERS } from 'node:tls';

/**
 * The ciphers that we offer to whatever may be an API server: Node's, without the key exchange for which the server chooses the numbers.
 * A hostile one chooses 10,000 bits, and the event loop stands still for a second at each handshake. Go has none of them either, so neither
 * has kube-apiserver, nor do kubectl and its like miss them. (Of TLS 1.3's groups, all are of fixed size.)
 */
export const ciphers = `${DEFAULT_CIPHERS}:!DHE`;
