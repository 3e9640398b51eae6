// Bundles the program over dist/bin.js, and the scripts of its threads over theirs: part of npm run build.
import { chmodSync } from 'node:fs';
import { bundleProgram, bundleThreads } from './bundle.js';

await bundleProgram('dist');
await bundleThreads('dist');
// So that a link to it is the command.
chmodSync('dist/bin.js', 0o755);
