// Writes the image of a release without a container engine: npm run image -- --amd64 EXECUTABLE --arm64 EXECUTABLE --out FOLDER. FOLDER is an OCI
// image layout with an index of both, for `crane push FOLDER IMAGE:TAG --index`. The libraries are those of the image that the Dockerfile builds on,
// which crane fetches, or of --libraries-amd64 ROOT and --libraries-arm64 ROOT. SOURCE_DATE_EPOCH is its time, REVISION its commit.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { imageLabels, type Project } from './image/image-config.js';
import { type Platform, writeLayout } from './image/layout.js';
import { licenseFiles } from './image/license-files.js';
import { makeRoot } from './image/make-root.js';

const { values } = parseArgs({
  options: {
    amd64: { type: 'string' },
    arm64: { type: 'string' },
    out: { type: 'string' },
    'libraries-amd64': { type: 'string' },
    'libraries-arm64': { type: 'string' },
  },
});

const temporary = mkdtempSync(join(tmpdir(), 'image-'));

/** Fetches the image that the Dockerfile builds on, for this architecture, and returns its root folder. */
function fetchLibraries(architecture: Platform['architecture']): string {
  const base = /^FROM (\S+@sha256:\S+)/m.exec(readFileSync('Dockerfile', 'utf8'))?.[1] ?? '';
  const [archive, folder] = [join(temporary, `${architecture}.tar`), join(temporary, `${architecture}-libraries`)];
  mkdirSync(folder);
  execFileSync('crane', ['export', '--platform', `linux/${architecture}`, base, archive], { stdio: 'inherit' });
  execFileSync('tar', ['-xf', archive, '-C', folder, '--no-same-owner', '--exclude=dev/*'], { stdio: 'inherit' });
  return folder;
}

function platform(architecture: Platform['architecture'], executable: string): Platform {
  const root = join(temporary, architecture);
  const libraries = values[`libraries-${architecture}`] ?? fetchLibraries(architecture);
  const made = makeRoot({ executable, libraries, root, licenses: licenseFiles(executable) });
  if (made !== architecture) throw new Error(`--${architecture} ${executable}: it is for ${made}`);
  const tar = execFileSync(
    'tar',
    [
      '-c',
      '--format=ustar',
      '--sort=name',
      '--mtime=@0',
      '--mode=u+rw,go+rX,go-w',
      '--owner=0',
      '--group=0',
      '--numeric-owner',
      '-C',
      root,
      '.',
    ],
    { maxBuffer: 1024 ** 3 },
  );
  return { architecture, tar };
}

try {
  if (values.out === undefined) throw new Error('npm run image -- --amd64 EXECUTABLE --arm64 EXECUTABLE --out FOLDER');
  const platforms = (['amd64', 'arm64'] as const).flatMap((architecture) => {
    const executable = values[architecture];
    return executable === undefined ? [] : [platform(architecture, executable)];
  });
  if (platforms.length === 0) throw new Error('give --amd64, --arm64 or both');
  const project = JSON.parse(readFileSync('package.json', 'utf8')) as Project;
  const created = new Date(Number(process.env['SOURCE_DATE_EPOCH'] ?? '0') * 1000).toISOString();
  writeLayout(values.out, platforms, { labels: imageLabels(project, process.env['REVISION']), created });
} finally {
  rmSync(temporary, { recursive: true });
}
