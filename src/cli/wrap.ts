/** Characters that take two columns (Unicode's East Asian Width, in blocks), and characters that take no column. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const combining = /\p{M}/u;

/** The number of terminal columns that the text takes. This is an estimate, because Unicode leaves it to the font. */
export function textWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Breaks text into lines of at most `width` columns: at spaces if possible, otherwise inside a word. Takes time linear in the text. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let [line, used] = ['', 0];
  for (const { piece, columns } of text.split(' ').flatMap((word) => pieces(word, width))) {
    if (line === '') [line, used] = [piece, columns];
    else if (used + 1 + columns <= width) {
      line += ` ${piece}`;
      used += 1 + columns;
    } else {
      lines.push(line);
      [line, used] = [piece, columns];
    }
  }
  return [...lines, line];
}

interface Piece {
  readonly piece: string;
  readonly columns: number;
}

/** Cuts a word that is too long. */
function pieces(word: string, width: number): readonly Piece[] {
  const all: Piece[] = [];
  let [piece, columns] = ['', 0];
  for (const character of word) {
    const more = characterWidth(character);
    if (piece !== '' && columns + more > width) {
      all.push({ piece, columns });
      [piece, columns] = ['', 0];
    }
    piece += character;
    columns += more;
  }
  return [...all, { piece, columns }];
}
