// Loaded into the exporter by --import. At each SIGUSR2, collects garbage, and writes what is left to the file HEAP.
import { writeFileSync } from 'node:fs';
import { heldBytes } from './measure-cost.js';

process.on('SIGUSR2', () => {
  const heap = heldBytes();
  writeFileSync(process.env['HEAP'] ?? '/dev/null', JSON.stringify({ heap, resident: process.memoryUsage.rss() }));
});
