import { type Command, InvalidArgumentError } from 'commander';
import { examples, type Exit } from '../command-line.js';
import type { LinkBases } from './exported.js';
import { type ExportKind, exportKinds, type KindAbout } from './kinds.js';
import { linkBase } from './link-base.js';
import { defaultRunbookUrl } from './project-urls.js';

export interface ExportOptions {
  readonly kind: ExportKind;
  /** As the user wrote it. */
  readonly folder: string;
  readonly bases: LinkBases;
  /** Whether files that export has not written are overwritten. */
  readonly force: boolean;
}

interface RawExportOptions {
  readonly runbookUrl?: string;
  readonly grafanaUrl?: string;
  readonly force?: boolean;
}

export function addExport(program: Command, write: (options: ExportOptions) => Promise<number>, exit: Exit): void {
  const command = program
    .command('export')
    .description('write what comes with this version: alert rules, dashboards, runbooks, the Helm chart');
  for (const [kind, about] of Object.entries<KindAbout>(exportKinds))
    addKind(command, kind as ExportKind, about).action(
      async (folder: string, { runbookUrl, grafanaUrl, force = false }: RawExportOptions) => {
        const bases = { runbooks: runbookUrl, grafana: grafanaUrl };
        exit(await write({ kind: kind as ExportKind, folder, bases, force }));
      },
    );
}

function addKind(parent: Command, kind: ExportKind, { about, links, example }: KindAbout): Command {
  const command = parent
    .command(kind)
    .summary(`write ${about}`)
    .description(`write ${about}, into a folder; exit code 1: nothing, or not everything, was written`)
    .argument('<dir>', 'folder; it is made if it is missing');
  if (links.includes('runbooks'))
    command.option(
      '--runbook-url <url>',
      `where your runbooks are: /NAME.md is added to it (default: ${defaultRunbookUrl})`,
      base,
    );
  if (links.includes('grafana'))
    command.option(
      '--grafana-url <url>',
      'your Grafana: /d/UID is added to it (default: none, alerts do not link to dashboards)',
      base,
    );
  return command
    .option('--force', 'overwrite files that export has not written, or that were changed since (default: refuse)')
    .addHelpText('after', examples([`export ${kind}`, example]));
}

function base(text: string): string {
  const found = linkBase(text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    'Expected a URL such as https://example.com/path, without user, query, fragment, spaces and quotes.',
  );
}
