import { contentHash } from '../document/content-hash.js';
import type { AskFileState } from '../document/file-state.js';
import type { Problem } from '../document/problem.js';
import { type ReadFile, readFailureMessage } from '../document/read-file.js';
import { contextsOf, type KubeconfigContext, type ReadContexts } from '../kube/kubeconfig-contexts.js';
import type { KubeconfigContents } from '../kube/kubeconfig-contents.js';
import { maxKubeconfigBytes } from '../kube/kubeconfig-file.js';
import type { Clock } from '../net/clock.js';

/** A kubeconfig of a fleet as it is known. The same object as long as nothing changes. */
export interface FleetFile {
  readonly path: string;
  /** Those that were known last. */
  readonly contexts: readonly KubeconfigContext[];
  /** Why the file, as it is now, cannot be used as a whole; empty: it can. */
  readonly problems: readonly Problem[];
}

export interface FleetFileDependencies {
  readonly read: ReadFile;
  readonly fileState: AskFileState;
  readonly contents: (bytes: Uint8Array) => Promise<KubeconfigContents>;
  readonly clock: Clock;
  readonly allowExec: boolean;
}

/** As of a CA file: a stamp says nothing of a file that changes again within a tick of its file system's clock. */
const restSeconds = 2;

/**
 * Follows a kubeconfig while it changes. Undefined: there is no such file any more. What cannot be read or parsed changes nothing of what is
 * known. A part of a file may be a file with fewer contexts, or with half of a token. So one that has lost contexts, or does not end with a
 * line or a brace, counts only once it has rested. Equal bytes are parsed once. Never rejects.
 */
export function followFleetFile(
  path: string,
  dependencies: FleetFileDependencies,
): () => Promise<FleetFile | undefined> {
  const { read, contents, allowExec } = dependencies;
  const isResting = createRest(path, dependencies);
  let known: FleetFile = { path, contexts: [], problems: [] };
  let last: { readonly bytes: Uint8Array; readonly contexts: readonly KubeconfigContext[] } | undefined;

  const parse = async (bytes: Uint8Array): Promise<ReadContexts> => {
    if (last?.bytes === bytes) return { ok: true, contexts: last.contexts };
    const parsed = contextsOf(await contents(bytes), path, allowExec);
    if (parsed.ok) last = { bytes, contexts: parsed.contexts };
    return parsed;
  };
  const learn = (contexts: FleetFile['contexts'], problems: FleetFile['problems']): void => {
    const isSame = contexts === known.contexts && JSON.stringify(problems) === JSON.stringify(known.problems);
    if (!isSame) known = { path, contexts, problems };
  };
  return async () => {
    const content = await read(path, maxKubeconfigBytes);
    if (!content.ok) {
      if (content.failure === 'missing') return undefined;
      const message = readFailureMessage(content.failure, maxKubeconfigBytes);
      learn(known.contexts, [{ file: path, path: '', message }]);
      return known;
    }
    const { bytes } = content;
    const parsed = await parse(bytes);
    if (!parsed.ok) learn(known.contexts, parsed.problems);
    else if (!mayBeHalf(bytes, known.contexts, parsed.contexts) || (await isResting(bytes))) learn(parsed.contexts, []);
    return known;
  };
}

/** Of a file that was not known before, everything is new, and nothing can be lost. */
function mayBeHalf(
  bytes: Uint8Array,
  before: readonly KubeconfigContext[],
  now: readonly KubeconfigContext[],
): boolean {
  const versions = new Map(now.map(({ name, version }) => [name, version]));
  const isLost = before.some(({ name }) => !versions.has(name));
  const isOther = before.some(({ name, version }) => versions.get(name) !== version);
  return isLost || (isOther && !endsWhole(bytes));
}

/** Whether the last line is whole, or is the end of a mapping in braces, as in JSON. */
function endsWhole(bytes: Uint8Array): boolean {
  return ['\n', '}'].some((end) => bytes.at(-1) === end.charCodeAt(0));
}

/** Whether nobody is writing the file: it says so itself, or these bytes were seen two seconds ago, as its time may be in the future. */
function createRest(
  path: string,
  { fileState, clock }: Pick<FleetFileDependencies, 'fileState' | 'clock'>,
): (bytes: Uint8Array) => Promise<boolean> {
  let seen: { readonly hash: string; readonly at: number } | undefined;
  return async (bytes) => {
    const hash = contentHash(bytes);
    if (seen?.hash !== hash) seen = { hash, at: clock.monotonic() };
    if (clock.monotonic() - seen.at >= restSeconds * 1000) return true;
    const state = await fileState(path);
    return state.ok && clock.now() - state.changedAt >= restSeconds;
  };
}
