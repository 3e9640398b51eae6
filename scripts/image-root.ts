// Fills the root folder of the image for one architecture: npm run image:root -- EXECUTABLE FOLDER [--libraries ROOT]. The libraries are those of this
// machine or, with --libraries, of another root folder, which may be of another architecture.
import { parseArgs } from 'node:util';
import { licenseFiles } from './image/license-files.js';
import { makeRoot } from './image/make-root.js';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { libraries: { type: 'string', default: '/' } },
});
const [executable = '', root = ''] = positionals;
if (root === '') throw new Error('npm run image:root -- EXECUTABLE FOLDER [--libraries ROOT]');
console.log(makeRoot({ executable, root, libraries: values.libraries, licenses: licenseFiles(executable) }));
