import { bash } from '../bash-lines.js';

export const kubeletFiles =
  'conf=/etc/kubernetes/kubelet.conf; current=/var/lib/kubelet/pki/kubelet-client-current.pem';

/** The file that the kubelet rotates by itself: a link to a file with certificate and key, in whose name the time is. */
export const kubeletPem = {
  define: bash`
    user() { openssl x509 -noout -subject -nameopt multiline -in "$1" | sed -n 's/^ *commonName *= //p'; }
    request() {
      printf '%s\n' '[req]' 'prompt = no' 'distinguished_name = name' '[name]' 'O = system:nodes' "CN = $1" '[client]' 'keyUsage = critical,digitalSignature' 'extendedKeyUsage = clientAuth' > "$work/config"
      openssl ecparam -name prime256v1 -genkey -noout -out "$work/key"
      openssl req -new -config "$work/config" -key "$work/key" -out "$work/csr"
    }
    install_pem() {
      local dir=/var/lib/kubelet/pki file
      public=$(openssl x509 -noout -pubkey -in "$work/crt") && [ "$public" = "$(openssl pkey -pubout -passin pass: -in "$work/key")" ] || stop 'Certificate and key do not match, and were not installed.'
      file=$dir/kubelet-client-$(date +%Y-%m-%d-%H-%M-%S).pem
      mkdir -p "$dir"
      cat "$work/crt" "$work/key" > "$file"
      ln -sfn "$file" "$dir/kubelet-client-new"
      mv -T "$dir/kubelet-client-new" "$dir/kubelet-client-current.pem"
      systemctl restart kubelet
      openssl x509 -noout -subject -issuer -enddate -in "$file"
    }`,
  back: [
    '# the file of before is there still: ls -l /var/lib/kubelet/pki/kubelet-client-*.pem; with its name as OLD.pem:',
    '# ln -sfn /var/lib/kubelet/pki/OLD.pem /var/lib/kubelet/pki/kubelet-client-current.pem && systemctl restart kubelet',
  ],
} as const;
