/** A file as text, or what is wrong with its encoding. */
export type DecodedText =
  | {
      readonly ok: true;
      readonly source: string;
      /** It began with the byte order mark of UTF-16. */ readonly utf16: boolean;
    }
  | { readonly ok: false; readonly message: string };

const notUtf8 = 'not UTF-8 text: a binary file, or another encoding';
const withoutMark =
  'UTF-16 text without a byte order mark: save it as UTF-8 (in PowerShell: Out-File -Encoding utf8), or with the mark';

/** Decodes UTF-8, or UTF-16 with a byte order mark, as PowerShell's `>` writes it. The mark is left out. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = utf16Of(bytes);
  const source = decode(bytes, encoding ?? 'utf-8');
  if (source === undefined) return { ok: false, message: notUtf8 };
  // YAML and JSON begin with ASCII, of which each second byte is zero in UTF-16.
  if (encoding === undefined && /^(?:\0[^\0]|[^\0]\0)/.test(source)) return { ok: false, message: withoutMark };
  return { ok: true, source, utf16: encoding !== undefined };
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
