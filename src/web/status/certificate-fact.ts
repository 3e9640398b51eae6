import type { Severity } from '../../findings/severity/severity.js';
import { isExpired } from '../../x509/validity.js';
import { type Life, type Thresholds, thresholds } from '../../findings/severity/thresholds.js';
import type { Loopback } from '../../probe/report.js';
import { dateText, isoTime, spanText, timeLeft } from '../../text/time-text.js';
import { type Html, html } from '../page/html.js';
import { lifeBar } from './life-bar.js';
import type { EndpointView } from '../../findings/target-view.js';

/** Shows how much time the serving certificate of an endpoint has left. */
export function servingFact({ report: { serving, renewalShare }, about }: EndpointView, now: number): Html {
  if (serving === undefined) return html`<span class="unknown">not seen</span>`;
  return certificateFact({ ...serving[0], renewalShare }, thresholds.serving, about('serving'), now);
}

/** Shows how much time the loopback certificate has left, or why it is not shown. */
export function loopbackFact({ report: { loopback }, about }: EndpointView, now: number): Html {
  if (loopback.state !== 'found') return html`<span class="unknown">${notSeen(loopback)}</span>`;
  return certificateFact(loopback.chain[0], thresholds.loopback, about('loopback'), now);
}

function certificateFact(life: Life, levels: Thresholds, severity: Severity, now: number): Html {
  const { notBefore, notAfter } = life;
  const ended = isExpired(life, now);
  return html`<strong class="${severity}">${timeLeft(life, now)}</strong>${
    !ended && html` <span class="soft">of ${spanText(notAfter - notBefore)}</span>`
  }${lifeBar(life, levels, severity, now)}<small>${ended ? 'ended' : 'ends'} <time datetime="${isoTime(notAfter)}">${dateText(notAfter)} UTC</time></small>`;
}

/** Why the loopback certificate is not shown. */
function notSeen(loopback: Exclude<Loopback, { state: 'found' }>): string {
  switch (loopback.state) {
    case 'not_asked':
      return notAsked[loopback.because];
    case 'not_served':
      return loopback.because === 'serving_certificate' ? 'not served' : 'not reachable here';
    case 'failed':
      return 'not seen';
  }
}

const notAsked = {
  disabled: 'not probed: switched off',
  dynamiclistener: 'not probed: a K3s listener answers',
  gateway: 'not probed: a gateway answers',
  no_serving_handshake: 'not seen',
} as const;
