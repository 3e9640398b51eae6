/** A file as text, or what is wrong with its encoding. */
export type DecodedText =
  | {
      readonly ok: true;
      readonly source: string;
      /** It began with the byte order mark of UTF-16. */ readonly utf16: boolean;
    }
  | { readonly ok: false; readonly message: string };

const notUtf8 = 'not UTF-8 text: a binary file, or another encoding';
export const withoutMark =
  'UTF-16 text without a byte order mark: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8), or with the mark';

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell's `>` writes it. The mark is left out. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = utf16Of(bytes);
  if (encoding === undefined && isUtf16WithoutMark(bytes)) return { ok: false, message: withoutMark };
  const source = decode(bytes, encoding ?? 'utf-8');
  if (source === undefined) return { ok: false, message: notUtf8 };
  return { ok: true, source, utf16: encoding !== undefined };
}

/** Whether these bytes begin as YAML, JSON or PEM in UTF-16 without a byte order mark: with ASCII, of which each second byte is zero. */
export function isUtf16WithoutMark([first, second, third, fourth]: Uint8Array): boolean {
  const isBig = first === 0 && third === 0 && isAscii(second) && isAscii(fourth);
  return isBig || (second === 0 && fourth === 0 && isAscii(first) && isAscii(third));
}

function isAscii(byte: number | undefined): boolean {
  return byte !== undefined && byte > 0 && byte < 0x80;
}

function utf16Of([first, second]: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

function decode(bytes: Uint8Array, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
