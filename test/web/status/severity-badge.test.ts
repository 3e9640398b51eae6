import t from 'tap';
import { severities } from '../../../src/findings/severity/severity.js';
import { markupOf } from '../../../src/web/page/html.js';
import { severityBadge } from '../../../src/web/status/severity-badge.js';

void t.test('a different word and sign for each severity', (t) => {
  for (const of of ['state', 'finding'] as const) {
    const badges = severities.map((severity) => markupOf(severityBadge(severity, of)));
    const texts = badges.map((badge) => badge.replace(/<[^>]*>/g, ''));
    const info = of === 'state' ? '✓ ok' : 'i note';
    t.same(texts, ['✕ critical', '? unknown', '! warning', info]);
    for (const [at, badge] of badges.entries()) t.match(badge, `class="badge ${severities[at] ?? ''}"`);
  }
  t.end();
});
