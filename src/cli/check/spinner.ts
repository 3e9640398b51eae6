import { createSpinner } from 'nanospinner';

/** Starts a spinner. Returns a function that stops and erases it. */
export type StartSpinner = (text: string) => () => void;

/** Milliseconds before the spinner appears. */
const patience = 2000;

/** Writes to stderr, so that stdout has only the report. */
export const startSpinner: StartSpinner = (text) => {
  const spinner = createSpinner(text, { stream: process.stderr }).start();
  return () => void spinner.stop();
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
