/** Bodies of answers. All answers at the same time with the same text share one. */
export interface SharedBodies {
  /** `release` is to be called once the answer has ended. */
  readonly take: (text: string) => { readonly body: Promise<Buffer>; readonly release: () => void };
}

interface Entry {
  readonly body: Promise<Buffer>;
  users: number;
}

/** Remembers a body only as long as an answer needs it. */
export function createSharedBodies(make: (text: string) => Promise<Buffer>): SharedBodies {
  const entries = new Map<string, Entry>();
  return {
    take: (text) => {
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
