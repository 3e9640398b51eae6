import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Elf } from './elf.js';
import { imageConfig } from './image-config.js';

/** One platform of the image. */
export interface Platform {
  readonly architecture: Elf['architecture'];
  /** The tar of its only layer. */
  readonly tar: Buffer;
}

interface Descriptor {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
}

/**
 * Writes an OCI image layout (image-spec, image-layout.md) with an index of these platforms. The same content has the same digest. `created`: ISO
 * 8601.
 */
export function writeLayout(
  folder: string,
  platforms: readonly Platform[],
  { labels, created }: { readonly labels: Readonly<Record<string, string>>; readonly created: string },
): void {
  const blobs = join(folder, 'blobs/sha256');
  mkdirSync(blobs, { recursive: true });
  const put = (mediaType: string, content: Buffer | string): Descriptor => {
    const digest = sha256(content);
    writeFileSync(join(blobs, digest.replace('sha256:', '')), content);
    return { mediaType, digest, size: Buffer.byteLength(content) };
  };
  const manifests = platforms.map(({ architecture, tar }) => {
    const config = imageConfig(architecture, labels, { created, layer: sha256(tar) });
    const manifest = {
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: put('application/vnd.oci.image.config.v1+json', JSON.stringify(config)),
      layers: [put('application/vnd.oci.image.layer.v1.tar+gzip', gzipSync(tar))],
      annotations: labels,
    };
    const variant = architecture === 'arm64' ? { variant: 'v8' } : {};
    return {
      ...put(manifest.mediaType, JSON.stringify(manifest)),
      platform: { architecture, os: 'linux', ...variant },
    };
  });
  const index = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    manifests,
    annotations: labels,
  };
  writeFileSync(join(folder, 'index.json'), JSON.stringify(index));
  writeFileSync(join(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

function sha256(content: Buffer | string): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}
