import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { palette } from './looks/palette.js';
import { datasource } from './panels/panel-spec.js';

interface Restarts {
  readonly name: string;
  /** Unix seconds at which each process started. */
  readonly startedAt: string;
  /** With `{{label}}`. */
  readonly text: string;
}

/** A mark at the moment at which a process started, by its own account, however late that was seen. */
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
