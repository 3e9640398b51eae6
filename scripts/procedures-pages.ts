import { proceduresFor } from '../src/findings/control-planes/procedures-for.js';
import type { Procedure, Task } from '../src/findings/procedures/procedure.js';
import type { Situation } from '../src/findings/procedures/situation.js';
import { reissueCertificate } from '../src/findings/remedies/reissue-certificate.js';
import type { Remedy } from '../src/findings/remedies/remedy.js';
import { renewCertificate } from '../src/findings/remedies/renew-certificate.js';
import { renewFiles } from '../src/findings/remedies/renew-files.js';
import { restartProcess } from '../src/findings/remedies/restart-process.js';
import { replaceCa } from '../src/findings/remedies/replace-ca.js';
import { rotateCa } from '../src/findings/remedies/rotate-ca.js';
import { serveFile } from '../src/findings/remedies/serve-file.js';

/** The control plane of the runbooks: its address behind a load balancer is missing. */
const example: Situation = {
  sans: {
    missing: ['10.220.70.56'],
    present: [
      'k8ctl',
      'kubernetes',
      'kubernetes.default',
      'kubernetes.default.svc',
      'kubernetes.default.svc.cluster.local',
      '10.96.0.1',
      '10.225.4.51',
    ],
    cut: false,
  },
  nodes: [
    {
      address: '10.225.4.51:6443',
      dnsNames: [
        'k8ctl',
        'kubernetes',
        'kubernetes.default',
        'kubernetes.default.svc',
        'kubernetes.default.svc.cluster.local',
      ],
      ipAddresses: ['10.96.0.1', '10.225.4.51'],
    },
  ],
};

interface TaskPage {
  readonly file: string;
  readonly title: string;
  readonly remedy: Remedy;
}

const pages: Readonly<Record<Task, TaskPage>> = {
  restart: { file: 'restart', title: 'Restart kube-apiserver', remedy: restartProcess },
  serveFile: { file: 'serve-file', title: 'Serve the certificate that is in the file', remedy: serveFile },
  renew: { file: 'renew', title: 'Renew the serving certificate', remedy: renewCertificate },
  reissue: {
    file: 'reissue',
    title: 'Issue a serving certificate with more names',
    remedy: reissueCertificate(example),
  },
  renewFiles: { file: 'renew-files', title: 'Renew the certificates in files', remedy: renewFiles },
  rotateCa: { file: 'rotate-ca', title: 'Renew a CA', remedy: rotateCa },
  replaceCa: { file: 'replace-ca', title: 'Replace a CA by one with a new key', remedy: replaceCa },
};

const notice = '<!-- Generated from src/findings: npm run generate -->';

/** docs/procedures: a page for each task, and one that lists every procedure with what ran it. */
export function proceduresPages(): Readonly<Record<string, string>> {
  const entries = Object.entries(pages) as readonly (readonly [Task, TaskPage])[];
  const written = new Map<string, string>();
  return Object.fromEntries([
    ['docs/procedures/README.md', index(entries)],
    ...entries.map(([task, page]) => [`docs/procedures/${page.file}.md`, taskPage(task, page, written)] as const),
  ]);
}

/** `written`: links to the procedures that earlier pages have, by their commands. A procedure that does several tasks stands in one page. */
function taskPage(task: Task, { file, title, remedy }: TaskPage, written: Map<string, string>): string {
  const sections = proceduresFor(task, example).flatMap((procedure) => {
    const key = procedure.lines.join('\n');
    const earlier = written.get(key);
    if (earlier !== undefined) return [`## ${headingOf(procedure)}`, `The same as ${earlier}.`];
    written.set(key, `[${title}](${file}.md#${anchorOf(headingOf(procedure))})`);
    return section(procedure);
  });
  return [
    notice,
    `# ${title}`,
    ...remedy.advice,
    remedy.beware.map((text) => `- **Beware:** ${text}`).join('\n'),
    ...(task === 'reissue'
      ? ['The names and addresses below are an example. `apiserver-cert-exporter check` prints yours.']
      : []),
    ...sections,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

function headingOf({ distributions, stage }: Procedure): string {
  return `${distributions.join(', ')}${stage === undefined ? '' : `: ${stage}`}`;
}

/** As GitHub makes it from a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^a-z0-9 -]/g, '')
    .replaceAll(' ', '-');
}

function section(procedure: Procedure): readonly string[] {
  const { touches, takes, lines, worked, back, basis } = procedure;
  return [
    `## ${headingOf(procedure)}`,
    `${touches} ${takes}`,
    block(lines),
    `**It worked:** ${worked}`,
    '**The way back:**',
    block(back),
    `Basis: ${basis}.`,
  ];
}

function block(lines: readonly string[]): string {
  return ['```bash', ...lines, '```'].join('\n');
}

function index(entries: readonly (readonly [Task, TaskPage])[]): string {
  const rows = entries.flatMap(([task, { file, title }]) =>
    proceduresFor(task, example).map(
      (procedure) =>
        `| [${title}](${file}.md) | ${headingOf(procedure)} | ${cell(procedure.takes)} | ${cell(procedure.basis)} |`,
    ),
  );
  return `${notice}

# Procedures

What to do on a control plane, step by step. \`apiserver-cert-exporter check\` and the status page print the same procedures, with the names
and addresses of your cluster, if its certificates show its kind. Each procedure says what it changes, how long it takes, how one sees that
it worked, and the way back. The lines may be pasted all at once, into bash, as root.

The last column says what ran a procedure: a test with real servers, or, where that was not possible, the source and version that it was taken
from.

| procedure | control planes | how long | basis |
|---|---|---|---|
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
