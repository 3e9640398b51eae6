import t from 'tap';
import { createKubectl } from '../../integration/kubectl.js';
import { requires } from '../../integration/requires.js';
import { temporaryFolder } from '../../integration/temporary-folder.js';
import { nothingToMend } from '../../fixtures/to-mend.js';
import { argumentsOfOurs } from './our-commands.js';
import { allShellBlocks } from './pages.js';

t.setTimeout(180_000);

/** What kubectl says of a command line that it cannot read, whichever cluster there is. */
const misread =
  /unknown (?:command|flag|shorthand)|flag needs an argument|invalid argument|must specify|is required|unable to (?:parse|match)|error: unknown|bad flag syntax|resource name may not be empty|accumulating resources/i;
/** Nothing listens there. */
const nowhere = ['--server=https://127.0.0.1:1', '--request-timeout=2s'];
const atOnce = 4;

/** A folder of the repository by its address is that folder here. */
function ofThisTree(word: string): string {
  return word.replace(/^https:\/\/github\.com\/[^/]+\/[^/]+\/(deploy\/[^?]*)\?ref=\S+$/, '$1');
}

void t.test('kubectl reads the arguments of each of its commands', requires('kubectl'), async (t) => {
  const kubectl = await createKubectl(temporaryFolder(t));
  const lines = new Map<string, { readonly place: string; readonly args: readonly string[] }>();
  for (const { path, line, commands } of allShellBlocks())
    for (const words of commands)
      if (words[0] === 'kubectl' && words[1] !== 'krew' && argumentsOfOurs(words) === undefined)
        lines.set(words.join('\0'), { place: `${path}:${line}`, args: words.slice(1).map(ofThisTree) });
  t.ok(lines.size > 8);
  const faults: string[] = [];
  const waiting = [...lines.values()];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { stderr } = await kubectl.run(...next.args, ...(next.args[0] === 'kustomize' ? [] : nowhere));
      if (misread.test(stderr)) faults.push(`${next.place}: kubectl ${next.args.join(' ')}: ${stderr}`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  nothingToMend(t, faults);
  t.match(
    (await kubectl.run('get', 'pods', '--nope', ...nowhere)).stderr,
    misread,
    'it tells a bad line from a good one',
  );
});
