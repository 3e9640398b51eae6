/** Thrown inside the reading of a certificate, with Go's own message. readGoCertificate turns it into a value. */
export class Refusing extends Error {
  override readonly name = 'Refusing';
}

/** Refuses the certificate with Go's message unless the condition holds. */
export function refuseUnless(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Refusing(message);
}
