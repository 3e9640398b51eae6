// Bundles the program over dist/bin.js, and the scripts of its threads over theirs: part of npm run build.
import { bundleProgram, bundleThreads } from './bundle.js';

await bundleProgram('dist');
await bundleThreads('dist');
