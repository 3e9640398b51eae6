import type { Steps } from '../procedure.js';
import { renewedCa } from '../renewed-ca.js';
import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';

export const kubeadmRenewCa: Steps = {
  touches:
    'It makes new certificates for the keys that the CAs have (ca, front-proxy-ca, etcd/ca), in /root/ca-renewed on one control-plane node, and changes nothing else.',
  takes: 'Seconds; everything continues to work.',
  lines: [
    '# make new certificates for the keys of the CAs: once, on one control-plane node',
    ...ownBash(bash`
      ${renewedCa.essence}
      ${renewedCa.renew}
      new=/root/ca-renewed
      if [ -e "$new" ]; then echo "$new is there from before. To make others, rename it."; ls -l "$new"; exit 0; fi
      work=$(mktemp -d -p /root); trap 'rm -rf "$work"' EXIT
      cd /etc/kubernetes/pki
      [ -s ca.key ] || no 'No ca.key is here: who has the key of the CA makes the certificate, with the same subject and extensions'
      for ca in ca front-proxy-ca etcd/ca; do
        [ -s "$ca.crt" ] && [ -s "$ca.key" ] || { echo "$ca.key is not on this node, so that CA is left out."; continue; }
        mkdir -p "$(dirname "$work/$ca")"
        renew "$ca.crt" "$ca.key" "$work/$ca.crt"
        for leaf in *.crt etcd/*.crt; do
          [ "$leaf" != "$ca.crt" ] && openssl verify -no_check_time -CAfile "$ca.crt" "$leaf" > /dev/null 2>&1 || continue
          openssl verify -no_check_time -CAfile "$work/$ca.crt" "$leaf" || no "The new $ca.crt does not verify $leaf"
        done
      done
      chmod 755 "$work"; mv "$work" "$new"
      for ca in "$new"/*.crt "$new"/etcd/*.crt; do [ ! -e "$ca" ] || openssl x509 -noout -subject -enddate -in "$ca"; done
    `),
  ],
  worked:
    'It prints OK for each certificate that a CA has signed (apiserver.crt: OK), and at the end an end in ten years for each CA. And apiserver-cert-exporter inspect --ca /root/ca-renewed/ca.crt --name kubernetes /etc/kubernetes/pki/apiserver.crt accepts it until its end.',
  back: ['rm -r /root/ca-renewed'],
  basis: 'run on 1.20.2 and 1.36.3: test/integration/procedures/rotate-ca.test.ts; OpenSSL 1.1.1w, 3.0.22 and 3.5.9',
};
