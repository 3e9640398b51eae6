import { type ExpectedAlert, withoutSeconds } from './alerts-expected.js';
import type { Notification } from './alerts-webhook.js';

/** One alert, as it was told to one receiver. */
export interface Notice extends ExpectedAlert {
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
}

/** All that was told to anybody, each once: what goes on is told again with each change of its group. */
export function noticesOf(notifications: readonly Notification[]): readonly Notice[] {
  const all = notifications.flatMap(({ receiver, alerts }) =>
    alerts.map(({ status, ...alert }): Notice => ({ receiver, status, ...withoutWhatPasses(alert) })),
  );
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** Labels and text of an alert. */
export function withoutWhatPasses({ labels, annotations }: ExpectedAlert): ExpectedAlert {
  const { description = '' } = annotations;
  return { labels, annotations: { ...annotations, description: withoutSeconds(description) } };
}
