/** Returns a number from 0 up to, but not including, `below`. The same seed gives the same numbers (Marsaglia's xorshift of 32 bits). */
export type RandomNumbers = (below: number) => number;

export function randomNumbers(seed: number): RandomNumbers {
  let state = seed | 0 || 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** Octets on which readers of DER branch: lengths in short, long and indefinite form, and tags. */
const special = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0c, 0x13, 0x17, 0x18, 0x1e, 0x30, 0x31, 0x7f, 0x80, 0x81, 0x82, 0x83,
  0x84, 0x88, 0xa0, 0xa3, 0xfe, 0xff,
];

type Mutation = (bytes: Buffer, random: RandomNumbers, corpus: readonly Uint8Array[]) => Buffer;

const mutations: readonly Mutation[] = [
  (bytes, random) => set(bytes, random(bytes.length), random(256)),
  (bytes, random) => set(bytes, random(bytes.length), special[random(special.length)] ?? 0),
  (bytes, random) => {
    const at = random(bytes.length);
    return set(bytes, at, (bytes[at] ?? 0) ^ (1 << random(8)));
  },
  // A part is left out, doubled, or overwritten.
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]);
  },
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    return Buffer.concat([bytes.subarray(0, from), Buffer.alloc(to - from, random(256)), bytes.subarray(to)]);
  },
  (bytes, random) => bytes.subarray(0, random(bytes.length)),
  // The start of one certificate is joined to the end of another.
  (bytes, random, corpus) => {
    const other = corpus[random(corpus.length)] ?? bytes;
    return Buffer.concat([bytes.subarray(0, random(bytes.length)), other.subarray(random(other.length))]);
  },
];

/** Returns a function that gives a new mutant of a certificate of the corpus at each call, with one to six mutations, mostly few. */
export function createMutator(corpus: readonly Uint8Array[], random: RandomNumbers): () => Uint8Array {
  return () => {
    let bytes: Buffer = Buffer.from(corpus[random(corpus.length)] ?? []);
    for (let left = 1 + random(1 + random(6)); left > 0 && bytes.length > 0; left--) {
      bytes = mutations[random(mutations.length)]?.(bytes, random, corpus) ?? bytes;
    }
    return bytes;
  };
}

function set(bytes: Buffer, at: number, octet: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = octet;
  return changed;
}

/** Chooses a part, mostly at most 64 bytes. */
function part(bytes: Buffer, random: RandomNumbers): readonly [from: number, to: number] {
  const from = random(bytes.length);
  const length = random(8) === 0 ? random(bytes.length) : random(64);
  return [from, Math.min(bytes.length, from + length)];
}
