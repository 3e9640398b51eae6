import t from 'tap';
import { thresholds } from '../../src/findings/severity/thresholds.js';
import { isShortLived } from '../../src/x509/short-lived.js';

const day = 86_400;

void t.test('where the floor of a threshold decides', (t) => {
  const leads = [thresholds.serving.warning, thresholds.serving.critical, thresholds.file.warning].map(
    ({ floor, share }) => floor.days / share,
  );
  t.equal(Math.max(...leads), 12);
  t.ok(isShortLived({ notBefore: 0, notAfter: 12 * day - 1 }));
  t.notOk(isShortLived({ notBefore: 0, notAfter: 12 * day }));
  t.end();
});
