import type { FailedHandshake, Handshake } from '../../src/probe/handshake.js';
import type { Shake } from '../../src/probe/probe-chain.js';
import type { Reason } from '../../src/probe/reason.js';
import type { Certificate, Decode } from '../../src/x509/certificate.js';
import { certificate } from '../fixtures/report.js';

/** The answer of a fake server: the certificate that it shows, the reason for which it fails, or both. */
export interface Answer {
  readonly shows?: Partial<Certificate>;
  readonly fails?: Reason;
}

export interface FakeServer {
  readonly shake: Shake;
  readonly decode: Decode;
  /** The SNI of each handshake so far; `none`: none was sent. */
  readonly asked: string[];
  /** How many handshakes were closed. */
  readonly closed: () => number;
}

/**
 * Answers by SNI; `none`: where none is sent; `else`: for an SNI that is not listed. Several answers take turns, as processes behind a load
 * balancer do.
 */
export type Answers = Readonly<Record<string, Answer | readonly Answer[]>>;

export function fakeServer(answers: Answers): FakeServer {
  const known: Certificate[] = [];
  const asked: string[] = [];
  let closed = 0;
  const ders = new Map<Partial<Certificate>, Uint8Array>();
  const show = (change: Partial<Certificate>): Uint8Array => {
    const der = ders.get(change) ?? Uint8Array.of(known.length);
    if (!ders.has(change)) known.push(certificate({ ...change, der }));
    ders.set(change, der);
    return der;
  };
  const failed = (reason: Reason, certificates: readonly Uint8Array[]): FailedHandshake => ({
    ok: false,
    reason,
    certificates,
    times: {},
  });
  const close = (): Promise<undefined> => {
    closed += 1;
    return Promise.resolve(undefined);
  };
  const shaken = (certificates: readonly Uint8Array[]): Handshake => ({
    ok: true,
    socket: undefined as unknown as Handshake['socket'],
    certificates,
    tlsVersion: 'TLSv1.3',
    times: {},
    close,
    leave: close,
  });
  return {
    shake: (serverName = 'none') => {
      asked.push(serverName);
      const turns = [answers[serverName] ?? answers['else'] ?? []].flat();
      const { shows, fails } = turns[(asked.length - 1) % turns.length] ?? { fails: 'internal' };
      const certificates = shows ? [show(shows)] : [];
      return Promise.resolve(fails ? failed(fails, certificates) : shaken(certificates));
    },
    decode: ([at = 0]) => {
      const found = known[at];
      if (found === undefined || found.subject === 'malformed') {
        return { ok: false, reason: 'certificate_malformed', message: '' };
      }
      return { ok: true, certificate: found };
    },
    asked,
    closed: () => closed,
  };
}
