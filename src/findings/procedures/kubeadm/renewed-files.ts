import { signalTraps, flagOf, addressOf, withinLines } from '../shell.js';
import { kubeletSettled, manifestInPlace, type StaticPod } from '../static-pod.js';
import { kubeadmServer } from './restart.js';
import { bashLines } from '../bash-lines.js';

/** Which one is in the variable $pod of bash. */
export const kubeadmPod: StaticPod = {
  manifest: '/etc/kubernetes/manifests/$pod.yaml',
  container: '$pod',
  crictl: kubeadmServer.crictl,
};

/**
 * Refuses where the certificates could not be renewed, or their users not be restarted. kubeadm renews nothing without the key of the CA, and
 * exits with 0 all the same: kubeadm v1.36, cmd/kubeadm/app/phases/certs/renewal/manager.go.
 */
export const beforeFilesChange: readonly string[] = [
  signalTraps,
  ...withinLines,
  flagOf,
  ...bashLines`
for each in kubeadm kubectl openssl curl; do command -v "$each" > /dev/null || no "there is no $each on the PATH"; done
pods='kube-controller-manager kube-scheduler' authorities='ca front-proxy-ca'
for each in /etc/kubernetes/manifests/etcd.yaml /etc/kubernetes/etcd.yaml.away; do
  [ ! -e "$each" ] || pods='etcd kube-controller-manager kube-scheduler' authorities='ca front-proxy-ca etcd/ca'
done
for pod in $pods kube-apiserver; do`,
  ...manifestInPlace(kubeadmPod),
  'done',
  ...addressOf,
  ...kubeletSettled,
  ...bashLines`
pki=$(readlink -f /etc/kubernetes/pki)
[ "$(dirname "$(flag tls-cert-file)")" -ef "$pki" ] || no "kube-apiserver has its certificates elsewhere than in $pki"
case $pki in /etc/kubernetes/*) ;; *) no "$pki is outside of /etc/kubernetes, and a backup of that would lack it" ;; esac
[ -z "$(find "$pki" /etc/kubernetes/*.conf -type l)" ] || no "there are symbolic links among the files, and a backup would lack what they point to"
for each in $authorities; do
  [ -s "$pki/$each.key" ] || no "there is no $pki/$each.key. Where the CA is kept elsewhere, follow the procedure for an external CA"
done`,
];

/** Makes $backup, a copy that nothing overwrites. Until `trap - EXIT`, each end puts its files back: those that kubeadm renews. */
export function backupFiles(prefix: string): readonly string[] {
  return [
    `backup=${prefix}-$(date +%Y%m%d-%H%M%S)`,
    ...bashLines`
umask 077
[ ! -e "$backup" ] || no "$backup is there already"
command cp -a /etc/kubernetes "$backup" || no "$backup could not be written whole: is the disk full?"
put_back() {
  command cp -a "$1/${'$'}{pki#/etc/kubernetes/}/." "$pki/"
  for each in admin super-admin controller-manager scheduler; do
    [ ! -e "$1/$each.conf" ] || command cp -a "$1/$each.conf" "/etc/kubernetes/$each.conf"
  done
}
work=$(mktemp -d -p /root)
undo() { trap '' HUP INT PIPE TERM; rm -rf "$work"; put_back "$backup" && echo 'Every file is as it was.' >&2; }
trap undo EXIT`,
  ];
}

/** Each certificate that has changed has to belong to its key and to be verified by its CA, and each kubeconfig has to be readable. */
export const judgeFiles: readonly string[] = bashLines`
judge() {
  ! cmp -s "$1" "$4" || { echo "Not renewed: $5"; return 0; }
  public=$(openssl x509 -noout -pubkey -in "$1") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$2")" ] ||
    stop "In $5, key and certificate do not belong together."
  openssl verify -CAfile "$pki/$3.crt" "$1" > /dev/null || stop "$pki/$3.crt does not verify the certificate in $5."
  changed=yes
}
data() { sed -n "s/^ *client-$1-data: *//p" "$2" | base64 -d; }
changed=
for pair in apiserver:ca apiserver-kubelet-client:ca front-proxy-client:front-proxy-ca \
  apiserver-etcd-client:etcd/ca etcd/server:etcd/ca etcd/peer:etcd/ca etcd/healthcheck-client:etcd/ca; do
  file=${'$'}{pair%%:*}
  [ ! -e "$pki/$file.crt" ] || judge "$pki/$file.crt" "$pki/$file.key" "${'$'}{pair##*:}" "$backup/${'$'}{pki#/etc/kubernetes/}/$file.crt" "$pki/$file.crt"
done
for name in admin super-admin controller-manager scheduler; do
  conf=/etc/kubernetes/$name.conf
  [ -e "$conf" ] || continue
  kubectl --kubeconfig "$conf" config view > /dev/null || stop "$conf cannot be read."
  data certificate "$conf" > "$work/$name.crt"; data key "$conf" > "$work/$name.key"; data certificate "$backup/$name.conf" > "$work/$name.old"
  judge "$work/$name.crt" "$work/$name.key" ca "$work/$name.old" "$conf"
done
[ -n "$changed" ] || stop 'No certificate has changed.'
trap - EXIT
rm -rf "$work"
echo "The certificates are in place, and were checked. The files as they were: $backup"`;
