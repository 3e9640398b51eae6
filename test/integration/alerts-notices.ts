import { type ExpectedAlert, withoutSeconds } from './alerts-expected.js';
import type { Notification } from './alerts-webhook.js';

/** One alert in a notification to one receiver. */
export interface Notice extends ExpectedAlert {
  readonly receiver: string;
  readonly status: 'firing' | 'resolved';
}

/** Returns all notices, each once. An alert that is still active is sent again with each change of its group. */
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
