import t from 'tap';
import { appOf } from './app-fixture.js';

void t.test("each target in the format of Prometheus' service discovery", async (t) => {
  const { app } = await appOf(t);
  const answer = await app.inject('/sd');
  t.match(answer.headers['content-type'], /^application\/json/);
  t.same(answer.json(), [{ targets: ['prod'], labels: { __metrics_path__: '/probe', __param_target: 'prod' } }]);
});
