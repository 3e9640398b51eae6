import * as v from 'valibot';
import { distinct, list, parsedText } from '../document/schema-parts.js';
import { parseNetwork } from '../net/network.js';
import { addressForms, joinHostPort, parseAddress } from '../net/address.js';
import { mostAddresses } from '../net/target-limits.js';
import { parseProxyUrl, type Proxy, proxyForm } from '../net/proxy.js';
import { serverKindNames } from '../servers/server-kind.js';
import { parseHostName } from '../x509/host-name.js';
import { parseDuration } from './duration.js';

/** A duration between two others (inclusive, and valid durations themselves). Its output is in seconds. */
export function durationBetween(least: string, most: string) {
  const within = (seconds: number) =>
    seconds >= (parseDuration(least) ?? 0) && seconds <= (parseDuration(most) ?? Infinity);
  return parsedText(`a duration from ${least} to ${most}, such as 5s or 1m30s`, (text) => {
    const seconds = parseDuration(text);
    return seconds !== undefined && within(seconds) ? seconds : undefined;
  });
}

const printable = 'text of 1 to 256 printable characters';

/** Text without control characters, and without blanks at its ends. It becomes a label's value and part of URLs. */
export const printableText = v.pipe(
  v.string(({ input }) => (typeof input === 'object' ? printable : `${printable} (in quotes)`)),
  v.check((text) => text.length <= 256 && /^(?!\s)[^\p{C}\p{Zl}\p{Zp}]+(?<!\s)$/u.test(text), printable),
);

/** A path that is not empty. Relative paths are resolved later. */
export function pathOf(what: string) {
  return v.pipe(v.string(`the path of ${what}`), v.nonEmpty(`the path of ${what}`));
}

export const flag = v.boolean('true or false');

/** A whole number between two others (inclusive). */
export function wholeNumberBetween(least: number, most: number) {
  const expected = `a whole number from ${least} to ${most}`;
  return v.pipe(v.number(expected), v.integer(expected), v.minValue(least, expected), v.maxValue(most, expected));
}

const parsedAddress = v.object({ host: v.object({ text: v.string() }), port: v.number() });

/** Addresses of API servers, each once. */
export const addressList = v.pipe(
  list(parsedText(addressForms, parseAddress), { least: 0, most: mostAddresses, of: 'addresses' }),
  distinct('each address once', parsedAddress, ({ host, port }) => joinHostPort(host.text, port)),
);

export const hostName = parsedText('a DNS name or an IP address, without port', parseHostName);

export const dnsName = parsedText('a DNS name, such as cluster.local', (text) => {
  const host = parseHostName(text);
  return host?.kind === 'dns' ? host.text : undefined;
});

/** Which addresses of a name are used. */
export const addressFamily = v.picklist(['all', 'ipv4', 'ipv6'], 'all, ipv4 or ipv6');

/** A kind of server. */
export const serverKind = v.picklist(serverKindNames, serverKindNames.join(', '));

/** A proxy, or where it comes from. Its login is a secret. */
export const proxy = parsedText(`none, environment or ${proxyForm}`, (text): ProxySetting | undefined =>
  text === 'none' || text === 'environment' ? text : parseProxyUrl(text),
);

type ProxySetting = Proxy | 'none' | 'environment';

/** Blocks of addresses. */
export const networkList = list(parsedText('a network such as 10.225.0.0/16 or fd00:225::/64', parseNetwork), {
  least: 0,
  most: 256,
  of: 'networks',
});
