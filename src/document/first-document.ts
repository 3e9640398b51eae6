/** The lines that begin and end a document (YAML 1.2, 9.1.2 and 9.1.4). No other line may begin with them, quoted text included. */
const begins = /^---(?=[ \t]|$)/;
const ends = /^\.\.\.(?=[ \t]|$)/;
/** The beginning of a directive, which libyaml takes for the end of the document before it. */
const directive = /^%/;
/** Lines before a document: blank ones, comments and directives. */
const nothing = /^(?:[ \t]*(?:#.*)?|%.*)$/;

/**
 * Returns the first document of a YAML text, which is all that go-yaml's Unmarshal reads: what follows is not even checked. Offsets are
 * those of the whole text.
 */
export function firstDocument(source: string): string {
  let begun = false;
  for (const { 0: line, index } of source.matchAll(/[^\r\n]+/g)) {
    if (begun && [begins, ends, directive].some((mark) => mark.test(line))) return source.slice(0, index);
    begun ||= begins.test(line) || !(nothing.test(line) || ends.test(line));
  }
  return source;
}
