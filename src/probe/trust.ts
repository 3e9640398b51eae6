import type { Decode } from '../x509/certificate.js';
import { decodeAll } from '../x509/decode-all.js';
import type { Acceptance, GoVerdict } from '../x509/go-verdict.js';
import type { ServedChain } from './probe-chain.js';
import type { Trust } from './report.js';

export interface Judged {
  readonly served: ServedChain;
  /** Undefined: there is no CA, and nothing that any client refuses. */
  readonly verdict: GoVerdict | undefined;
  readonly hasCa: boolean;
}

/** Returns whether a served chain is trusted, apart from names and the leaf's own dates, and the certificates that this rests on. */
export function trustOf({ served, verdict, hasCa }: Judged, decode: Decode): Trust {
  if (verdict?.accepted === true) return trusted(verdict, served, decode);
  return hasCa && verdict !== undefined
    ? { state: 'untrusted', refusal: verdict }
    : { state: 'unknown', refusal: verdict };
}

function trusted({ until, paths }: Acceptance, { chain }: ServedChain, decode: Decode): Trust {
  const decoded = paths.map((path) => decodeAll(path, decode));
  const [path = []] = decoded;
  const used = new Set(decoded.flat().map(({ fingerprintSha256 }) => fingerprintSha256));
  const anchors = new Map(decoded.flatMap((each) => each.slice(-1)).map((root) => [root.fingerprintSha256, root]));
  return {
    state: 'trusted',
    until,
    path,
    anchors: [...anchors.values()],
    spare: chain?.filter(({ fingerprintSha256 }) => !used.has(fingerprintSha256)) ?? [],
  };
}
