import { readProjectFile } from '../fixtures/project-file.js';
import { isAlert, parseRules } from './rule-file.js';

/** The text of config/alerts.yml. */
export const rulesText = readProjectFile('config/alerts.yml');

/** Its rules, in order. */
export const rules = parseRules(rulesText);

export const alerts = rules.filter(isAlert);

/** Each name once, although an alert has a rule for each severity. */
export const alertNames = [...new Set(alerts.map(({ alert }) => alert))];
