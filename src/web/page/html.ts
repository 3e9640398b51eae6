import { printable } from '../../text/printable.js';

const markup = Symbol('markup');

/** Safe markup. Only the tag `html` creates it, so text from outside is never mistaken for it. */
export interface Html {
  readonly [markup]: string;
}

/** A value in a template. undefined and false show nothing. The items of a list are shown one after another. */
export type Part = Html | string | number | undefined | false | readonly Part[];

const references = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' } as const;

/**
 * Template tag. The template itself is markup. Every string that is inserted is text, in an element or in a quoted attribute. Characters
 * that do not print are shown like `\u{202e}`, so that no mark reverses the direction of the text next to it.
 */
export function html(template: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return { [markup]: String.raw({ raw: template }, ...parts.map(markupOf)) };
}

/** Returns the markup as text, for sending. */
export function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'string') return escapeText(part);
  if (typeof part === 'number') return String(part);
  return isHtml(part) ? part[markup] : part.map(markupOf).join('');
}

function isHtml(part: Html | readonly Part[]): part is Html {
  return markup in part;
}

/** Matches text without anything to escape. Most text is like this, and checking Unicode's classes is slow. */
const plain = /^[\w .,:;/@+=()[\]{}#!?*-]*$/;

function escapeText(text: string): string {
  if (plain.test(text)) return text;
  return printable(text).replace(/[&<>"']/g, (character) => references[character as keyof typeof references]);
}
