import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './appearance/palette.js';
import { datasource } from './panels/panel-spec.js';

interface Restarts {
  readonly name: string;
  /** A query for the start time of each process, in Unix seconds. */
  readonly startedAt: string;
  /** May contain `{{label}}`. */
  readonly text: string;
}

/** Marks the time at which a process says that it started. The mark is there even if Prometheus saw the start late. */
export function restarts({ name, startedAt, text }: Restarts): AnnotationQueryBuilder {
  return new AnnotationQueryBuilder()
    .name(name)
    .datasource(datasource)
    .enable(true)
    .iconColor(palette.information)
    .expr(`${startedAt} * 1000`)
    .step('1m')
    .useValueForTime(true)
    .titleFormat('Process started')
    .textFormat(text);
}
