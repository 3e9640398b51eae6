import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What the tests look at in the output of `check --output json`. */
export interface CheckJson {
  readonly targets: readonly [
    {
      readonly notes: readonly string[];
      readonly endpoints: readonly {
        readonly address: string;
        readonly phases: Readonly<Record<string, number>>;
        readonly http: { readonly health: readonly { readonly healthy: boolean }[] };
      }[];
    },
  ];
  readonly findings: readonly object[];
}

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile<CheckJson>(
  JSON.parse(readFileSync('docs/check.schema.json', 'utf8')) as object,
);

/** Throws when the text is not what the schema in docs/ says. */
export function checkJson(text: string): CheckJson {
  const json: unknown = JSON.parse(text);
  if (!validate(json)) throw new Error(`not what the schema says: ${JSON.stringify(validate.errors)}`);
  return json;
}
