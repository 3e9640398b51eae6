import { addressOf, servingPair } from './shell.js';

/** Compares the pair of the file $flags with itself, and with what is served. Reads only. */
export const compareServed: readonly string[] = [
  ...addressOf,
  ...servingPair,
  'cert=$(flag tls-cert-file)',
  'print() { openssl x509 -noout -fingerprint -sha256 2> /dev/null; }',
  'served() { timeout --foreground 10 openssl s_client -connect "$address" < /dev/null 2> /dev/null | print; }',
  'for second in $(seq 70); do',
  '  if [ "$(served)" = "$(print < "$cert")" ]; then echo "$address serves $cert."; exit 0; fi',
  '  sleep 1',
  'done',
  'stop "$cert and its key belong together, but $address does not serve them: restart this kube-apiserver"',
];
