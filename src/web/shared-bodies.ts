import type { Body, BodyMaker, TextInPieces } from './bodies.js';

/** Bodies of answers. All answers at the same time with the same text share one. */
export interface SharedBodies {
  /** `release` is to be called once the answer has ended. A text in pieces is the same if it is the same object. */
  readonly take: (text: string | TextInPieces) => { readonly body: Promise<Body>; readonly release: () => void };
}

interface Entry {
  readonly body: Promise<Body>;
  users: number;
}

/** Remembers the body of a string only as long as an answer needs it, and that of a text in pieces as long as somebody has the text. */
export function createSharedBodies(make: BodyMaker): SharedBodies {
  const entries = new Map<string, Entry>();
  const ofPieces = new WeakMap<TextInPieces, Promise<Body>>();
  return {
    take: (text) => {
      if (typeof text !== 'string') {
        const body = ofPieces.get(text) ?? make(text);
        ofPieces.set(text, body);
        return { body, release: () => undefined };
      }
      const entry = entries.get(text) ?? { body: make(text), users: 0 };
      entries.set(text, entry);
      entry.users += 1;
      return {
        body: entry.body,
        release: () => {
          entry.users -= 1;
          if (entry.users === 0) entries.delete(text);
        },
      };
    },
  };
}
