import { createSpinner } from 'nanospinner';

/** Starts to show that something is under way; what it returns ends that and leaves no trace. */
export type StartSpinner = (text: string) => () => void;

/** What takes less needs no excuse. */
const patience = 2000;

/** On stderr, so that stdout is the report and nothing else. */
export const startSpinner: StartSpinner = (text) => {
  const spinner = createSpinner(text, { stream: process.stderr }).start();
  return () => void spinner.stop();
};

/** What `work` gives; while it takes more than two seconds, a spinner with `text`. */
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
