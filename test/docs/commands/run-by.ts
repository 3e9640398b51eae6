import { readProjectFile } from '../../fixtures/project-file.js';
import type { ShellBlock } from './shell-blocks.js';

const scripts = (JSON.parse(readProjectFile('package.json')) as { readonly scripts: Readonly<Record<string, string>> })
  .scripts;

/** Says which commands of a block the file does not run that its mark names, or undefined. */
export function faultOfRunner({ path, mark = '', commands }: ShellBlock): string | undefined {
  const [, file = ''] = /^run by (\S+)$/.exec(mark) ?? [];
  const text = readProjectFile(file);
  if (text.includes(`'${path}'`)) return undefined;
  const known = file.endsWith('.ts') ? namesItsOptions : runsIt;
  const missing = commands.find((words) => !known(text, words));
  return missing === undefined ? undefined : `${file} does not run ${missing.join(' ')}: give the block another mark`;
}

/** A test that does not read the page writes the options of the command, or the command. */
function namesItsOptions(text: string, words: readonly string[]): boolean {
  const plain = text.replaceAll('\\', '');
  const options = words.flatMap((word) => /^--[a-z.-]+/.exec(word) ?? []);
  return options.length > 0 && options.every((option) => plain.includes(option));
}

/** A script has the command itself, or what stands behind it in package.json. */
function runsIt(text: string, words: readonly string[]): boolean {
  const all = expanded(text);
  const command = quiet(words.join(' '));
  const script = scripts[/^npm run (\S+)$/.exec(command)?.[1] ?? ''];
  return [command, ...(script?.split(' && ').slice(-1) ?? [])].some((part) => all.includes(quiet(part)));
}

const quiet = (text: string): string => text.replaceAll(' --silent', '');

/** A script with those of npm that it runs, and that these run. */
function expanded(text: string): string {
  let all = quiet(text);
  const used = new Set<string>();
  for (;;) {
    const next = [...all.matchAll(/\bnpm (?:run )?([\w:-]+)/g)].map(([, name = '']) => name);
    const fresh = next.find((name) => Object.hasOwn(scripts, name) && !used.has(name));
    if (fresh === undefined) return all;
    used.add(fresh);
    all += `\n${quiet(scripts[fresh] ?? '')}`;
  }
}
