import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { andMore, limitedList } from '../bounds/limited-list.js';
import { type Document, isBlank, parseDocument } from '../document/document.js';
import { issueProblem } from '../document/issue-problem.js';
import { formatPath, type Problem } from '../document/problem.js';
import { readFailureMessage } from '../document/read-file.js';
import type { ReadFileNow } from './read-file-now.js';
import { readTlsMaterial } from './tls-material.js';
import { tlsSchema, type TlsSettings, webConfigSchema } from './web-config-schema.js';
import { openToAll, type WebConfig } from './web-config.js';

export type LoadedWebConfig =
  { readonly ok: true; readonly config: WebConfig } | { readonly ok: false; readonly problems: readonly Problem[] };

const maxBytes = 1024 * 1024;

/** Thousands of users. A changed file is read between two handshakes, which it may hold up for less than 50 ms. */
const mostMarks = 10_000;

/** More than a person reads at once. */
const maxIssues = 100;

/** Reads a web configuration and the files that it names. Returns a valid configuration or all problems. Never throws. */
export function loadWebConfig(file: string, read: ReadFileNow): LoadedWebConfig {
  const content = read(file, maxBytes);
  if (!content.ok) return refuse([{ file, path: '', message: readFailureMessage(content.failure, maxBytes) }]);
  if (isBlank(content.bytes)) return { ok: true, config: openToAll };
  const parsed = parseDocument(content.bytes, file, mostMarks);
  return parsed.ok ? validate(parsed.document, file, read) : refuse([parsed.problem]);
}

function refuse(problems: readonly Problem[]): LoadedWebConfig {
  return { ok: false, problems };
}

function validate(document: Document, file: string, read: ReadFileNow): LoadedWebConfig {
  const checked = v.safeParse(webConfigSchema, document.value);
  const settings = tlsSettings(document.value);
  const material = settings && readTlsMaterial(settings, dirname(resolve(file)), read);
  const faults = material?.ok === false ? material.faults : [];
  const problems = [
    ...limitedList(checked.issues ?? [], maxIssues, andMore).map((issue) =>
      typeof issue === 'string' ? { file, path: '', message: issue } : issueProblem(issue, document, file),
    ),
    ...faults.map(({ key, message }) => {
      const path = ['tls_server_config', ...(key === undefined ? [] : [key])];
      return { file, ...document.locate(path), path: formatPath(path), message };
    }),
  ];
  if (!checked.success || problems.length > 0) return refuse(problems);
  return { ok: true, config: { ...settingsOf(checked.output), tls: material?.ok === true ? material.tls : undefined } };
}

/** Parses only the TLS section, so that its files are checked even if another section is invalid. */
function tlsSettings(document: unknown): TlsSettings | undefined {
  const section = v.safeParse(v.object({ tls_server_config: tlsSchema }), document);
  return section.success ? section.output.tls_server_config : undefined;
}

function settingsOf(output: v.InferOutput<typeof webConfigSchema>): Omit<WebConfig, 'tls'> {
  const { http_server_config: http, basic_auth_users: users, rate_limit: limit } = output;
  const headers = Object.entries(http?.headers ?? {}).filter(([, value]) => typeof value === 'string' && value !== '');
  return {
    headers: Object.fromEntries(headers as [string, string][]),
    users: new Map(Object.entries(users ?? {})),
    rateLimit: limit && limit.interval > 0 ? limit : undefined,
  };
}
