/**
 * The name by which every pod knows its API server. Public CAs may not issue it, and the cluster's own CA issues it only to API servers. So
 * a server that a client with the cluster's CA accepts under this name may get a login, which is as safe as `tls-server-name:
 * kubernetes.default.svc`. This program has to report on API servers whose certificate lacks the name that clients use.
 */
export const clusterName = 'kubernetes.default.svc';
