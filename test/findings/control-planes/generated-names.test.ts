import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import t from 'tap';
import { proceduresFor } from '../../../src/findings/control-planes/procedures-for.js';
import type { Distribution } from '../../../src/findings/procedures/distribution.js';
import { isHostPattern } from '../../../src/findings/procedures/expected-sans.js';
import { kubeadmSans } from '../../../src/findings/procedures/kubeadm-sans.js';
import type { Situation } from '../../../src/findings/procedures/situation.js';
import { parseHostName } from '../../../src/x509/host-name.js';
import { tasks } from './all-procedures.js';

/** Names as certificates and configurations have them, also such as a hostile one would. */
const hostile = fc.constantFrom(
  '-x.example.com',
  '--help',
  '*.example.com',
  '*',
  'A.Example.COM',
  'a_b.example.com',
  'x.example.com.',
  '$(touch injected)',
  '`touch injected`',
  "x'; touch injected; '",
  'x" touch injected "',
  'a b',
  'x;touch injected',
  'x\ntouch injected',
  '?.example.com',
  '[a-z]',
  '~root',
  '\\n',
);
const anyName = fc.oneof(hostile, fc.domain(), fc.ipV4(), fc.ipV6(), fc.string({ maxLength: 12 }));

/** What gets into a situation: missing names are host names as parseHostName reads them, SANs of certificates may be wildcards. */
const situations: fc.Arbitrary<Situation> = fc
  .record({ expected: fc.array(anyName, { minLength: 1, maxLength: 6 }), sans: fc.array(anyName, { maxLength: 6 }) })
  .map(({ expected, sans }) => {
    const missing = [...new Set(expected.flatMap((each) => parseHostName(each)?.text ?? []))];
    const ips = sans.flatMap((each) => {
      const name = parseHostName(each);
      return name?.kind === 'ip' ? [name.text] : [];
    });
    const dnsNames = sans.filter(isHostPattern);
    const nodes = ips.map((ip) => ({
      address: ip.includes(':') ? `[${ip}]:6443` : `${ip}:6443`,
      dnsNames,
      ipAddresses: [ip],
    }));
    return { sans: { missing, present: [...dnsNames, ...ips], cut: false }, nodes };
  })
  .filter(({ sans }) => sans.missing.length > 0);

/** A folder with files that a pattern would find. */
const cwd = t.testdir({ a: '', 'x.example.com': '', '-checkhost': '' });

function bash(script: string, ...flags: readonly string[]): { readonly stdout: string; readonly fault: string } {
  const { status, stdout, stderr } = spawnSync('bash', flags, { input: script, encoding: 'utf8', cwd });
  const fault = existsSync(join(cwd, 'injected')) ? 'a name was run as a command' : stderr;
  return { stdout, fault: status === 0 && fault === '' ? '' : `${status ?? ''} ${fault}` };
}

/** The text of a here-document is parsed by another bash. */
function parts(lines: readonly string[]): readonly string[] {
  const text = lines.join('\n');
  const inner = /<< 'END'\n([^]*?)\nEND(?:\n|$)/.exec(text)?.[1];
  return inner === undefined ? [text] : [text, inner];
}

void t.test('bash can parse every procedure, whatever the names are', (t) => {
  fc.assert(
    fc.property(situations, (situation) => {
      const scripts = tasks.flatMap((task) =>
        proceduresFor(task, situation).flatMap(({ lines, back }) => [...parts(lines), ...parts(back)]),
      );
      const { fault } = bash(scripts.map((script) => `(\n${script}\n:\n)`).join('\n'), '-n');
      if (fault !== '') throw new Error(fault);
    }),
    { numRuns: 25 },
  );
  t.end();
});

/** How the lines of a kind use the names: those that begin so are run, after `before`, and `then` prints one name a line. */
interface Use {
  readonly kind: Distribution;
  readonly begin: RegExp;
  readonly before?: string;
  readonly then: string;
  readonly some?: (names: readonly string[]) => readonly string[];
}

const isIp = (name: string): boolean => parseHostName(name)?.kind === 'ip';
const fromJson = `printf '%s\\n' "$list" | tr -d '"' | tr , '\\n'`;
const asked = String.raw`has x; sed 's/.*-check[a-z]* //'`;
const openssl = 'asked=$(mktemp); openssl() { printf "%s\\n" "$*" >> "$asked"; echo does match; }';

const uses: readonly Use[] = [
  {
    kind: 'kubeadm',
    begin: /^names=/,
    before: 'set -f',
    then: `printf '%s\\n' $names $ips`,
    some: (names) => {
      const { names: dnsNames, ips } = kubeadmSans(names);
      return [...dnsNames, ...ips];
    },
  },
  { kind: 'external CA', begin: /^names=/, before: 'set -f', then: `printf '%s\\n' $names $ips` },
  { kind: 'kops', begin: /^ *names=/, before: 'set -f', then: `printf '%s\\n' $names` },
  { kind: 'Cluster API', begin: /^ *list=/, before: "set -f; old='*'", then: `${fromJson} | sed '/^[*]$/d'` },
  { kind: 'hosted control plane', begin: /^ *list=/, before: "set -f; old='*'", then: `${fromJson} | sed '/^[*]$/d'` },
  ...(['K3s', 'RKE2', 'microk8s', 'Talos'] as const).map((kind) => ({
    kind,
    begin: /^ *has\(\)/,
    before: openssl,
    then: `${asked} "$asked"; rm "$asked"`,
  })),
  ...(['K3s', 'RKE2'] as const).map((kind) => ({
    kind,
    begin: /^ *\{ sed -n/,
    before: 'new=$(mktemp -d)',
    then: `sed -n 's/^  - "\\(.*\\)"$/\\1/p' "$new/after"; rm -r "$new"`,
  })),
  {
    kind: 'Talos',
    begin: /^ *printf .*certSANs/,
    before: 'work=$(mktemp -d)',
    then: `sed -n 's/^      - "\\(.*\\)"$/\\1/p' "$work/names.yaml"; rm -r "$work"`,
  },
  { kind: 'microk8s', begin: /^ *for entry in/, then: 'kind=${entry%% *} name=${entry#* }; echo "$name"; done' },
  {
    kind: 'OpenShift',
    begin: /^ *names=/,
    then: `printf '%s\\n' $names`,
    some: (names) => names.filter((name) => !isIp(name) && !name.startsWith('api-int.')),
  },
];

void t.test('the lines that have names give just these names to commands', (t) => {
  for (const { kind, begin, before = ':', then, some = (names: readonly string[]) => names } of uses) {
    fc.assert(
      fc.property(situations, (situation) => {
        const [procedure] = proceduresFor('reissue', situation, [kind]);
        const line = procedure?.lines.find((each) => begin.test(each));
        const expected = [...some(situation.sans.missing)].sort();
        if (line === undefined) {
          if (expected.length > 0) throw new Error(`${kind}: no line begins with ${String(begin)}`);
          return;
        }
        const { stdout, fault } = bash([before, line, then].join('\n'));
        const got = stdout
          .split('\n')
          .filter((name) => name !== '')
          .sort();
        if (fault !== '' || got.join('\n') !== expected.join('\n'))
          throw new Error(`${kind}: ${line}\n${stdout}${fault}`);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  }
  t.end();
});
