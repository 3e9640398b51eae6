export type Schema = Readonly<Record<string, unknown>>;

/** A key that ends with `?` may be absent; no other key is allowed. */
export function object(properties: Readonly<Record<string, Schema>>): Schema {
  const entries = Object.entries(properties);
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.flatMap(([key]) => (key.endsWith('?') ? [] : [key])),
    properties: Object.fromEntries(entries.map(([key, schema]) => [key.replace(/\?$/, ''), schema])),
  };
}

export function list(items: Schema, description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'array', items };
}

export function text(description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'string' };
}

export function flag(description?: string): Schema {
  return { ...(description !== undefined && { description }), type: 'boolean' };
}

export function oneOf(values: readonly string[], description?: string): Schema {
  return { ...(description !== undefined && { description }), enum: values };
}

export function orNull(schema: Schema, description?: string): Schema {
  return { ...(description !== undefined && { description }), anyOf: [schema, { type: 'null' }] };
}

export function ref(name: string): Schema {
  return { $ref: `#/$defs/${name}` };
}
