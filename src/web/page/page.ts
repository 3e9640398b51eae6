import type { Severity } from '../../findings/severity/severity.js';
import { type Html, html } from './html.js';
import { pageStyle } from './page-style.js';

export interface PageContent {
  readonly title: string;
  /** The colour of the icon in the browser's tab. */
  readonly state: Severity;
  readonly version: string;
  /** The relative path from this page to the first one, such as `./` or `../../`. */
  readonly root: string;
  /** Text and path, below the root. */
  readonly links: readonly (readonly [text: string, path: string])[];
  readonly content: Html;
}

/** A whole document, without scripts and without anything that the browser would have to fetch. */
export function page({ title, state, version, root, links, content }: PageContent): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${icons[state]}">
<style>${pageStyle}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><a class="name" href="${root}">apiserver-cert-exporter</a> <span class="soft">${version}</span>
<nav aria-label="Pages">${links.map(([text, path]) => html`<a href="${root}${path}">${text}</a> `)}</nav></header>
<main id="main">
${content}
</main>
</body>
</html>
`;
}

const icons = {
  critical: icon('#c62828'),
  unknown: icon('#6a5acd'),
  warning: icon('#e09b00'),
  info: icon('#2e8b57'),
} as const satisfies Record<Severity, string>;

function icon(color: string): string {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><circle cx="8" cy="8" r="7" fill="${color}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
