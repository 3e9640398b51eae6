/** A program and its arguments, as a shell would start it. Quotes are gone, variables and substitutions stand as they are written. */
export type Words = readonly string[];

/** Words of the shell before a command. */
const prefixes = new Set(['!', 'do', 'else', 'exec', 'if', 'sudo', 'then', 'until', 'while', '{', '(']);
const assignment = /^\w+\+?=/;
const redirection = /^\d*(?:>>|>|<<<|<)(?:&\d|$|(?=.))/;

/**
 * The commands in a script, also those inside of `$(…)`, in the order in which they begin. It knows quotes, comments, here-documents, pipes and
 * lists, which is what the commands of docs have. The head of a `for` and the text of a here-document are no commands.
 */
export function simpleCommands(script: string): readonly Words[] {
  const scan = new Scan(script.replaceAll(/<<-?\s*['"]?(\w+)['"]?(.*)\n[^]*?\n\s*\1(?=\n|$)/g, '$2'));
  return scan.run().flatMap(commandOf);
}

class Scan {
  private readonly found: Words[] = [];
  private words: string[] = [];
  private word: string | undefined;
  private at = 0;

  constructor(private readonly text: string) {}

  run(): readonly Words[] {
    for (; this.at < this.text.length; this.at += 1) this.step(this.text.charAt(this.at));
    this.endCommand();
    return this.found;
  }

  private step(char: string): void {
    if (char === "'" || char === '"') this.quoted(char);
    else if (char === '\\') this.escaped();
    else if (this.text.startsWith('$(', this.at)) this.add(this.substitution());
    else if (char === '#' && this.word === undefined) this.at = this.endOfLine() - 1;
    else if (char === ' ' || char === '\t') this.endWord();
    else if (char === '&' && this.text.charAt(this.at - 1) === '>') this.add(char);
    else if ('|&;\n()`'.includes(char)) this.endCommand();
    else this.add(char);
  }

  private escaped(): void {
    this.at += 1;
    const next = this.text.charAt(this.at);
    if (next === '\n') this.endWord();
    else this.add(next);
  }

  private quoted(quote: string): void {
    this.add('');
    for (this.at += 1; this.at < this.text.length && this.text.charAt(this.at) !== quote; this.at += 1) {
      if (quote === '"' && this.text.startsWith('$(', this.at)) this.add(this.substitution());
      else {
        if (quote === '"' && this.text.charAt(this.at) === '\\') this.at += 1;
        this.add(this.text.charAt(this.at));
      }
    }
  }

  /** Leaves the place at the closing parenthesis. */
  private substitution(): string {
    const start = this.at;
    let depth = 0;
    do {
      this.at += 1;
      if (this.text.charAt(this.at) === '(') depth += 1;
      if (this.text.charAt(this.at) === ')') depth -= 1;
    } while (depth > 0 && this.at < this.text.length);
    this.found.push(...simpleCommands(this.text.slice(start + 2, this.at)));
    return '$(…)';
  }

  private endOfLine(): number {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  private add(text: string): void {
    this.word = (this.word ?? '') + text;
  }

  private endWord(): void {
    if (this.word !== undefined) this.words.push(this.word);
    this.word = undefined;
  }

  private endCommand(): void {
    this.endWord();
    if (this.words.length > 0) this.found.push(this.words);
    this.words = [];
  }
}

function commandOf(words: Words): readonly Words[] {
  const first = words.findIndex((word) => !prefixes.has(word) && !assignment.test(word));
  const command = withoutRedirections(words.slice(first < 0 ? words.length : first));
  return command.length === 0 || ['for', 'case', 'done', 'fi', 'esac', '}'].includes(command[0] ?? '') ? [] : [command];
}

function withoutRedirections(words: Words): Words {
  return words.filter((word, at) => {
    const before = words[at - 1] ?? '';
    return !redirection.test(word) && !/^\d*(?:>>|>|<<<|<)$/.test(before);
  });
}
