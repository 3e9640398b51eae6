import { ownText } from '../bounds/limited-list.js';
import { type OwnWord, withoutZone } from './own-hosts.js';
import { allowedIn, type Network } from './network.js';
import { specialKind, type SpecialKind, specialWords } from './special-address.js';

/** An address to which discovery led, and which is not dialled. */
export interface RefusedAddress {
  /** As it arrived, when it is not an IP. */
  readonly ip: string;
  readonly kind: SpecialKind | 'malformed';
}

/** Who led to an address: the list of a Kubernetes API, a DNS name, the DNS name of a proxy, or a client of /probe. The label `source`. */
export type RefusalSource = 'api' | 'dns' | 'proxy' | 'request';

/** Creates the function that returns why a discovered address is refused, or undefined: it may be dialled. `allow`: the exceptions. */
export function refusalUnless(allow: readonly Network[]): (ip: string) => RefusedAddress | undefined {
  const allowed = allowedIn(allow);
  return (text) => {
    const ip = withoutZone(text);
    if (ip === undefined) return { ip: ownText(text.slice(0, 64)), kind: 'malformed' };
    const kind = specialKind(ip);
    return kind === undefined || allowed(ip) !== undefined ? undefined : { ip, kind };
  };
}

/** The answers to one DNS name: those that may be dialled, and the others. */
export interface SiftedAnswers {
  readonly ips: readonly string[];
  readonly refused: readonly RefusedAddress[];
}

/** Sifts the addresses of a DNS name. What this host itself says of the name is allowed: no stranger can say it. */
export async function siftAnswers(
  name: string,
  answers: readonly string[],
  { allow, ownWord }: { readonly allow: readonly Network[]; readonly ownWord: OwnWord },
): Promise<SiftedAnswers> {
  const refusal = refusalUnless(allow);
  const special = answers.flatMap((ip) => refusal(ip) ?? []);
  if (special.length === 0) return { ips: answers, refused: [] };
  const isOwn = await ownWord(name);
  return {
    ips: answers.filter((ip) => isOwn(ip) || refusal(ip) === undefined),
    refused: special.filter(({ ip }) => !isOwn(ip)),
  };
}

/** More are counted only. */
const mostShown = 8;

/** Says in one sentence who led to these addresses, that they were not dialled, and what to do. `who`: such as `DNS name a.example`. */
export function refusedNote(who: string, refused: readonly RefusedAddress[]): string {
  const shown = refused
    .slice(0, mostShown)
    .map(({ ip, kind }) => `${ip} (${kind === 'malformed' ? 'no address' : specialWords(kind)})`);
  const rest = refused.length - shown.length;
  const all = [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
  return `${who} leads to ${all}, which ${refused.length === 1 ? 'was' : 'were'} not dialled: if it belongs to the cluster, write the IP itself under addresses, or its network under discoveryAllow`;
}
