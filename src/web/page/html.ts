import { printable } from '../../text/printable.js';

const markup = Symbol('markup');

/** Markup that is safe as it stands. Only the tag `html` makes it: no text from outside can pass for it. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand in a template. Nothing is shown for undefined and false; a list is shown item after item. */
export type Part = Html | string | number | undefined | false | readonly Part[];

const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/**
 * Template tag: what the template itself holds is markup, and every string that is put in is text, in an element or in a quoted attribute.
 * What does not print in it becomes `\u{202e}`, so that no mark turns the direction of what stands beside it around.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [markup]: String.raw({ raw: template }, ...parts.map(markupOf)) };
}

/** The markup as text, to be sent. */
export function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return isHtml(part) ? part[markup] : part.map(markupOf).join('');
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return markup in part;
}

/** Most text has nothing to escape, and Unicode's classes are slow to look through. */
const plain = /^[\w .,:;/@+=()[\]{}#!?*-]*$/;

function escapeText(text: string): string {
  if (plain.test(text)) return text;
  return printable(text).replace(/[&<>"']/g, (character) => references[character as keyof typeof references]);
}
