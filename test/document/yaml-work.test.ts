import t from 'tap';
import { parseLenientDocument } from '../../src/document/lenient-document.js';
import { hastyCharacters, hastyWork, patientWork, tooManyMarks, TooMuchYaml } from '../../src/document/yaml-work.js';

void t.test('who can wait reads a text once, and again within bounds', (t) => {
  const work = patientWork();
  t.equal(work.mayRead(100 * 1024 * 1024), true);
  t.equal(work.mayRead(10 * 1024 * 1024), true);
  t.equal(work.mayRead(10 * 1024 * 1024), false);
  t.end();
});

void t.test('who cannot wait does little', (t) => {
  const work = hastyWork();
  t.equal(work.mayRead(hastyCharacters), true);
  t.throws(() => work.mayRead(1), new TooMuchYaml());
  t.end();
});

void t.test('more values than any text has are refused before they are read', (t) => {
  for (const part of ['a:\n', '{},', '- - -\n', '[', '? ? \n', '*a, ', '&a ']) {
    const text = part.repeat(1_000_000);
    t.match(tooManyMarks(text), 'has more than 200,000 lines and values', part);
    const { user } = process.cpuUsage();
    t.match(parseLenientDocument(Buffer.from(text), 'f'), { ok: false, problem: { message: /has more than/ } });
    t.ok(process.cpuUsage().user - user < 1_000_000, part);
  }
  t.equal(tooManyMarks('a'.repeat(4_000_000)), undefined);
  t.equal(tooManyMarks('a: b\n'.repeat(3), 6), undefined);
  t.match(tooManyMarks('a: b\n'.repeat(3), 5), /more than 5 /);
  t.end();
});
