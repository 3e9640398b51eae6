/** How much work a YAML text may make. What a document costs depends on its values, and on how often it has to be read again. */
export interface YamlWork {
  /** Called before each reading of so many characters. Returns whether it may be done. Throws TooMuchYaml if nobody waits here for more. */
  readonly mayRead: (characters: number) => boolean;
}

/** Thrown where the work has to be done elsewhere, in a thread that holds nobody up. */
export class TooMuchYaml extends Error {
  constructor() {
    super('more work than is done here');
  }
}

/** As much as the texts need that people have, for those who can wait. */
const patient = 16 * 1024 * 1024;

/** What is read in less than 50 ms, whatever it has. */
export const hastyCharacters = 32 * 1024;

/** The first reading is always done. */
export function patientWork(): YamlWork {
  let left = patient;
  let begun = false;
  return {
    mayRead: (characters) => {
      left -= begun ? characters : 0;
      begun = true;
      return left >= 0;
    },
  };
}

/** Does what takes little time, and nothing else. */
export function hastyWork(): YamlWork {
  let left = hastyCharacters;
  return {
    mayRead: (characters) => {
      left -= characters;
      if (left < 0) throw new TooMuchYaml();
      return true;
    },
  };
}

/**
 * A kubeconfig of a thousand clusters has half as many. js-yaml takes some microseconds and hundreds of bytes for each value, which needs one of
 * these before or after it.
 */
export const mostMarks = 200_000;

/** Returns how many values a YAML text has at most, if that is more than any text that people have. */
export function tooManyMarks(source: string, most = mostMarks): string | undefined {
  const marks = source.matchAll(/[\r\n,:[{&*]|[-?](?=[\s])/g);
  for (let count = 0; marks.next().done !== true; count += 1)
    if (count === most) return `has more than ${most.toLocaleString('en-US')} lines and values`;
  return undefined;
}
