/** The terminal as an argument: commands write nowhere else. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
}
