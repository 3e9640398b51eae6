import { randomBytes } from 'node:crypto';
import { authority } from '../faults/authority.js';
import { base64 } from '../fixtures/base64.js';

/** A secret that occurs nowhere else. */
const canary = (what: string): string => `canary-${what}-${randomBytes(12).toString('hex')}`;

export const token = canary('token');
export const tokenInFile = canary('file');
export const password = canary('password');

/** Its key is a secret as well. */
export const client = await authority.issue({ commonName: 'prober', usage: 'client' });

/** The lines of a PEM key that are particular to it. */
export const keyLines = (key: string): readonly string[] =>
  key.split('\n').filter((line) => line.length > 20 && !line.startsWith('-'));

/** What must not be found anywhere: each secret as it is and encoded, and every line of the key. */
export const needles: readonly string[] = [
  ...[token, tokenInFile, password].flatMap((text) => [text, base64(text), Buffer.from(text).toString('hex')]),
  ...keyLines(client.key),
  ...(base64(client.key).match(/.{40}/g) ?? []),
];
