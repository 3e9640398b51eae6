import fc from 'fast-check';

const text = fc.string({ unit: fc.constantFrom('a', 'B', '7', ' ', ',', '-', '\t'), maxLength: 12 });

const field = fc.oneof(
  text.map((value) => `X-A: ${value}`),
  fc.constantFrom(
    'Date: Sat, 21 Nov 2026 12:00:00 GMT',
    'Age: 1',
    'Connection: close',
    'Connection: keep-alive',
    'connection: a, CLOSE ,b',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Length: 3',
    'Transfer-Encoding: chunked',
    'Upgrade: x',
  ),
);

const chunk = text.filter((data) => data !== '').map((data) => `${data.length.toString(16)}\r\n${data}\r\n`);

const framed = fc.oneof(
  text.map((body) => [`Content-Length: ${body.length}`, body] as const),
  fc
    .array(chunk, { maxLength: 4 })
    .map((chunks) => ['Transfer-Encoding: chunked', `${chunks.join('')}0\r\n\r\n`] as const),
  text.map((body) => ['X-B: c', body] as const),
);

const firstLine = fc.constantFrom(
  'HTTP/1.1 200 OK',
  'HTTP/1.1 200 ',
  'HTTP/1.1 500 Internal Server Error',
  'HTTP/1.1 403',
  'HTTP/1.0 200 OK',
  'HTTP/1.1 204 No Content',
);

const early = fc.constantFrom(
  '',
  '',
  '',
  'HTTP/1.1 103 Early Hints\r\nLink: a\r\n\r\n',
  'HTTP/1.1 100 Continue\r\n\r\n',
);

const answer = fc
  .tuple(early, firstLine, fc.array(field, { maxLength: 4 }), framed, fc.array(field, { maxLength: 2 }))
  .map(
    ([before, first, fields, [frame, body], more]) =>
      `${before}${[first, ...fields, frame, ...more].join('\r\n')}\r\n\r\n${body}`,
  );

interface Mutation {
  readonly at: number;
  readonly kind: 'insert' | 'replace' | 'drop' | 'double' | 'cut';
  readonly by: string;
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  kind: fc.constantFrom('insert', 'replace', 'drop', 'double', 'cut'),
  by: fc.constantFrom(
    '\r\n',
    '\n',
    '\r',
    ' ',
    '\t',
    '\0',
    ':',
    ';',
    ',',
    '0',
    '1',
    'f',
    '+',
    '-',
    '\xe4',
    'HTTP/1.1 200 OK\r\n',
  ),
});

function mutate(whole: string, { at, kind, by }: Mutation): string {
  const place = Math.floor(at * whole.length);
  const [before, after] = [whole.slice(0, place), whole.slice(place)];
  switch (kind) {
    case 'insert':
      return before + by + after;
    case 'replace':
      return before + by + after.slice(1);
    case 'drop':
      return before + after.slice(1);
    case 'double':
      return before + after.slice(0, 9) + after;
    case 'cut':
      return before;
  }
}

/** Answers to a GET as servers and fronts write them, most of them with a fault or two. */
export const mutatedAnswers = fc
  .tuple(answer, fc.array(mutation, { maxLength: 2 }))
  .map(([whole, all]) => all.reduce(mutate, whole));
