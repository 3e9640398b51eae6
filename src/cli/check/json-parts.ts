/** Characters of a part. Each is written at once, so that it should not be small. */
const partSize = 1_000_000;

/**
 * Returns the text that `JSON.stringify(value, undefined, 2)` would, in parts: the findings of a large fleet exceed the longest string that there
 * is. Each item of the arrays in `value` has to fit into one.
 */
export function* jsonParts(value: object): Generator<string> {
  let part = '';
  for (const piece of piecesOf(value)) {
    part += piece;
    if (part.length < partSize) continue;
    yield part;
    part = '';
  }
  yield part;
}

function* piecesOf(value: object): Generator<string> {
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  for (const [at, [key, each]] of entries.entries()) {
    yield `${at === 0 ? '{' : ','}\n  ${JSON.stringify(key)}: `;
    if (Array.isArray(each) && each.length > 0) yield* itemsOf(each);
    else yield indented(each, '  ');
  }
  yield entries.length === 0 ? '{}' : '\n}';
}

function* itemsOf(items: readonly unknown[]): Generator<string> {
  for (const [at, item] of items.entries()) yield `${at === 0 ? '[' : ','}\n    ${indented(item, '    ')}`;
  yield '\n  ]';
}

/** Strings have no line end in JSON, so each one is between values. */
function indented(value: unknown, margin: string): string {
  return JSON.stringify(value ?? null, undefined, 2).replaceAll('\n', `\n${margin}`);
}
