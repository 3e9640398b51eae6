import { isIP } from 'node:net';

/**
 * Shell functions that show what an API server serves, for bash and OpenSSL 1.0.2 or later. `connect` is IP:port, and may have shell variables.
 * No function sends a name in the handshake but that of the loopback certificate: dynamiclistener would add it to its certificate.
 */

/** `number` prints what stands behind the @ in the name of the loopback certificate: when the process started. Prints nothing where none answers. */
export function numberFunction(connect: string): string {
  return `number() { openssl s_client -connect "${connect}" -servername apiserver-loopback-client </dev/null 2>/dev/null | openssl x509 -noout -subject 2>/dev/null | sed -n 's/.*apiserver-loopback-client@\\([0-9][0-9]*\\).*/\\1/p'; }`;
}

/** `serial` prints the serial number of the serving certificate, or nothing. */
export function serialFunction(connect: string): string {
  return `serial() { openssl s_client -connect "${connect}" </dev/null 2>/dev/null | openssl x509 -noout -serial 2>/dev/null; }`;
}

/** `has PEM` succeeds if the certificate has all of these names. */
export function hasFunction(names: readonly string[]): string {
  const checks = names.map((name) => `'${isIP(name) === 0 ? '-checkhost' : '-checkip'} ${name}'`).join(' ');
  return `has() { for check in ${checks}; do printf '%s\\n' "$1" | openssl x509 -noout $check 2>/dev/null | grep -q 'does match' || return 1; done; }`;
}

/** `covered` succeeds if the serving certificate has all of these names. */
export function coveredFunction(connect: string, names: readonly string[]): readonly string[] {
  return [
    hasFunction(names),
    `covered() { has "$(openssl s_client -connect "${connect}" </dev/null 2>/dev/null | openssl x509 2>/dev/null)"; }`,
  ];
}

/** Ends the block if the serving certificate has all of these names already: there is nothing to do. */
export function endIfCovered(connect: string, names: readonly string[]): readonly string[] {
  return [
    ...coveredFunction(connect, names),
    "if covered; then echo 'the serving certificate has all of these names: nothing was changed'; exit 0; fi",
  ];
}

/** Waits until a condition holds, and stops with a message if it still does not after so many seconds. */
export function waitLines(condition: string, seconds: number, otherwise: string): readonly string[] {
  return [
    `deadline=$(($(date +%s) + ${seconds}))`,
    `until ${condition}; do`,
    `  [ "$(date +%s)" -lt "$deadline" ] || stop '${otherwise}'`,
    '  sleep 2',
    'done',
  ];
}

/** Waits until another process answers than `before`. */
export function waitForNewNumber(seconds: number, otherwise: string): readonly string[] {
  return waitLines('after=$(number) && [ -n "$after" ] && [ "$after" != "$before" ]', seconds, otherwise);
}

/** Waits until another certificate is served than the one whose serial number is in `before`, and until the API server is ready. */
export function waitForRenewal(ready: string): readonly string[] {
  return waitLines(
    `after=$(serial) && [ -n "$after" ] && [ "$after" != "$before" ] && ${ready}`,
    600,
    'no new serving certificate, or the API server is not ready, after 10 minutes',
  );
}

/** Restarts a process by a command, and waits for what proves it: a new number, and then that it is ready. */
export function provedRestart(apiserver: string, ready: string, restart: readonly string[]): readonly string[] {
  return [
    numberFunction(apiserver),
    'before=$(number)',
    `[ -n "$before" ] || no 'no kube-apiserver answers at ${apiserver}'`,
    ...restart,
    ...waitForNewNumber(300, 'no new kube-apiserver process after 5 minutes'),
    ...waitLines(ready, 300, 'the new process is not ready after 5 minutes'),
    'echo "a new process: $before before, $after now"',
  ];
}

/** Stops unless certificate and key belong together: kube-apiserver keeps what it serves until then, and does not start again. */
export function sameKeyLines(certificate: string, key: string): readonly string[] {
  return [
    `[ -s ${certificate} ] && [ -s ${key} ] || no 'no ${certificate}, or no ${key}'`,
    `public=$(openssl x509 -noout -pubkey -in ${certificate}) && [ "$public" = "$(openssl pkey -pubout -passin pass: -in ${key})" ] ||`,
    "  no 'the certificate does not belong to its key, and a restart would fail, so renew them instead'",
  ];
}

/** A condition: the certificate that `pem crt` prints belongs to the key that `pem key` prints. */
export const samePem =
  'public=$(pem crt | openssl x509 -noout -pubkey) && [ "$public" = "$(pem key | openssl pkey -pubout -passin pass:)" ]';

/** What provedRestart prints. */
export const newNumberPrinted =
  'The last line has two numbers, which stand behind the @ of the loopback certificate: the second is the new one, the start in Unix seconds.';
