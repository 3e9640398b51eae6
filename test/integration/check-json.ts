import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** What a Go client says of one name. */
export interface NameJson {
  readonly name: string;
  readonly covered: boolean | null;
  readonly accepted: boolean | null;
  readonly reason?: string;
  readonly message?: string;
  /** Where it is not the serving certificate. */
  readonly shown?: { readonly dnsNames: readonly string[] };
}

interface TargetJson {
  readonly name: string;
  readonly notes: readonly string[];
  readonly apiServers: { readonly probed: number; readonly total: number | null; readonly note: string | null } | null;
  readonly endpoints: readonly {
    readonly address: string;
    readonly phases: Readonly<Record<string, number>>;
    readonly serving: { readonly ipAddresses: readonly string[] };
    readonly names: readonly NameJson[];
    readonly entryPoint: readonly string[];
    readonly servers: { readonly processes: readonly unknown[] };
    readonly loopback: { readonly state: string; readonly because?: string };
    readonly namesNotHere: readonly { readonly name: string; readonly because: string }[];
    readonly failures: readonly { readonly probe: string; readonly reason: string }[];
    readonly http: { readonly health: readonly { readonly check: string; readonly healthy: boolean }[] };
  }[];
}

/** The parts of the output of `check --output json` that the tests check. */
export interface CheckJson {
  readonly targets: readonly [TargetJson, ...TargetJson[]];
  readonly exitCode: number;
  readonly findings: readonly {
    readonly id: string;
    readonly severity: string;
    readonly names: readonly string[];
    readonly details: readonly { readonly text: string }[];
  }[];
}

const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile<CheckJson>(
  JSON.parse(readFileSync('docs/check.schema.json', 'utf8')) as object,
);

/** Throws if the text does not match the schema in docs/. */
export function checkJson(text: string): CheckJson {
  const json: unknown = JSON.parse(text);
  if (!validate(json)) throw new Error(`not what the schema says: ${JSON.stringify(validate.errors)}`);
  return json;
}
