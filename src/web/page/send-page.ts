import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { type Html, markupOf } from './html.js';
import { pageStyle } from './page-style.js';

const styleHash = createHash('sha256').update(markupOf(pageStyle)).digest('base64');

/**
 * What a page may do: show itself, with this very style sheet and an icon that it carries. No script, no style attribute, no form, no frame
 * around it, nothing fetched from anywhere.
 */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // It shows a moment, and whom it may be shown to is decided at each request.
  'cache-control': 'no-store',
} as const;

/** Sends a page, with headers that leave it no power beyond being read. */
export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.headers(headers).type('text/html; charset=utf-8').send(markupOf(page));
}
