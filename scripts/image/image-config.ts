import type { Elf } from './elf.js';

/** What is in package.json about the project. */
export interface Project {
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly license: string;
  /** `github:OWNER/NAME`. */
  readonly repository: string;
}

/** How the image runs. The Dockerfile says the same. */
export const runConfig = {
  // A number, so that Kubernetes can verify that it is not root.
  User: '1000:1000',
  ExposedPorts: { '10643/tcp': {} },
  Env: [
    'PATH=/usr/local/bin',
    'NODE_ENV=production',
    // DNS lookups share libuv's threads: four are few where a resolver hangs.
    'UV_THREADPOOL_SIZE=16',
    'MALLOC_ARENA_MAX=1',
  ],
  Entrypoint: ['/usr/local/bin/apiserver-cert-exporter'],
  Cmd: ['serve', '--config.file=/etc/apiserver-cert-exporter/exporter.yml'],
  WorkingDir: '/',
} as const;

/** The labels of the image, and annotations of its index (OCI image-spec, annotations.md). */
export function imageLabels(project: Project, revision?: string): Readonly<Record<string, string>> {
  const url = `https://github.com/${project.repository.replace(/^github:/, '')}`;
  return {
    'org.opencontainers.image.title': project.name,
    'org.opencontainers.image.description': project.description,
    'org.opencontainers.image.licenses': project.license,
    'org.opencontainers.image.version': project.version,
    'org.opencontainers.image.url': url,
    'org.opencontainers.image.source': url,
    'org.opencontainers.image.documentation': `${url}/blob/main/README.md`,
    ...(revision === undefined ? {} : { 'org.opencontainers.image.revision': revision }),
  };
}

/** The configuration of the image (OCI image-spec, config.md). `created`: ISO 8601. `layer`: the digest of its uncompressed tar. */
export function imageConfig(
  architecture: Elf['architecture'],
  labels: Readonly<Record<string, string>>,
  { created, layer }: { readonly created: string; readonly layer: string },
): object {
  return {
    created,
    architecture,
    os: 'linux',
    ...(architecture === 'arm64' ? { variant: 'v8' } : {}),
    config: { ...runConfig, Labels: labels },
    rootfs: { type: 'layers', diff_ids: [layer] },
    history: [{ created, created_by: 'npm run image' }],
  };
}
