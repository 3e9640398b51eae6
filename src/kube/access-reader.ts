import { contentHash } from '../document/content-hash.js';
import type { Problem } from '../document/problem.js';
import type { ReadFile } from '../document/read-file.js';
import type { AccessResult, ClusterAccess } from './cluster-access.js';
import { type CredentialsResult, readCredentials } from './credentials.js';
import { addExecLogin } from './exec-credentials.js';
import type { GetExecLogin } from './exec-login.js';

/** The result of reading kubeconfig and credentials. */
export type AccessReading =
  | { readonly ok: true; readonly access: ClusterAccess; readonly credentials: CredentialsResult }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/**
 * Reads kubeconfig and credentials again with each call. Returns the same object as long as no file has changed, so that callers can keep
 * what they make of it (TLS contexts). `execLogin`: gives the login of a plugin, where the access has one. Every file is read in full, since stat is not enough: it costs a tenth of a read (0.03 ms to 0.3
 * ms), yet misses a file that is rewritten at the same length within a tick of the file system's clock. `load`: loadAccess or
 * inClusterAccess.
 */
export function createAccessReader(
  load: (read: ReadFile) => AccessResult | Promise<AccessResult>,
  read: ReadFile,
  execLogin?: GetExecLogin,
): () => Promise<AccessReading> {
  const numberOf = createNumbers();
  let last: { readonly digest: string; readonly reading: AccessReading } | undefined;
  return async () => {
    const hashes = new Map<string, string>();
    const readHashed: ReadFile = async (path, maxBytes) => {
      const content = await read(path, maxBytes);
      hashes.set(path, content.ok ? contentHash(content.bytes) : content.failure);
      return content;
    };
    const getLogin: GetExecLogin | undefined =
      execLogin &&
      (async (plugin, ca) => {
        const login = await execLogin(plugin, ca);
        // A login is the same object until the plugin runs again.
        hashes.set('', numberOf(login));
        return login;
      });
    const reading = await readAll(load, readHashed, getLogin);
    // Sorted, because files that are read at the same time finish in any order.
    const digest = JSON.stringify([...hashes].sort());
    if (last?.digest !== digest) last = { digest, reading };
    return last.reading;
  };
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

/** Creates a function that gives each object a number of its own. */
function createNumbers(): (object: object) => string {
  const known = new WeakMap<object, string>();
  let count = 0;
  return (object) => {
    const number = known.get(object) ?? String((count += 1));
    known.set(object, number);
    return number;
  };
}
