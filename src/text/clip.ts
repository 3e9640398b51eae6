/** Cuts text to at most `most` UTF-16 units, with an ellipsis at its end. A common name may have a megabyte. */
export function clip(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1).toWellFormed()}…` : text;
}
