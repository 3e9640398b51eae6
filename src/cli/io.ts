/** The outputs of a command. Commands do not write anywhere else. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}
