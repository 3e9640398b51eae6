// Verifies the registry's signatures of all installed packages: npm run --silent audit:signatures. Needs a way to the registry and to its
// keys (Sigstore's TUF repository). Where there is none, it says so aloud and ends with 0; a wrong or missing signature ends with 1.
import { spawnSync } from 'node:child_process';
import { signatureVerdict } from './signature-verdict.js';

const args = ['audit', 'signatures', '--json', '--fetch-retries=0', '--fetch-timeout=20000'];
const { status, stdout, stderr } = spawnSync('npm', args, { encoding: 'utf8', timeout: 300_000 });
const verdict = signatureVerdict({ status, stdout, stderr });
console.error(verdict.text);
process.exitCode = verdict.kind === 'bad' ? 1 : 0;
