/** The files that the program brings along: documentation, examples, dashboards, the scripts of its threads. */
export interface OwnFiles {
  /** Reads the text of one file, such as `docs/metrics.md`, by its path in the repository. Rejects if it was not installed. */
  readonly read: (path: string) => Promise<string>;
  /** The same at once. Throws if it was not installed. */
  readonly readNow: (path: string) => string;
  /** The paths of all files below a folder, such as `docs/`, in alphabetical order. Empty: none was installed. */
  readonly list: (folder: string) => readonly string[];
  /** What a thread runs, by its path below src/, such as `kube/yaml-worker.js`. */
  readonly script: (path: string) => URL;
  /** The text of the source map of a script, as a stack trace calls it; undefined: there is none. */
  readonly sourceMap: (script: string) => string | undefined;
}
