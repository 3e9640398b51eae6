// Ends the exporter while a scrape is under way, again and again. Counts the complete answers, and the processes that ended with 0.
//   npm run --silent compile && node build/bench/sigterm.js [times]
import { type Outcome, scrapeAndSignal } from '../test/cli/serve/scrape-and-signal.js';

const times = Number(process.argv[2] ?? 200);
const outcomes: Outcome[] = [];
let left = times;

async function worker(): Promise<void> {
  while (left > 0) {
    left -= 1;
    outcomes.push(await scrapeAndSignal('500ms', 'SIGTERM'));
  }
}

// Two at a time, because each spends most of its time on starting.
await Promise.all([worker(), worker()]);

const whole = outcomes.filter(({ status, complete }) => status === 200 && complete).length;
const well = outcomes.filter(({ exit }) => exit === 0).length;
const took = outcomes.map((outcome) => outcome.took).toSorted((a, b) => a - b);
const at = (share: number): string => `${Math.round(took[Math.floor(share * (took.length - 1))] ?? NaN)} ms`;
console.log(`${times} SIGTERMs during a scrape: ${whole} complete bodies, ${well} exits with 0`);
console.log(`from the signal to the end: median ${at(0.5)}, longest ${at(1)} (the scrape itself takes 500 ms)`);
if (whole < times || well < times) process.exitCode = 1;
