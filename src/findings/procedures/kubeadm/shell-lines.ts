import { ownBash } from '../shell.js';

/** The lines of a text for bash, without the line breaks at its ends. */
export function shellLines(text: string): readonly string[] {
  return text.replace(/^\n|\n$/g, '').split('\n');
}

/** One command for bash. It is parsed whole before it runs, an error stops it, and it never ends the shell into which it is pasted. */
export function subshell(...parts: readonly (readonly string[])[]): readonly string[] {
  return ownBash(['( set -euf; umask 077; export LC_ALL=C TZ=UTC', ...parts.flat(), ') < /dev/null']);
}
