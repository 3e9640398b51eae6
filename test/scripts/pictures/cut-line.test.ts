import t from 'tap';
import { cutLine } from '../../../scripts/pictures/cut-line.js';

const heading = { top: 210, bottom: 240, isEnd: false };
const blocks = [{ top: 0, bottom: 100, isEnd: true }, { top: 110, bottom: 200, isEnd: true }, heading];

void t.test('a page is cut below as many blocks as fit', (t) => {
  t.equal(cutLine(blocks, 500), 200, 'not below a heading');
  t.equal(cutLine(blocks, 200), 200);
  t.equal(cutLine(blocks, 199), 100);
  t.equal(cutLine(blocks, 99), 99, 'nothing fits');
  t.end();
});

void t.test('no block is cut through', (t) => {
  const beside = { top: 50, bottom: 150, isEnd: true };
  t.equal(cutLine([...blocks, beside], 199), 199, 'there is no line');
  t.equal(cutLine([...blocks, beside], 300), 200);
  t.end();
});
