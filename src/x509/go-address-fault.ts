import { goQuote } from './go-text.js';

/** What is wrong, and what is left of the text where it is. */
interface Fault {
  readonly what: string;
  readonly at?: string;
}

/**
 * Returns what netip.ParseAddr of Go 1.26 says of text that is no IP address; undefined: it is one. `text`: one character for each byte.
 */
export function goAddressFault(text: string): string | undefined {
  const fault = addressFault(text);
  if (fault === undefined) return undefined;
  const at = fault.at === undefined || fault.at === '' ? '' : ` (at ${quoteBytes(fault.at)})`;
  return `ParseAddr(${quoteBytes(text)}): ${fault.what}${at}`;
}

function quoteBytes(text: string): string {
  return goQuote(Buffer.from(text, 'latin1'));
}

function addressFault(text: string): Fault | undefined {
  const [first] = /[.:%]/.exec(text) ?? [];
  if (first === '.') return ipv4Fault(text);
  if (first === ':') return ipv6Fault(text);
  return { what: first === undefined ? 'unable to parse IP' : 'missing IPv6 address' };
}

function ipv4Fault(text: string): Fault | undefined {
  let digits = '';
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/[0-9]/.test(character)) {
      if (digits === '0') return { what: 'IPv4 field has octet with leading zero' };
      digits += character;
      if (Number(digits) > 255) return { what: 'IPv4 field has value >255' };
    } else if (character !== '.') return { what: 'unexpected character', at: text.slice(at) };
    else if (at === 0 || at === text.length - 1 || text[at - 1] === '.')
      return { what: 'IPv4 field must have at least one digit', at: text.slice(at) };
    else if (dots === 3) return { what: 'IPv4 address too long' };
    else {
      dots += 1;
      digits = '';
    }
  }
  return dots < 3 ? { what: 'IPv4 address too short' } : undefined;
}

function ipv6Fault(text: string): Fault | undefined {
  const percent = text.indexOf('%');
  if (percent === text.length - 1) return { what: 'zone must be a non-empty string' };
  const address = percent < 0 ? text : text.slice(0, percent);
  if (address === '::') return undefined;
  const begins = address.startsWith('::');
  return groupsFault(begins ? address.slice(2) : address, begins ? 0 : undefined);
}

/** Where the reading of groups is. */
interface Groups {
  readonly rest: string;
  /** Bytes of the address so far. */
  readonly bytes: number;
  /** How many of them are in front of `::`. */
  readonly gap: number | undefined;
}

/** `gap`: 0 where the address began with `::`. */
function groupsFault(groups: string, gap: number | undefined): Fault | undefined {
  let place: Groups = { rest: groups, bytes: 0, gap };
  while (place.bytes < 16) {
    const next = afterGroup(place);
    if ('what' in next) return next;
    const colon = next.rest === '' ? next : afterColon(next);
    if ('what' in colon) return colon;
    place = colon;
    if (place.rest === '') break;
  }
  return endFault(place.rest, place.bytes, place.gap);
}

function afterGroup({ rest, bytes, gap }: Groups): Groups | Fault {
  const [digits = ''] = /^[0-9a-fA-F]{0,5}/.exec(rest) ?? [];
  const fault = digitsFault(digits, rest);
  if (fault !== undefined) return fault;
  if (rest[digits.length] !== '.') return { rest: rest.slice(digits.length), bytes: bytes + 2, gap };
  return embeddedFault(rest, bytes, gap) ?? { rest: '', bytes: bytes + 4, gap };
}

function afterColon({ rest, bytes, gap }: Groups): Groups | Fault {
  if (!rest.startsWith(':')) return { what: 'unexpected character, want colon', at: rest };
  if (rest === ':') return { what: 'colon must be followed by more characters', at: rest };
  if (!rest.startsWith('::')) return { rest: rest.slice(1), bytes, gap };
  if (gap !== undefined) return { what: 'multiple :: in address', at: rest.slice(1) };
  return { rest: rest.slice(2), bytes, gap: bytes };
}

function digitsFault(digits: string, rest: string): Fault | undefined {
  if (digits.length > 4) return { what: 'each group must have 4 or less digits', at: rest };
  return digits === '' ? { what: 'each colon-separated field must have at least one digit', at: rest } : undefined;
}

/** IPv4 in place of the last two groups. */
function embeddedFault(rest: string, bytes: number, gap: number | undefined): Fault | undefined {
  if (gap === undefined && bytes !== 12)
    return { what: 'embedded IPv4 address must replace the final 2 fields of the address', at: rest };
  if (bytes > 12) return { what: 'too many hex fields to fit an embedded IPv4 at the end of the address', at: rest };
  return ipv4Fault(rest);
}

function endFault(rest: string, bytes: number, gap: number | undefined): Fault | undefined {
  if (rest !== '') return { what: 'trailing garbage after address', at: rest };
  if (bytes < 16) return gap === undefined ? { what: 'address string too short' } : undefined;
  return gap === undefined ? undefined : { what: 'the :: must expand to at least one field of zeros' };
}
