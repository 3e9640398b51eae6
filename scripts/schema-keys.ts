import type * as v from 'valibot';

/** One key of a schema: its path without positions (`targets.ca.file`), and what validates its value. */
export interface SchemaKey {
  readonly path: string;
  readonly schema: v.GenericSchema;
}

/** What valibot's schemas are made of, as far as ours go. */
interface Parts {
  readonly entries?: Readonly<Record<string, v.GenericSchema>>;
  readonly item?: v.GenericSchema;
  readonly wrapped?: v.GenericSchema;
  readonly pipe?: readonly { readonly kind: string }[];
}

/** Every key of a schema, those of nested mappings and of lists' items included. */
export function schemaKeys(schema: v.GenericSchema, path = ''): readonly SchemaKey[] {
  const { entries = {}, item, wrapped, pipe = [] } = schema as Parts;
  const own = Object.entries(entries).flatMap(([key, value]) => {
    const at = path === '' ? key : `${path}.${key}`;
    return [{ path: at, schema: value }, ...schemaKeys(value, at)];
  });
  const inner = [item, wrapped, ...pipe.filter(({ kind }) => kind === 'schema')].filter((part) => part !== undefined);
  return [...own, ...inner.flatMap((part) => schemaKeys(part as v.GenericSchema, path))];
}
