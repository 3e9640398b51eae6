import t from 'tap';
import { frontAdvice } from '../../../src/findings/kinds/front-advice.js';
import { reasonNames } from '../../../src/probe/reason.js';
import { sniRefusals } from '../../../src/probe/sni-refusal.js';
import { down, report } from '../../fixtures/report.js';

const [byIp, otherName, proxyHeader] = [
  /dialled by IP: use its DNS name .*serverName/,
  /no route for the name/,
  /PROXY header/,
];

void t.test('what a front may have refused', (t) => {
  const advice = (reason: (typeof reasonNames)[number], serverName?: string) =>
    frontAdvice([down({ serverName, failures: [{ probe: 'serving', reason }] })]);
  const refusals: readonly string[] = sniRefusals;
  for (const reason of reasonNames) {
    const proxy = reason === 'closed' || reason === 'reset' ? [proxyHeader] : [];
    const [expected, named] = refusals.includes(reason)
      ? [
          [byIp, ...proxy],
          [otherName, ...proxy],
        ]
      : [[], []];
    t.match(advice(reason), expected, reason);
    t.equal(advice(reason).length, expected.length);
    t.match(advice(reason, 'api.example.com'), named, `${reason}, with SNI`);
  }
  t.end();
});

void t.test('each advice once, and none where the certificate was seen or another probe failed', (t) => {
  const closed = [{ probe: 'serving', reason: 'closed' }] as const;
  t.match(frontAdvice([down({ failures: closed }), down({ failures: closed })]), { length: 2 });
  t.same(frontAdvice([report({ failures: closed })]), []);
  t.same(frontAdvice([down({ failures: [{ probe: 'http', reason: 'closed' }] })]), []);
  t.same(frontAdvice([]), []);
  t.end();
});
