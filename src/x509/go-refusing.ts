/** Thrown inside the reading of a certificate, with Go's own message. readGoCertificate turns it into a value. */
export class Refusing extends Error {
  override readonly name = 'Refusing';
}

/** Refuses the certificate with Go's message unless the condition holds. A message that takes time to make is a function. */
export function refuseUnless(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new Refusing(typeof message === 'string' ? message : message());
}
