const units = [
  ['year', 365 * 86_400],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/**
 * How far `notAfter` (unix seconds, inclusive) is away, in the largest unit of which at least two are left: `364 days left`, `26 hours left`,
 * `expired 3 days ago`.
 */
export function timeLeft(notAfter: number, now: number): string {
  return now > notAfter ? `expired ${amount(now - notAfter)} ago` : `${amount(notAfter - now)} left`;
}

function amount(seconds: number): string {
  const [unit, size] = units.find(([, each]) => seconds >= 2 * each) ?? ['second', 1];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
