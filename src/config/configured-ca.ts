/** The CA that the configuration gives a target. */
export interface ConfiguredCa {
  /** The absolute path of its file; undefined: the certificates are in the configuration itself. */
  readonly file: string | undefined;
  /** DER certificates. Those of a file are as they were when the configuration was loaded. */
  readonly certificates: readonly Uint8Array[];
}
