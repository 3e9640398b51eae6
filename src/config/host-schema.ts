import * as v from 'valibot';
import { parseHostName } from '../x509/host-name.js';
import { addressForms, joinHostPort, parseAddress } from './address.js';
import { distinct, list } from './collection-schema.js';
import { parsedText } from './text-schema.js';

const parsedAddress = v.object({ host: v.object({ text: v.string() }), port: v.number() });

/** Where API servers listen, each once. */
export const addressList = v.pipe(
  list(parsedText(addressForms, parseAddress), { least: 0, most: 256, of: 'addresses' }),
  distinct('each address once', parsedAddress, ({ host, port }) => joinHostPort(host.text, port)),
);

export const hostName = parsedText('a DNS name or an IP address, without port', parseHostName);

export const dnsName = parsedText('a DNS name, such as cluster.local', (text) => {
  const host = parseHostName(text);
  return host?.kind === 'dns' ? host.text : undefined;
});
