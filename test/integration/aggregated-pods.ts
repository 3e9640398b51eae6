/** The addresses of pods. They exist in a network namespace only. */
export const pods = [
  '10.244.0.1',
  '10.244.0.2',
  '10.244.0.3',
  '10.244.0.4',
  '10.244.0.5',
  'fd00:244::1',
  '10.244.0.7',
  '10.244.0.8',
] as const;
