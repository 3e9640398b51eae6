import fc from 'fast-check';
import t from 'tap';
import { flatOutline, flatOutlineAt } from '../../src/document/flat-outline.js';
import { buildOutline, outlineAt } from '../../src/document/outline.js';
import type { Path } from '../../src/document/problem.js';
import { parseYaml } from '../../src/document/yaml.js';

const outlineOf = (text: string) => buildOutline(parseYaml(text, 100).marks());

void t.test('every path leads to the same place, also after it was sent to another thread', (t) => {
  const step = fc.oneof(fc.constantFrom('a', 'b', 'c', '0'), fc.nat(3));
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.nat(9),
      fc.array(tie('any'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c', '0'), tie('any')),
    ),
  })).any;
  fc.assert(
    fc.property(value, fc.array(fc.array(step, { maxLength: 4 }), { maxLength: 20 }), (document, paths) => {
      const outline = outlineOf(JSON.stringify(document, undefined, 2));
      const flat = structuredClone(flatOutline(outline));
      for (const path of paths as readonly Path[]) {
        const { at, keyAt } = outlineAt(outline, path);
        t.same(flatOutlineAt(flat, path), { at, keyAt });
      }
    }),
  );
  t.end();
});
