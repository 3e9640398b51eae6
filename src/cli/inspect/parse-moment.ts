const date = String.raw`(\d{4}-\d{2}-\d{2})`;
const time = String.raw`([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.\d{1,9})?`;
const zone = String.raw`(?:[Zz]|([+-])([01]\d|2[0-3]):([0-5]\d))`;
const form = new RegExp(`^${date}(?:[Tt ]${time}${zone})?$`);

/**
 * Parses a time as RFC 3339 writes it, or a date, which means its midnight in UTC. Returns Unix seconds of the years 0 to 9999, or undefined
 * for any other text; a fraction is cut off.
 */
export function parseMoment(text: string): number | undefined {
  const [, day = '', ...clock] = form.exec(text) ?? [];
  const seconds = midnight(day) + secondsOf(clock);
  const shown = seconds >= midnight('0000-01-01') && seconds < midnight('9999-12-31') + 86_400;
  return shown ? seconds : undefined;
}

/** Returns NaN for a date that does not exist; Date alone rolls 30 February over. */
function midnight(day: string): number {
  const found = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(found.getTime()) || !found.toISOString().startsWith(day) ? NaN : found.getTime() / 1000;
}

/** Returns the seconds from midnight in UTC. Zones with a plus are ahead of UTC. */
function secondsOf(clock: readonly (string | undefined)[]): number {
  const [hour, minute, second, sign, zoneHours, zoneMinutes] = clock;
  const zone = span(zoneHours, zoneMinutes);
  return span(hour, minute) + Number(second ?? 0) - (sign === '-' ? -zone : zone);
}

function span(hours = '0', minutes = '0'): number {
  return Number(hours) * 3600 + Number(minutes) * 60;
}
