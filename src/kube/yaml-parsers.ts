import { createByContent } from '../document/by-content.js';
import { hastyCharacters, hastyWork, TooMuchYaml } from '../document/yaml-work.js';
import { ownScript } from '../own-files/read-own.js';
import { createOwnThread, type OwnThread } from '../process/own-thread.js';
import type { KubeconfigContents } from './kubeconfig-contents.js';
import { type YamlAnswer, type YamlKind, yamlReaders } from './yaml-readers.js';
import type { YamlRequest } from './yaml-worker.js';

/** Read kubeconfigs and manifests without holding others up, and equal ones once. Each never rejects. */
export type YamlParsers = {
  readonly [Kind in YamlKind]: (bytes: Uint8Array) => Promise<YamlAnswer<Kind>>;
};

/** What is read of a text that needs too much. */
const none: { readonly [Kind in YamlKind]: YamlAnswer<Kind> } = {
  contents: {
    ok: false,
    problems: [{ path: '', message: 'cannot be read with the time and memory that one file may take' }],
  } satisfies KubeconfigContents,
  embedded: [],
  named: [],
};

const script = (): URL => ownScript('kube/yaml-worker.js');

/** A kubeconfig of 1.6 MB takes a quarter of a second, or some times as much on a busy host. */
const limits = { deadlineMs: 5_000, idleMs: 30_000, maxWaiting: 1_000, maxHeap: 256 };

type Thread = OwnThread<YamlRequest, YamlAnswer<YamlKind>>;

/**
 * Creates the parsers of one process. A small text is parsed at once. A large one, or one that makes much work, is parsed in a thread. `readers`
 * and `thread` are arguments for tests.
 */
export function createYamlParsers(
  readers: typeof yamlReaders = yamlReaders,
  thread: Thread = createOwnThread(script, limits),
): YamlParsers {
  const parserOf = <Kind extends YamlKind>(kind: Kind): ((bytes: Uint8Array) => Promise<YamlAnswer<Kind>>) =>
    createByContent<YamlAnswer<Kind>>(
      async (bytes) => {
        const here = isSmall(bytes) ? atOnce(() => readers[kind](bytes, hastyWork())) : undefined;
        const answer = here ?? (await thread.ask({ kind, bytes }));
        return (answer ?? none[kind]) as YamlAnswer<Kind>;
      },
      { isFinal: (answer) => answer !== none[kind] },
    );
  return { contents: parserOf('contents'), embedded: parserOf('embedded'), named: parserOf('named') };
}

/** Aliases can make much of little. */
function isSmall(bytes: Uint8Array): boolean {
  if (bytes.length > hastyCharacters) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return !(text.includes('&') && text.includes('*'));
}

function atOnce<Answer>(read: () => Answer): Answer | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof TooMuchYaml) return undefined;
    throw error;
  }
}
