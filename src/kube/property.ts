/** Returns the property of an object, or undefined of any other value. */
export function property(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** Returns the items of a list, or none of any other value. */
export function itemsOf(value: unknown, key: string): readonly unknown[] {
  const all = property(value, key);
  return Array.isArray(all) ? all : [];
}
