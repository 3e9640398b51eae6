// Which folder may import which: src/folders.json, which docs/architecture.md shows as well. That no folder imports
// itself by way of others is checked in test/architecture.test.ts, on that list.
const folders = require('./src/folders.json');

// One owner for each heavyweight library, so that replacing it is one file's work.
const owners = {
  'prom-client': '^src/metrics/',
  fastify: '^src/web/',
  '@fastify': '^src/web/',
  '@peculiar': '^src/x509/decode\\.ts$',
  bcryptjs: '^src/web/bcrypt-worker\\.ts$',
  'js-yaml': '^src/document/yaml\\.ts$',
  tinyglobby: '^src/files/expand-pattern\\.ts$',
  pino: '^src/log/log\\.ts$',
  negotiator: '^src/web/accepted-format\\.ts$',
  socks: '^src/net/socks-tunnel\\.ts$',
  commander: '^src/(program|cli/command-line|cli/\\w+/(command|source-options))\\.ts$',
};

const files = (names) => `^src/(${names.join('|')})/[^/]+$`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Move what both files need into a third one.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment:
        'The image has production packages only: move the package to "dependencies" of package.json, or do without it.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing imports this file: use it or remove it.',
      from: { orphan: true, pathNot: '^src/(bin\\.ts|folders\\.json)$' },
      to: {},
    },
    {
      name: 'known-folders-only',
      severity: 'error',
      comment: 'A new folder needs an entry in src/folders.json: its purpose, and the folders that it may import.',
      from: { path: '^src/.+/', pathNot: files(Object.keys(folders)) },
      to: {},
    },
    ...Object.entries(folders).map(([folder, { imports }]) => ({
      name: `imports-of-${folder.replace('/', '-')}`,
      severity: 'error',
      comment: `src/${folder} may import ${imports.join(', ') || 'no other folder'} (src/folders.json). Pass what it needs as an argument, or move the code to a folder that may import it; add the import to src/folders.json only if it follows the flow of data.`,
      from: { path: files([folder]) },
      to: { path: '^src/', pathNot: files([folder, ...imports]) },
    })),
    ...Object.entries(owners).map(([library, owner]) => ({
      name: `only-its-owner-imports-${library.replace(/\W/g, '')}`,
      severity: 'error',
      comment: `Only ${owner} imports ${library}: use what it exports.`,
      from: { path: '^src/', pathNot: owner },
      to: { path: `node_modules/${library}(/|$)` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
