const form = /^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/;

/**
 * Reads an IMF-fixdate (RFC 9110 5.6.7), such as `Sun, 06 Nov 1994 08:49:37 GMT`, as unix seconds. Servers of today send no other form.
 * Returns undefined for any other text, and for dates that do not exist.
 */
export function parseHttpDate(text: string): number | undefined {
  if (text !== last.text) last = { text, seconds: read(text) };
  return last.seconds;
}

/** Hundreds of servers that answer in one second send the same text. */
let last: { readonly text: string; readonly seconds: number | undefined } = { text: '', seconds: undefined };

function read(text: string): number | undefined {
  const date = new Date(form.test(text) ? text : NaN);
  // JavaScript writes dates in this very form, so a date that it has mended, or whose weekday is wrong, differs.
  return date.toUTCString() === text ? date.getTime() / 1000 : undefined;
}
