import { decodeContent } from '../src/files/decode-content.js';
import { judgeAnswer } from '../src/kube/api-answer.js';
import { createAccessReader } from '../src/kube/access-reader.js';
import type { ClusterAccess } from '../src/kube/cluster-access.js';
import { createYamlParsers, type YamlParsers } from '../src/kube/yaml-parsers.js';
import { discoverApiservers } from '../src/kube/discover-apiservers.js';
import { createNodeLister } from '../src/kube/list-nodes.js';
import { loadAccess } from '../src/kube/load-access.js';
import { parseAddress } from '../src/net/address.js';
import { systemClock } from '../src/net/clock.js';
import { ownTurn } from '../src/net/own-turn.js';
import { parseHttpDate } from '../src/net/http-date.js';
import { parseGitVersion, parseHealthChecks, readStartTime } from '../src/probe/http-answers.js';
import { loadWebConfig } from '../src/web-config/load-web-config.js';
import { acceptedFormat } from '../src/web/accepted-format.js';
import { parseUserPassword } from '../src/web/login.js';
import { scrapeTimeout } from '../src/web/metrics-routes.js';
import { createDecodeCache } from '../src/x509/decode-cache.js';
import { decodeCertificate } from '../src/x509/decode.js';
import { kubeconfigWith } from '../test/fixtures/kubeconfig-with.js';

/** Reads bytes as the exporter does, and returns what it makes of them. */
type Read = (bytes: Uint8Array) => unknown;

const env = {};

async function readKubeconfig(bytes: Uint8Array, parsers: YamlParsers): Promise<unknown> {
  const load = createAccessReader(
    (read) => loadAccess({ paths: ['/kubeconfig'], required: true }, undefined, { env, read, ...parsers }),
    (_, maxBytes) =>
      Promise.resolve(bytes.length > maxBytes ? { ok: false, failure: 'too_large' } : { ok: true, bytes }),
  );
  return await load();
}

async function accessOf(kubeconfig: string): Promise<ClusterAccess> {
  const read = () => Promise.resolve({ ok: true, bytes: Buffer.from(kubeconfig) } as const);
  const loaded = await loadAccess({ paths: ['/kubeconfig'], required: true }, undefined, { env, read });
  if (!loaded.ok) throw new Error('no access');
  return loaded.access;
}

const access = await accessOf(kubeconfigWith({ server: 'https://127.0.0.1' }, { token: 'a' }));

/** Discovery and all parts of a probe get the same answer. */
async function readAnswer(bytes: Uint8Array): Promise<unknown> {
  const body = Buffer.from(bytes);
  // Version and health are read so far.
  const text = body.toString('utf8', 0, 256 * 1024);
  const get = () =>
    ownTurn().then(() => judgeAnswer({ ok: true, status: 200, body }, { access, token: 'a', verifiedAs: 'a' }));
  const discovered = await discoverApiservers({ access, get }, createNodeLister(systemClock, 60));
  // Each is the answer to a request of its own.
  await ownTurn();
  const refused = judgeAnswer({ ok: true, status: 403, body }, { access, token: 'a', verifiedAs: 'a' });
  await ownTurn();
  return [
    discovered,
    refused,
    parseGitVersion(text),
    parseHealthChecks(text),
    await readStartTime()(200, pieces(body)),
  ];
}

async function* pieces(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += 65_536) yield await Promise.resolve(body.subarray(at, at + 65_536));
}

function readHeader(bytes: Uint8Array): unknown {
  const text = Buffer.from(bytes).toString('latin1');
  return [
    acceptedFormat(text),
    scrapeTimeout(text),
    parseUserPassword(text),
    parseUserPassword(`Basic ${text}`),
    parseAddress(text),
    parseHttpDate(text),
  ];
}

const readWebFile: Read = (bytes) => loadWebConfig('/web.yml', () => ({ ok: true, bytes }));

/** Creates what reads texts. It keeps its cache and its thread, as the exporter does. */
export function createTextReaders() {
  const decode = createDecodeCache(decodeCertificate);
  const parsers = createYamlParsers();
  return {
    kubeconfig: (bytes: Uint8Array) => readKubeconfig(bytes, parsers),
    webFile: readWebFile,
    answer: readAnswer,
    file: (bytes: Uint8Array) => decodeContent(bytes, decode, parsers),
    header: readHeader,
  } as const satisfies Readonly<Record<string, Read>>;
}
