import type { StampFile } from './read-file-now.js';

/**
 * Creates a StampFile that never waits for the file system: it returns what is known of a file, and asks in the background for the next call.
 * A file system that hangs leaves the last stamp as it is. `ask` rejects if there is no answer; `first` is called once for each file.
 */
export function createLiveStamps(ask: (path: string) => Promise<string>, first: StampFile): StampFile {
  const known = new Map<string, string>();
  const asking = new Set<string>();
  const refresh = async (path: string): Promise<void> => {
    asking.add(path);
    try {
      known.set(path, await ask(path));
    } catch {
      // What is known stays.
    } finally {
      asking.delete(path);
    }
  };
  return (path) => {
    const stamp = known.get(path);
    if (stamp !== undefined) {
      if (!asking.has(path)) void refresh(path);
      return stamp;
    }
    const now = first(path);
    known.set(path, now);
    return now;
  };
}
