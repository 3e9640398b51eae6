import { printable } from '../text/printable.js';

/** Octets of a line, without its end (RFC 5545 3.1). */
const mostOctets = 75;

/** Returns the value of a property of type TEXT (RFC 5545 3.3.11). Line ends stay; other characters that do not print become `\u{1b}`. */
export function textValue(text: string): string {
  return text.split('\n').map(escaped).join('\\n');
}

function escaped(line: string): string {
  return printable(line).replace(/[\\;,]/g, (character) => `\\${character}`);
}

/** Joins lines of content, each folded, with CRLF at the end of each (RFC 5545 3.1). No character is cut in two. */
export function calendarLines(lines: readonly string[]): string {
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function folded(line: string): string {
  // Nearly all lines; an octet is a character in them.
  if (/^[\x20-\x7e]*$/.test(line)) {
    const rest = line.slice(mostOctets).match(/.{1,74}/g) ?? [];
    return [line.slice(0, mostOctets), ...rest].join('\r\n ');
  }
  let [text, octets] = ['', 0];
  for (const character of line) {
    const more = Buffer.byteLength(character);
    if (octets + more > mostOctets) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += more;
  }
  return text;
}
