import { hostileChains } from '../test/fixtures/hostile-chains.js';
import {
  hostileAnswers,
  hostileFiles,
  hostileHeaders,
  hostileKubeconfigs,
  hostileWebFiles,
  type MakeText,
} from '../test/fixtures/hostile-texts.js';
import { createChainReader } from './chain-reader.js';
import type { RandomNumbers } from './mutate.js';
import { randomChain } from './random-chain.js';
import { randomText } from './random-text.js';
import { createTextReaders } from './text-readers.js';

/** One input, which may be read again and again. */
export interface FuzzCase {
  /** `chain`, or `chain names` for one of a known shape. */
  readonly kind: string;
  /** Its bytes; of a chain, those of all certificates. */
  readonly input: Uint8Array;
  readonly read: (readers: Readers) => unknown;
}

interface FuzzKind {
  /** Bytes that the reader takes at most. */
  readonly most: number;
  /** One of so many is large. */
  readonly large: number;
  readonly make: (bytes: number, random: RandomNumbers) => Omit<FuzzCase, 'kind'>;
  /** One of each shape that is known to be hostile, of so many bytes where that can be chosen. */
  readonly known: (bytes: number) => readonly FuzzCase[];
}

/** All that reads, with its caches. */
export type Readers = ReturnType<typeof createReaders>;

export function createReaders() {
  return { ...createTextReaders(), chain: createChainReader() };
}

type Shapes = Readonly<Record<string, MakeText>>;

function texts(reader: Exclude<keyof Readers, 'chain'>, most: number, shapes: Shapes): FuzzKind {
  const toRead = (input: Uint8Array) => ({ input, read: (readers: Readers) => readers[reader](input) });
  return {
    most,
    large: 20,
    make: (bytes, random) => toRead(randomText(Object.values(shapes), bytes, random)),
    known: (bytes) =>
      Object.entries(shapes).map(([shape, make]) => ({
        kind: `${reader} ${shape}`,
        ...toRead(Buffer.from(make(Math.min(bytes, most)))),
      })),
  };
}

const chainToRead = (chain: readonly Uint8Array[]) => ({
  input: Buffer.concat(chain),
  read: (readers: Readers) => readers.chain(chain),
});

const mebibyte = 1024 * 1024;

export const fuzzKinds: Readonly<Record<string, FuzzKind>> = {
  chain: {
    most: 100_000,
    large: 5,
    make: (bytes, random) => chainToRead(randomChain(bytes, random)),
    known: () =>
      Object.entries(hostileChains).map(([shape, make]) => ({ kind: `chain ${shape}`, ...chainToRead(make()(1).der) })),
  },
  kubeconfig: texts('kubeconfig', 4 * mebibyte, hostileKubeconfigs),
  'web file': texts('webFile', mebibyte, hostileWebFiles),
  answer: texts('answer', 8 * mebibyte, hostileAnswers),
  file: texts('file', 4 * mebibyte, { ...hostileFiles, ...hostileKubeconfigs }),
  header: texts('header', 16_384, hostileHeaders),
};

/** In bytes. */
const small = 2000;

/** Makes a case of the kind. Of the large ones, there are as many of each order of magnitude. */
export function randomCase(kind: string, random: RandomNumbers): FuzzCase {
  const { most = 0, large = 1, make } = fuzzKinds[kind] ?? {};
  if (make === undefined) throw new Error(`no such kind: ${kind}`);
  const bytes = random(large) > 0 ? random(small) : Math.floor(small * (most / small) ** (random(1001) / 1000));
  return { kind, ...make(bytes, random) };
}
