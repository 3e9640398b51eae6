import { inspect } from 'node:util';

/** A token or private key. Texts, JSON, logs and inspect show `[redacted]` in its place, so that it cannot end there by accident. */
export interface Secret {
  /** The text itself, for the one place that sends it. */
  readonly reveal: () => string;
  readonly toString: () => string;
  readonly toJSON: () => string;
}

const redacted = (): string => '[redacted]';

export function createSecret(text: string): Secret {
  return Object.freeze({ reveal: () => text, toString: redacted, toJSON: redacted, [inspect.custom]: redacted });
}
