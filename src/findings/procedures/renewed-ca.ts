import { bash } from './bash-lines.js';

/** Functions of bash that make a new certificate for the key of a CA. */
export const renewedCa = {
  /** All of a certificate but its serial number, dates and signature: it is the same when a CA was renewed with its key. */
  essence: bash`
    essence() {
      openssl x509 -noout -text -certopt no_version,no_serial,no_signame,no_validity,no_sigdump -in "$1"
    }`,
  /**
   * Defines \`renew CA KEY NEW\`. OpenSSL 1.1.1 ignores -set_serial beside -signkey, and refuses an expired certificate for -CA. So it takes both,
   * one after the other. Both keep subject and extensions, byte by byte [tried: 1.1.1w, 3.0.22, 3.5.9].
   */
  renew: bash`
    renew() {
      [ "$(grep -c -e '-BEGIN CERTIFICATE-' "$1")" = 1 ] || no "$1 has several certificates"
      public=$(openssl x509 -noout -pubkey -in "$1") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$2")" ] || no "$2 is not the key of $1"
      openssl x509 -in "$1" -signkey "$2" -sha256 -days 3650 -out "$work/first"
      openssl x509 -in "$work/first" -CA "$work/first" -CAkey "$2" -sha256 -set_serial "0x$(openssl rand -hex 8)" -days 3650 -out "$3"
      rm "$work/first"
      [ "$(essence "$3")" = "$(essence "$1")" ] || no "The new certificate differs from $1 in more than its dates"
    }`,
} as const;
