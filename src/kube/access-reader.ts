import { contentHash } from '../document/content-hash.js';
import type { Problem } from '../document/problem.js';
import type { FileContent, ReadFile } from '../document/read-file.js';
import type { AccessResult, ClusterAccess } from './cluster-access.js';
import { type CredentialsResult, readCredentials } from './credentials.js';
import { addExecLogin } from './exec-credentials.js';
import type { ExecLogin, GetExecLogin } from './exec-login.js';

/** The result of reading kubeconfig and credentials. */
export type AccessReading =
  | { readonly ok: true; readonly access: ClusterAccess; readonly credentials: CredentialsResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What a reading was made of. */
interface Inputs {
  readonly files: Map<string, { readonly maxBytes: number; readonly hash: string }>;
  /** Of the plugin, if one was asked. */
  login: { readonly of: Parameters<GetExecLogin>; readonly is: ExecLogin } | undefined;
}

/**
 * Reads kubeconfig and credentials again with each call. Returns the same object as long as no file has changed, so that callers can keep
 * what they make of it (TLS contexts), and parses nothing again. `execLogin`: gives the login of a plugin, where the access has one. `read`
 * decides whether a file that rests is read in full (src/document/same-bytes.ts). `load`: loadAccess or inClusterAccess.
 */
export function createAccessReader(
  load: (read: ReadFile) => AccessResult | Promise<AccessResult>,
  read: ReadFile,
  execLogin?: GetExecLogin,
): () => Promise<AccessReading> {
  const readHash = async (path: string, maxBytes: number): Promise<string> => hashOf(await read(path, maxBytes));
  const isUnchanged = async ({ files, login }: Inputs): Promise<boolean> => {
    const same = await Promise.all(
      [...files].map(async ([path, { maxBytes, hash }]) => (await readHash(path, maxBytes)) === hash),
    );
    return same.every(Boolean) && (login === undefined || (await execLogin?.(...login.of)) === login.is);
  };
  let last: { readonly inputs: Inputs; readonly reading: AccessReading } | undefined;
  return async () => {
    // What failed is tried again: it may have needed more time than there was.
    if (last !== undefined && isWhole(last.reading) && (await isUnchanged(last.inputs))) return last.reading;
    const inputs: Inputs = { files: new Map(), login: undefined };
    const reading = await readAll(load, recorded(read, inputs), execLogin && recordedLogin(execLogin, inputs));
    const isSame = last !== undefined && isSameInput(inputs, last.inputs) && isWhole(last.reading) === isWhole(reading);
    if (last === undefined || !isSame) last = { inputs, reading };
    return last.reading;
  };
}

function isWhole(reading: AccessReading): boolean {
  return reading.ok && reading.credentials.ok;
}

function hashOf(content: FileContent): string {
  return content.ok ? contentHash(content.bytes) : content.failure;
}

function recorded(read: ReadFile, { files }: Inputs): ReadFile {
  return async (path, maxBytes) => {
    const content = await read(path, maxBytes);
    files.set(path, { maxBytes, hash: hashOf(content) });
    return content;
  };
}

function recordedLogin(execLogin: GetExecLogin, inputs: Inputs): GetExecLogin {
  return async (...of) => {
    const is = await execLogin(...of);
    inputs.login = { of, is };
    return is;
  };
}

/** A login is the same object until the plugin runs again. */
function isSameInput(one: Inputs, other: Inputs): boolean {
  return (
    one.login?.is === other.login?.is &&
    one.files.size === other.files.size &&
    [...one.files].every(([path, { hash }]) => other.files.get(path)?.hash === hash)
  );
}

async function readAll(
  load: (read: ReadFile) => AccessResult | Promise<AccessResult>,
  read: ReadFile,
  getLogin: GetExecLogin | undefined,
): Promise<AccessReading> {
  const loaded = await load(read);
  if (!loaded.ok) return loaded;
  const { access } = loaded;
  const credentials = await readCredentials(access, read);
  if (getLogin === undefined) return { ok: true, access, credentials };
  return { ok: true, access, credentials: await addExecLogin(credentials, access, read, getLogin) };
}
