import * as v from 'valibot';
import { isFreeLabelName } from './label.js';
import { anyMapping } from './mapping.js';
import { printableText } from './printable-text.js';

const labelName = 'a label name of Prometheus that neither it nor this exporter uses itself';

export const labelsSchema = v.pipe(
  anyMapping('a mapping of label names to texts'),
  v.record(v.pipe(v.string(labelName), v.check(isFreeLabelName, labelName)), printableText),
  v.check((labels) => Object.keys(labels).length <= 32, 'at most 32 labels'),
);
