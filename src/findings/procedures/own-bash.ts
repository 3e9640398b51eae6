/** `no` says why nothing was done, `stop` why it was broken off. Each ends the block. */
const refusals: readonly string[] = [
  'no() { echo "Nothing was changed: $1" >&2; exit 1; }',
  'stop() { echo "$1" >&2; exit 1; }',
];

/**
 * A block of commands that change something, which may use `no` and `stop`. It stands in one subshell: bash parses all of it before it runs
 * anything, an error ends it, and it never ends the shell of the user. Its input is empty, so that no command reads the lines after it.
 *
 * It runs in a bash of its own. Aliases, options and functions of the shell into which it is pasted change nothing, unless they are exported: an
 * alias `stop` would be a syntax error in the middle, after which an interactive bash runs the lines that remain, without the checks before.
 */
export function ownBash(...parts: readonly (string | readonly string[])[]): readonly string[] {
  return [
    "env -u BASH_ENV -u POSIXLY_CORRECT -u SHELLOPTS bash << 'END'",
    '( set -eu',
    ...refusals,
    ...parts.flat().flatMap((part) => part.split('\n')),
    ') < /dev/null',
    'END',
  ];
}

/** For a block that splits words without names of files, makes private files, and reads messages and dates of other programs. */
export const plainWords = 'set -f; umask 077; export LC_ALL=C TZ=UTC';
