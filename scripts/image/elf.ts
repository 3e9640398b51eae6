/** What the dynamic linker reads of a program or a library. */
export interface Elf {
  /** The machine for which it is, as images name it. */
  readonly architecture: 'amd64' | 'arm64';
  /** The path of the dynamic linker. Libraries have none. */
  readonly interpreter: string | undefined;
  /** The names of the libraries that it needs, such as `libc.so.6`. */
  readonly needed: readonly string[];
}

const machines: Readonly<Record<number, Elf['architecture']>> = { 62: 'amd64', 183: 'arm64' };

/** Program headers and dynamic tags (ELF-64, elf(5)). */
const [loadable, dynamic, interpreter] = [1, 2, 3];
const [tagNeeded, tagStringTable] = [1n, 5n];

interface Segment {
  readonly type: number;
  readonly offset: number;
  readonly address: bigint;
  readonly size: number;
}

/** Reads a 64-bit, little-endian ELF file. Throws if it is another one. */
export function readElf(file: Buffer): Elf {
  const architecture = machines[file.length < 64 ? 0 : file.readUInt16LE(18)];
  const isElf = file.subarray(0, 6).toString('latin1') === '\x7fELF\x02\x01';
  if (!isElf || architecture === undefined) throw new Error('not an ELF file for amd64 or arm64');
  const segments = segmentsOf(file);
  const found = segments.find(({ type }) => type === interpreter);
  return {
    architecture,
    interpreter: found === undefined ? undefined : textAt(file, found.offset),
    needed: neededBy(file, segments),
  };
}

function segmentsOf(file: Buffer): readonly Segment[] {
  const [start, size, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(54), file.readUInt16LE(56)];
  return Array.from({ length: count }, (_, nth) => {
    const at = start + nth * size;
    return {
      type: file.readUInt32LE(at),
      offset: Number(file.readBigUInt64LE(at + 8)),
      address: file.readBigUInt64LE(at + 16),
      size: Number(file.readBigUInt64LE(at + 32)),
    };
  });
}

function neededBy(file: Buffer, segments: readonly Segment[]): readonly string[] {
  const tags = segments
    .filter(({ type }) => type === dynamic)
    .flatMap(({ offset, size }) =>
      Array.from({ length: Math.floor(size / 16) }, (_, nth) => ({
        tag: file.readBigUInt64LE(offset + nth * 16),
        value: file.readBigUInt64LE(offset + nth * 16 + 8),
      })),
    );
  const strings = tags.find(({ tag }) => tag === tagStringTable)?.value;
  if (strings === undefined) return [];
  // Tags have addresses in memory. The segment that is loaded there says where that is in the file.
  const segment = segments.find(
    ({ type, address, size }) => type === loadable && strings >= address && strings < address + BigInt(size),
  );
  if (segment === undefined) throw new Error('its string table is nowhere in the file');
  const table = segment.offset + Number(strings - segment.address);
  return tags.filter(({ tag }) => tag === tagNeeded).map(({ value }) => textAt(file, table + Number(value)));
}

function textAt(file: Buffer, offset: number): string {
  return file.toString('latin1', offset, file.indexOf(0, offset));
}
