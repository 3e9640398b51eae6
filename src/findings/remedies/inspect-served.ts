import type { TargetReport } from '../../probe/report.js';
import type { Remedy } from './remedy.js';

/** Advice, and how to see every certificate that is served. */
export function inspectServed({ reports: [report] }: TargetReport, advice: string): Remedy {
  const address = report?.address ?? 'HOST:6443';
  return {
    advice: [advice],
    beware: [],
    procedures: [
      {
        distributions: [],
        lines: [
          `served=$(mktemp); openssl s_client -connect ${address} -showcerts </dev/null 2>/dev/null | sed -n '/BEGIN/,/END/p' > "$served"   # what is served`,
          'openssl storeutl -noout -text -certs "$served"',
        ],
      },
    ],
  };
}
