import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { type Html, markupOf } from './html.js';
import { pageStyle } from './page-style.js';

const styleHash = createHash('sha256').update(markupOf(pageStyle)).digest('base64');

/**
 * The security headers of a page. They allow only its own style sheet and its embedded icon: no scripts, style attributes, forms or frames,
 * and nothing that is fetched from elsewhere.
 */
const headers = {
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-frame-options': 'DENY',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  // A page shows the state of one moment, and each request needs its own login.
  'cache-control': 'no-store',
} as const;

/** Sends a page with headers that allow only reading it. */
export function sendPage(reply: FastifyReply, page: Html): FastifyReply {
  return reply.headers(headers).type('text/html; charset=utf-8').send(markupOf(page));
}
