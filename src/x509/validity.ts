import { type Element, MalformedDer, readElements, tags } from './der.js';

/** In seconds. */
export const day = 86_400;

/** Unix seconds. Both ends are inclusive. */
export interface Validity {
  readonly notBefore: number;
  readonly notAfter: number;
}

/** Returns whether the certificate has expired. notAfter is inclusive (RFC 5280 4.1.2.5). `now`: Unix seconds. */
export function isExpired({ notAfter }: Pick<Validity, 'notAfter'>, now: number): boolean {
  return now > notAfter;
}

/**
 * Reads the value of Validity (RFC 5280 4.1.2.5) exactly. Accepts the forms that Go's crypto/x509 accepts: Z or an offset other than zero,
 * and UTCTime without seconds. Throws MalformedDer for a fraction of a second, an impossible date or any other text.
 */
export function readValidity(value: Uint8Array): Validity {
  const [notBefore, notAfter] = readElements(value, 'validity');
  return { notBefore: readTime(notBefore, 'notBefore'), notAfter: readTime(notAfter, 'notAfter') };
}

const forms = new Map<number, RegExp>([
  [tags.utcTime, /^(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})?(Z|[+-]\d{4})$/],
  [tags.generalizedTime, /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})(Z|[+-]\d{4})$/],
]);

function readTime(element: Element | undefined, what: string): number {
  if (element === undefined) throw new MalformedDer(`${what}: missing`);
  const { seconds } = readZonedTime(element) ?? { seconds: NaN };
  if (seconds >= earliest && seconds <= latestTime) return seconds;
  throw new MalformedDer(`${what}: not a date in the form that RFC 5280 requires`);
}

/** A date as a certificate has it. `seconds`: Unix seconds. `offset`: seconds east of Greenwich. */
export interface ZonedTime {
  readonly seconds: number;
  readonly offset: number;
}

/** Reads one of the two dates as Go does, or returns undefined where Go reads none. */
export function readZonedTime({ tag, value }: Element): ZonedTime | undefined {
  const match = value.length <= 19 ? forms.get(tag)?.exec(Buffer.from(value).toString('latin1')) : undefined;
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second, zone] = match;
  const date = midnight(fullYear(String(year)), Number(month), Number(day));
  const offset = offsetSeconds(String(zone));
  const seconds = date + timeOfDay(Number(hour), Number(minute), Number(second ?? 0)) - offset;
  return Number.isNaN(seconds) ? undefined : { seconds, offset };
}

/** Two digits are a UTCTime, in which 50 to 99 mean 1950 to 1999 (RFC 5280 4.1.2.5.1). */
function fullYear(digits: string): number {
  if (digits.length === 4) return Number(digits);
  return Number(digits) + (Number(digits) >= 50 ? 1900 : 2000);
}

/** Returns NaN for a date that does not exist. Date.UTC alone reads the years 0–99 as 1900–1999, and rolls 30 February over. */
function midnight(year: number, month: number, day: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? date.getTime() / 1000 : NaN;
}

/** Returns the seconds since midnight, or NaN for a time that does not exist. */
function timeOfDay(hour: number, minute: number, second: number): number {
  return hour < 24 && minute < 60 && second < 60 ? hour * 3600 + minute * 60 + second : NaN;
}

/** Returns the seconds east of Greenwich, or NaN for `+0000`, which DER writes as Z, and for offsets that do not exist. */
function offsetSeconds(zone: string): number {
  if (zone === 'Z') return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3))];
  const size = hours <= 24 && minutes < 60 ? hours * 3600 + minutes * 60 : 0;
  return size === 0 ? NaN : zone.startsWith('-') ? -size : size;
}

const earliest = midnight(0, 1, 1);

/** The end of the year 9999, in Unix seconds, after which no certificate is valid. */
export const latestTime = midnight(9999, 12, 31) + timeOfDay(23, 59, 59);
