// Says whether a tag may be released, before anything is built: npm run --silent release:check -- v1.2.3. It prints the version as a step of
// a workflow hands it on, or every fault, and then ends with 1.
import { readFacts } from './read-facts.js';
import { isPrerelease, releaseFaults } from './release-faults.js';

const [tag] = process.argv.slice(2);
if (tag === undefined) {
  console.error('usage: npm run --silent release:check -- vX.Y.Z');
  process.exit(2);
}
const facts = readFacts();
const faults = releaseFaults({
  ...facts,
  tag,
  runsIn: process.env['GITHUB_REPOSITORY'],
  today: new Date().toISOString().slice(0, 10),
});
for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exitCode = 1;
else console.log(`version=${facts.version}\nprerelease=${String(isPrerelease(facts.version))}`);
