/**
 * Whether the name of a target adds nothing to the address of an endpoint: `10.225.4.51`, `10.225.4.51:6443` and `https://10.225.4.51:6443/` add
 * nothing to `10.225.4.51:6443`.
 */
export function isSaidBy(address: string, name: string): boolean {
  const host = name.replace(/^https:\/\//i, '').replace(/\/$/, '');
  return [host, `[${host}]`].some((prefix) => address === prefix || address.startsWith(`${prefix}:`));
}
