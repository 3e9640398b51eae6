import { readElements, tags } from './der.js';

/** Whether the value of the extension basicConstraints says CA (RFC 5280 4.2.1.9). What cannot be read does not say so. */
export function isCaByBasicConstraints(value: Uint8Array): boolean {
  try {
    const [constraints] = readElements(value, 'basicConstraints');
    const [ca] = readElements(constraints?.value ?? new Uint8Array(), 'basicConstraints');
    return ca?.tag === tags.boolean && ca.value[0] === 0xff;
  } catch {
    return false;
  }
}
