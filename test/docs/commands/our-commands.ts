import { simpleCommands, type Words } from './simple-commands.js';

/** The name of the plugin of kubectl: `kubectl apiserver-certs` is `check`. */
const plugin = 'apiserver-certs';

/** The arguments of the program in a command, by whichever road it is run. Undefined: the command runs another program. */
export function argumentsOfOurs(words: Words): Words | undefined {
  const [program = '', first, ...rest] = words;
  const args = words.slice(1);
  if (/(?:^|\/)apiserver-cert-exporter$/.test(program)) return args;
  if (program === 'node' && first === 'dist/bin.js') return rest;
  if (program === 'kubectl' && first === plugin) return ['check', ...rest];
  if (program === 'kubectl-apiserver_certs') return ['check', ...args];
  if (program !== 'npx') return undefined;
  const at = args.findIndex((word) => !word.startsWith('-'));
  return /^(?:apiserver-cert-exporter(?:@.*)?|\S*apiserver-cert-exporter-\S+\.tgz)$/.test(args[at] ?? '')
    ? args.slice(at + 1)
    : undefined;
}

/** Commands of the program in running text, `between backticks`. One that leaves something out, with `…`, is none. `URL` stands for any. */
export function inlineCommands(
  path: string,
  page: string,
): readonly { readonly place: string; readonly words: Words }[] {
  return page.split('\n').flatMap((line, at) =>
    [...line.matchAll(/`(apiserver-cert-exporter (?:check|config|export|inspect|serve)\b[^`…]*)`/g)].flatMap(
      ([, text = '']) =>
        simpleCommands(text.replaceAll(/\bURL\b/g, 'https://example.com'))
          .slice(0, 1)
          .map((words) => ({ place: `${path}:${at + 1}`, words })),
    ),
  );
}
