import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Alert rules with every `for` and `keep_firing_for` set to one duration, and every `interval` to a second, so that a try on real servers
 * takes no hour. All else, the expressions above all, stays to the byte.
 *
 *     node build/test/rules/shorten-rules.js config/alerts.yml 2s > /tmp/alerts.yml
 */
export function shortenRules(rules: string, duration: string): string {
  return rules
    .replace(/^( +(?:for|keep_firing_for): )\S+$/gm, `$1${duration}`)
    .replace(/^( +interval: )\S+$/gm, '$11s');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , file = 'config/alerts.yml', duration = '2s'] = process.argv;
  process.stdout.write(shortenRules(readFileSync(file, 'utf8'), duration));
}
