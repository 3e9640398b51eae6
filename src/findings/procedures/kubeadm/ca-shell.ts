import { bash } from '../bash-lines.js';
import { ownBash } from '../own-bash.js';

/** Functions of bash that the procedures for CAs share. Each procedure has those that it needs, because it is pasted on its own. */
export const caShell = {
  /** Defines \`need PROGRAM…\`, which stops where one is missing, before anything changes. */
  need: bash`need() { local each; for each; do command -v "$each" > /dev/null || no "$each is not on this node"; done; }`,
  /** A hash of the public key of each certificate in a file. */
  keys: bash`
    keys() {
      local line pem=
      while read -r line; do
        pem+="$line"$'\n'
        case $line in *'-END CERTIFICATE-'*) openssl x509 -noout -pubkey <<< "$pem" | openssl dgst -sha256 -r; pem=;; esac
      done < "$1"
    }`,
  /** Replaces a file in one step. Owner and mode stay as they were. */
  put: bash`
    put() {
      [ ! -e "$2" ] || cp -p "$2" "$2.new"
      cat "$1" > "$2.new"
      mv -f "$2.new" "$(readlink -f "$2")"
    }`,
  /** Copies all files to a new folder with the time in its name. */
  backup: bash`
    backup() {
      local to; to=/root/kubernetes-before-$(date +%Y%m%d-%H%M%S)
      mkdir -m 700 "$to"
      cp -a /etc/kubernetes/. "$to"
      echo "The files from before are in $to."
    }`,
  /** Defines \`restore FILE…\`, which puts files of /etc/kubernetes back as the last backup has them, and sets \`from\` to that. */
  restore: bash`
    restore() {
      local file; from=$(ls -d /root/kubernetes-before-* | tail -n 1)
      for file; do
        [ ! -e "$from/$file" ] || cp -p "$from/$file" "/etc/kubernetes/$file"
      done
    }`,
  /**
   * Defines \`embed KUBECONFIG CA\`, which puts the CA into the kubeconfig where it has CAs with keys of the file "$work/known" only. Everything
   * else in the file stays as it is, byte by byte, so that neither its structure nor kubectl matters.
   */
  embed: bash`
    embed() {
      local data new; new=$(base64 -w0 < "$2")
      for data in $(sed -n 's/^ *certificate-authority-data: *//p' "$1" | tr -d "\"'" | sort -u); do
        [ "$data" != "$new" ] || continue
        base64 -d <<< "$data" > "$work/has" 2> /dev/null || true
        keys "$work/has" > "$work/has.keys"
        if [ -s "$work/has.keys" ] && ! grep -qvxF -f "$work/known" "$work/has.keys"; then
          sed "s|$data|$new|" "$1" > "$work/conf"
          put "$work/conf" "$1"
          echo "$1 has the CA now."
        else
          echo "$1 has another CA, and was left alone."
        fi
      done
    }`,
} as const;

/** What changes the files of a CA on a node, each with its copy. */
export const caFiles: string = bash`
  ${caShell.need}
  ${caShell.keys}
  ${caShell.put}
  ${caShell.backup}
  ${caShell.embed}`;

/** The port of the kube-apiserver of this node. */
const port = bash`port=$(sed -n 's/^ *- --secure-port=//p' /etc/kubernetes/manifests/kube-apiserver.yaml)`;

/** Functions of bash that wait for proof, for three minutes. */
export const waitShell = {
  /** Whether the API server of this node serves the file: its first certificate, and as many as are in it. */
  served: bash`
    served() {
      local port n sent
      ${port}
      for n in $(seq 90); do
        sent=$(openssl s_client -connect "127.0.0.1:$port" -noservername -showcerts < /dev/null 2> /dev/null || true)
        if [ "$(openssl x509 -noout -fingerprint -sha256 <<< "$sent" 2> /dev/null)" = "$(openssl x509 -noout -fingerprint -sha256 -in "$1")" ] &&
          [ "$(grep -c -e '-BEGIN CERTIFICATE-' <<< "$sent")" = "$(grep -c -e '-BEGIN CERTIFICATE-' "$1")" ]; then return 0; fi
        sleep 2
      done
      return 1
    }`,
  /** Whether the API server of this node was started after the file was written: the number behind the @ of its loopback certificate. */
  startedAfter: bash`
    started_after() {
      local port started
      ${port}
      started=$(openssl s_client -connect "127.0.0.1:$port" -servername apiserver-loopback-client < /dev/null 2> /dev/null | openssl x509 -noout -subject | grep -oE '[0-9]+$')
      [ "$started" -gt "$(stat -c %Y "$1")" ]
    }`,
  /** Whether the API server of this node accepts a client certificate of this CA and key: a throw-away one, of a user without rights. */
  login: bash`
    login() {
      local port n said
      ${port}
      printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = name' '[name]' 'CN = ca-rotation-probe' '[client]' 'extendedKeyUsage = clientAuth' > "$work/config"
      openssl req -new -config "$work/config" -newkey rsa:2048 -nodes -keyout "$work/key" -out "$work/csr" 2> /dev/null
      openssl x509 -req -in "$work/csr" -CA "$1" -CAkey "$2" -set_serial 1 -days 1 -sha256 -extfile "$work/config" -extensions client -out "$work/crt" 2> /dev/null
      for n in $(seq 90); do
        said=$(KUBECONFIG=/dev/null kubectl --server "https://127.0.0.1:$port" --tls-server-name kubernetes --certificate-authority /etc/kubernetes/pki/ca.crt --client-certificate "$work/crt" --client-key "$work/key" get --raw /api 2>&1) && said=Forbidden
        case $said in *orbidden*) echo 'The API server accepts client certificates of the new CA.'; return 0;; esac
        sleep 2
      done
      echo "The API server does not accept client certificates of the new CA: $said" >&2
      return 1
    }`,
  /** Waits until a container of a static pod runs that is not the old one. */
  fresh: bash`
    fresh() {
      local now n
      for n in $(seq 90); do
        now=$(crictl ps -q --state Running --label "io.kubernetes.container.name=$1")
        if [ -n "$now" ] && [ "$now" != "$2" ]; then echo "$1 runs again."; return 0; fi
        sleep 2
      done
      echo "$1 does not run again: see crictl ps -a and crictl logs." >&2
      return 1
    }`,
  /** Stops the container of a static pod. The kubelet starts it again. */
  again: bash`
    again() {
      local old
      old=$(crictl ps -q --state Running --label "io.kubernetes.container.name=$1")
      [ -n "$old" ] || { echo "$1 does not run on this node." >&2; return 1; }
      crictl stop --timeout 30 "$old" > /dev/null
      fresh "$1" "$old"
    }`,
} as const;

/** The files that contain CAs, as the last backup has them. Other files may have been renewed since. */
export const restoreCaFiles = ownBash(bash`
  ${caShell.restore}
  restore pki/ca.crt pki/front-proxy-ca.crt pki/etcd/ca.crt admin.conf super-admin.conf kubelet.conf controller-manager.conf scheduler.conf
  systemctl restart kubelet
  echo "The files are those of $from again."
`);
