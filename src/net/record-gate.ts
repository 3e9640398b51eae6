import { verificationCost } from '../x509/verification-cost.js';
import { certificatesIn, createCertificateFinder, recordTypes } from './handshake-message.js';
import { type DecryptRecord, handshakeTraffic } from './handshake-traffic.js';

export interface RecordLimits {
  /** Milliseconds that OpenSSL may need to verify the chain. Nothing else runs in this process meanwhile. */
  readonly verification: number;
  /** Up to the end of the certificates. Undefined: as many as OpenSSL takes. */
  readonly bytes?: number;
}

const headerLength = 5;
/** OpenSSL refuses a longer record by its header (SSL3_RT_MAX_ENCRYPTED_LENGTH). */
const longestRecord = 16_384 + 2048;

/** More bytes of a record or two that wait for the secret. */
const mostHeld = 64 * 1024;

/** The chain of a peer would keep OpenSSL busy for too long. The code begins as OpenSSL's own do, because TLS fails by it. */
export class CostlyChain extends Error {
  override readonly name = 'CostlyChain';
  readonly code = 'ERR_SSL_CHAIN_TOO_COSTLY';
}

export type Pass = (bytes: Buffer) => void;

/**
 * Passes the records of a peer's handshake on after they were read here. Throws CostlyChain in place of passing the record that completes a
 * chain which would cost too much. After the certificates, and where OpenSSL will refuse what comes, everything passes.
 */
export class RecordGate {
  readonly #limits: RecordLimits;
  readonly #find = createCertificateFinder();
  #secret: Buffer | undefined;
  /** Made at the first record that is read: most flights are too small for that. */
  #decrypt: DecryptRecord | undefined;
  #hasBegun = false;
  #isOpen = false;
  #bytes = 0;
  /** What is not passed on yet, or not read yet. */
  #held: Buffer = Buffer.alloc(0);
  /** How many bytes of it have been passed on, and how many have been read. */
  #passed = 0;
  #examined = 0;
  #waiting: Pass | undefined;

  constructor(limits: RecordLimits) {
    this.#limits = limits;
  }

  /** `passed`: so many bytes at the beginning have been passed on before. */
  take(arrived: Buffer, pass: Pass, passed = 0): void {
    this.#passed += passed;
    this.#held = this.#held.length === 0 ? arrived : Buffer.concat([this.#held, arrived]);
    this.#bytes += arrived.length;
    this.#advance(pass);
    const { bytes = Infinity } = this.#limits;
    if (!this.#isOpen && (this.#bytes > bytes || this.#held.length > mostHeld))
      throw new CostlyChain(`more than ${Math.min(bytes, mostHeld) / 1024} KiB before the end of the certificates`);
  }

  /** Takes the handshake traffic secret of the peer, with which its certificates are encrypted in TLS 1.3. */
  learn(secret: Buffer): void {
    this.#secret = secret;
    if (this.#waiting) this.#advance(this.#waiting);
  }

  /** The handshake is done, so no certificates follow. */
  open(): void {
    this.#isOpen = true;
    if (this.#waiting) this.#advance(this.#waiting);
  }

  #advance(pass: Pass): void {
    this.#waiting = undefined;
    for (let end = this.#nextEnd(); end !== undefined && !this.#isOpen; end = this.#nextEnd()) {
      const record = this.#held.subarray(this.#examined, end);
      // OpenSSL derives the secret as soon as it has the hello of the peer.
      if (this.#needsSecret(record)) this.#pass(pass);
      if (this.#needsSecret(record)) {
        this.#waiting = pass;
        return;
      }
      this.#examine(record);
      this.#examined += record.length;
    }
    if (this.#isOpen) this.#examined = this.#held.length;
    this.#pass(pass);
  }

  /** Where the next record ends; undefined: it is not complete. */
  #nextEnd(): number | undefined {
    if (this.#held.length < this.#examined + headerLength) return undefined;
    const length = headerLength + this.#held.readUInt16BE(this.#examined + 3);
    if (length > longestRecord) this.#isOpen = true;
    const end = this.#examined + length;
    return end > this.#held.length ? undefined : end;
  }

  /** Passes on what was examined. */
  #pass(pass: Pass): void {
    const bytes = this.#held.subarray(this.#passed, this.#examined);
    const done = Math.max(this.#passed, this.#examined);
    this.#held = this.#held.subarray(this.#examined);
    this.#passed = done - this.#examined;
    this.#examined = 0;
    if (bytes.length > 0) pass(bytes);
  }

  /** OpenSSL refuses an encrypted record where there was no hello. */
  #needsSecret(record: Buffer): boolean {
    return !this.#isOpen && record[0] === recordTypes.encrypted && this.#hasBegun && this.#secret === undefined;
  }

  #examine(record: Buffer): void {
    // Where there was no secret either, the session was resumed in TLS 1.2, and there are no certificates.
    if (this.#isOpen) return;
    if (record[0] === recordTypes.handshake) {
      this.#hasBegun = true;
      this.#judge(record.subarray(headerLength), '1.2');
    }
    if (record[0] !== recordTypes.encrypted || this.#secret === undefined) return;
    this.#decrypt ??= handshakeTraffic(this.#secret);
    // What cannot be decrypted does not open the gate: OpenSSL skips 16 KB of it where a client says that it sends early data.
    const decrypted = this.#decrypt(record);
    if (decrypted?.type === recordTypes.handshake) this.#judge(decrypted.payload, '1.3');
  }

  #judge(payload: Buffer, version: '1.2' | '1.3'): void {
    const certificate = this.#find(payload);
    if (certificate === undefined) return;
    this.#isOpen = true;
    if (certificate === 'too-long' || certificate === 'none') return;
    const cost = verificationCost(certificatesIn(certificate, version));
    if (cost > this.#limits.verification) throw new CostlyChain('the chain would take too long to verify');
  }
}
