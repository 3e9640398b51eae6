import { inspect } from 'node:util';

/** A token or private key. Text, JSON, logs and inspect show `[redacted]` instead, so that it cannot leak by accident. */
export interface Secret {
  /** Returns the text itself, for the one place that sends it. */
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

const redacted = (): string => '[redacted]';

export function createSecret(text: string): Secret {
  return Object.freeze({ reveal: () => text, toString: redacted, toJSON: redacted, [inspect.custom]: redacted });
}
