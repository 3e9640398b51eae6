/** Commands that give the API server a certificate that lives longer than its CA, so that the CA is what ends first. */
export const outlivingLeaf: readonly string[] = String.raw`
(
  set -eu
  cd /etc/kubernetes/pki
  sans=$(openssl x509 -noout -ext subjectAltName -in apiserver.crt | tail -n +2 | sed 's/^ *//; s/IP Address:/IP:/g')
  openssl x509 -req -in <(openssl req -new -key apiserver.key -subj /CN=kube-apiserver) -CA ca.crt -CAkey ca.key -set_serial 77 -days 4000 -extfile <(echo "subjectAltName=$sans"; echo extendedKeyUsage=serverAuth; echo authorityKeyIdentifier=keyid) -out apiserver.crt
)
`.split('\n');
