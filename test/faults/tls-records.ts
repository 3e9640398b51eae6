/** TLS as bytes (RFC 8446 5.1, RFC 5246 6.2.1), for messages that no library would send. */

export const contentTypes = { changeCipherSpec: 20, alert: 21, handshake: 22, applicationData: 23 } as const;

/** One record. `length`: the length that its header claims, where that is wrong. */
export function record(type: number, content: Uint8Array, length = content.length): Buffer {
  return Buffer.concat([Buffer.from([type, 3, 3, length >> 8, length & 255]), content]);
}

/** AlertDescription by name (RFC 8446 6, and the older ones of RFC 5246 7.2). */
export const alertDescriptions = {
  unexpected_message: 10,
  bad_record_mac: 20,
  decryption_failed: 21,
  record_overflow: 22,
  decompression_failure: 30,
  handshake_failure: 40,
  no_certificate: 41,
  bad_certificate: 42,
  unsupported_certificate: 43,
  certificate_revoked: 44,
  certificate_expired: 45,
  certificate_unknown: 46,
  illegal_parameter: 47,
  unknown_ca: 48,
  access_denied: 49,
  decode_error: 50,
  decrypt_error: 51,
  export_restriction: 60,
  protocol_version: 70,
  insufficient_security: 71,
  internal_error: 80,
  inappropriate_fallback: 86,
  user_canceled: 90,
  no_renegotiation: 100,
  missing_extension: 109,
  unsupported_extension: 110,
  certificate_unobtainable: 111,
  unrecognized_name: 112,
  bad_certificate_status_response: 113,
  bad_certificate_hash_value: 114,
  unknown_psk_identity: 115,
  certificate_required: 116,
  no_application_protocol: 120,
} as const;

export type AlertName = keyof typeof alertDescriptions;

export function fatalAlert(description: number): Buffer {
  return record(contentTypes.alert, Buffer.from([2, description]));
}

export function warningAlert(description: number): Buffer {
  return record(contentTypes.alert, Buffer.from([1, description]));
}

/** A handshake message (RFC 8446 4). `length`: the length that its header claims, where that is wrong. */
export function handshakeMessage(type: number, body: Uint8Array, length = body.length): Buffer {
  return Buffer.concat([Buffer.from([type, length >> 16, (length >> 8) & 255, length & 255]), body]);
}
