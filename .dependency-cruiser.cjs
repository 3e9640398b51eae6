// The arrows of docs/architecture.md. A folder may import only what is listed behind it.
const folders = {
  x509: [],
  config: ['x509'],
  kube: ['config', 'x509'],
  discovery: ['config', 'kube', 'x509'],
  probe: ['discovery', 'x509'],
  files: ['probe', 'kube', 'config', 'x509'],
  findings: ['files', 'probe', 'discovery', 'x509'],
  metrics: ['printable', 'files', 'findings', 'probe', 'discovery', 'x509'],
  exporter: ['metrics', 'files', 'probe', 'discovery', 'config', 'x509'],
  'web-config': ['config', 'x509'],
  web: [
    'web-config',
    'exporter',
    'log',
    'printable',
    'files',
    'findings',
    'metrics',
    'probe',
    'discovery',
    'config',
    'x509',
  ],
};

// One owner for each heavyweight library, so that replacing it is one file's work.
const owners = {
  'prom-client': '^src/metrics/',
  fastify: '^src/web/',
  '@fastify': '^src/web/',
  '@peculiar': '^src/x509/decode\\.ts$',
  bcryptjs: '^src/web/bcrypt-worker\\.ts$',
  'js-yaml': '^src/config/document\\.ts$',
  tinyglobby: '^src/files/expand-pattern\\.ts$',
  pino: '^src/log\\.ts$',
  commander: '^src/cli/(program|command-line|\\w+-command)\\.ts$',
};

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-development-packages',
      severity: 'error',
      comment: 'The image holds production packages alone.',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '^src/bin\\.ts$' }, to: {} },
    ...Object.entries(folders).map(([folder, allowed]) => ({
      name: `${folder}-imports-only-${allowed.join('-') || 'itself'}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: `^src/(${[folder, ...allowed].join('|')})(/|\\.ts$)` },
    })),
    ...Object.entries(owners).map(([library, owner]) => ({
      name: `only-its-owner-imports-${library.replace(/\W/g, '')}`,
      severity: 'error',
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
