import t from 'tap';
import { sharedAnswer } from '../../../src/web/status/shared-answer.js';

void t.test('who asks at the same time gets the same', async (t) => {
  let [made, about] = [0, 'a'];
  const ends: (() => void)[] = [];
  const answer = sharedAnswer(
    () => {
      made += 1;
      return new Promise<number>((resolve) => ends.push(() => resolve(made)));
    },
    () => about,
  );
  const [first, second] = [answer(), answer()];
  t.equal(first, second);
  about = 'b';
  const third = answer();
  t.not(third, first, 'it is about something else');
  for (const end of ends) end();
  t.equal(await first, 2);
  await third;
  const later = answer();
  ends.at(-1)?.();
  t.equal(await later, 3, 'made anew');
  t.end();
});

void t.test('a failure is not kept', async (t) => {
  let made = 0;
  const answer = sharedAnswer(
    () => {
      made += 1;
      return made === 1 ? Promise.reject(new Error('no')) : Promise.resolve(made);
    },
    () => undefined,
  );
  await t.rejects(answer(), { message: 'no' });
  t.equal(await answer(), 2);
});
