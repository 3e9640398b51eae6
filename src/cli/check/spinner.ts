/** Starts a spinner. Returns a function that stops and erases it. */
export type StartSpinner = (text: string) => () => void;

/** Milliseconds before the spinner appears. */
const patience = 2000;

/** Braille patterns that turn. */
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏';

/** Milliseconds between two frames. */
const pace = 80;

/** ECMA-48 8.3.41 (EL): erases the line from its begin. */
const erase = '\r\u001b[K';

/** Writes to stderr, so that stdout has only the report. */
export const startSpinner: StartSpinner = (text) => {
  let turns = 0;
  const draw = (): void => {
    process.stderr.write(`${erase}${frames[turns % frames.length] ?? ''} ${text}`);
    turns += 1;
  };
  draw();
  const timer = setInterval(draw, pace);
  return () => {
    clearInterval(timer);
    process.stderr.write(erase);
  };
};

/** Waits for `work` and returns its result. Shows a spinner with `text` if that takes more than two seconds. */
export async function withSpinner<T>(work: Promise<T>, text: string, start: StartSpinner | undefined): Promise<T> {
  let stop: (() => void) | undefined;
  const timer = setTimeout(() => {
    stop = start?.(text);
  }, patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    stop?.();
  }
}
