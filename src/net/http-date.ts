const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const form = /^(\w{3}), (\d\d) (\w{3}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/**
 * Reads an IMF-fixdate (RFC 9110 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`, as unix seconds. Servers of today send no other form.
 * Returns undefined for any other text, and for dates that do not exist.
 */
export function parseHttpDate(text: string): number | undefined {
  const [, weekday = '', day = '', month = '', ...numbers] = form.exec(text) ?? [];
  const [year = NaN, hours = NaN, minutes = NaN, seconds = NaN] = numbers.map(Number);
  const date = new Date(0);
  // Date.UTC would read the years before 100 as 19xx.
  date.setUTCFullYear(year, months.indexOf(month), Number(day));
  date.setUTCHours(hours, minutes, seconds);
  // An invalid part has changed another one, or made the whole invalid.
  const isReal =
    date.getUTCHours() === hours &&
    date.getUTCMinutes() === minutes &&
    date.getUTCSeconds() === seconds &&
    date.getUTCDate() === Number(day) &&
    days[date.getUTCDay()] === weekday;
  return isReal ? date.getTime() / 1000 : undefined;
}
