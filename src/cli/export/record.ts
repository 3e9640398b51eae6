/** What an export wrote: the SHA-256 of each file, in hexadecimal, by its path in the folder. */
export type WrittenRecord = ReadonlyMap<string, string>;

/** The name of the file that has the record of a kind. Neither Prometheus, Grafana nor Helm reads it. */
export function recordName(kind: string): string {
  return `.apiserver-cert-exporter-${kind}.sha256`;
}

/** `sha256sum --check` reads it. */
export function recordText(record: WrittenRecord): string {
  return [...record].map(([path, hash]) => `${hash}  ${path}\n`).join('');
}

const line = /^(?<hash>[0-9a-f]{64}) {2}(?<path>[\w.-]+(?:\/[\w.-]+)*)$/;

/** Reads a record. Lines that export does not write are left out: what they name is then not the export's own. */
export function parseRecord(text: string): WrittenRecord {
  return new Map(
    text.split('\n').flatMap((each) => {
      const { path, hash } = line.exec(each)?.groups ?? {};
      return path === undefined || hash === undefined || !staysInside(path) ? [] : [[path, hash] as const];
    }),
  );
}

function staysInside(path: string): boolean {
  return !path.split('/').some((part) => part === '.' || part === '..');
}
