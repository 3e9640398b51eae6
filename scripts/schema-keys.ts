import type * as v from 'valibot';

/** One key of a schema: its path without positions (`targets.ca.file`), and the schema of its value. */
export interface SchemaKey {
  readonly path: string;
  readonly schema: v.GenericSchema;
}

/** The parts of valibot's schemas that the schemas here use. */
interface Parts {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly pipe?: readonly { readonly kind: string }[];
}

/** Returns every key of a schema, including the keys of nested mappings and of lists' items. */
export function schemaKeys(schema: v.GenericSchema, path = ''): readonly SchemaKey[] {
  const { entries = {}, item, wrapped, pipe = [] } = schema as Parts;
  const own = Object.entries(entries).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, schema: value }, ...schemaKeys(value, at)];
  });
  const inner = [item, wrapped, ...pipe.filter(({ kind }) => kind === 'schema')].filter((part) => part !== undefined);
  return [...own, ...inner.flatMap((part) => schemaKeys(part as v.GenericSchema, path))];
}
