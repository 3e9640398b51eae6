/** oc, for bash. The cluster is a few files: revision, secret, named, and degraded or rolling while they exist. `calls` has what it was asked. */
export const oc = String.raw`
echo "$*" >> calls
case "$*" in
  *Degraded*) [ -e degraded ] && echo True || echo False ;;
  *Progressing\"*NodeInstaller*|*NodeInstallerProgressing*) if [ -e rolling ]; then rm rolling; else echo AllNodesAtLatestRevision; fi ;;
  *Progressing*) echo False ;;
  *latestAvailableRevision*) cat revision ;;
  *jsonpath*namedCertificates*) [ ! -e named ] || cat named ;;
  'patch '*) echo "$(($(cat revision) + 1))" > revision; touch rolling ;;
  *data.tls*.crt*) base64 -w 0 < new.crt ;;
  *data.tls*.key*) base64 -w 0 < new.key ;;
  *'get secret'*) cat secret ;;
  'create secret'*) case "$*" in *dry-run*) ;; *) echo new > secret ;; esac ;;
  'replace -f -') echo new > secret ;;
esac
`;
