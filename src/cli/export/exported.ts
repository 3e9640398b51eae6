/** Where links lead. undefined: the default. */
export interface LinkBases {
  /** Runbooks are `/NAME.md` below it. */
  readonly runbooks: string | undefined;
  /** Dashboards are `/d/UID` below it. By default, nothing links to Grafana. */
  readonly grafana: string | undefined;
}

/** The program's own files, by their paths from the root of the project. */
export interface ExportSource {
  /** The paths that begin with this one, which ends with a slash. */
  readonly list: (folder: string) => readonly string[];
  /** Throws if there is no such file. */
  readonly read: (path: string) => string;
}

/** Files to write: paths in the folder that the user names, and their texts. */
export type Exported = ReadonlyMap<string, string>;
