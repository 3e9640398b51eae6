import { labelValue, maxLabelLength } from './label-value.js';

export type Labels = Readonly<Record<string, string>>;

/** Text that stays as it is, which nearly all is: printable ASCII that is short, without quotes and backslashes. */
const plain = new RegExp(`^[ !#-[\\]-~]{0,${maxLabelLength}}$`);

/** Writes labels as the text format has them, `role="client",name="a"`. Their values may be text of a certificate or file. */
export function writeLabels(labels: Labels): string {
  let text = '';
  for (const name in labels) text = joinedLabels(text, `${name}="${valueText(labels[name] ?? '')}"`);
  return text;
}

/** Writes labels whose values are clean: those of a target. */
export function writeCleanLabels(labels: Labels): string {
  let text = '';
  for (const name in labels) text = joinedLabels(text, `${name}="${escaped(labels[name] ?? '')}"`);
  return text;
}

export function joinedLabels(one: string, other: string): string {
  return one === '' ? other : other === '' ? one : `${one},${other}`;
}

/** Leaves out empty labels: to Prometheus, they are absent. Equal texts of one order are then one series. */
export function withoutEmptyLabels(text: string): string {
  // A quote inside a value is escaped, so that nothing else looks like this.
  return text.includes('=""') ? text.replace(/(?:^|,)\w+=""(?=,|$)/g, '').replace(/^,/, '') : text;
}

function valueText(value: string): string {
  return plain.test(value) ? value : escaped(labelValue(value));
}

const special: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '"': '\\"' };

function escaped(text: string): string {
  return /[\\\n"]/.test(text) ? text.replace(/[\\\n"]/g, (character) => special[character] ?? character) : text;
}
