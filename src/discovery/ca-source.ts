export interface CaSource {
  /**
   * `file`: the file that the configuration names; `inline`: the configuration itself; `kubeconfig`: the kubeconfig or a file that it names;
   * `pod`: the service account of the pod; `bundle`: the caBundle of an APIService; `public`: the public roots that Node includes. The closed list of
   * the label `source`.
   */
  readonly kind: 'file' | 'inline' | 'kubeconfig' | 'pod' | 'bundle' | 'public';
  /** Of the file, of the kubeconfig, or of the pod's ca.crt; undefined: the CA is in no file. */
  readonly path: string | undefined;
  /** The file that a kubeconfig names, or the APIServices. */
  readonly named?: string | undefined;
  /** Why the file, as it is now, cannot be used. Where it was read before, that CA still counts. Undefined: nothing is wrong. */
  readonly problem?: string | undefined;
}

/** A CA as it is known now. The same object, with the same certificates, as long as nothing changes. */
export interface KnownCa {
  /** DER certificates. */
  readonly certificates: readonly Uint8Array[];
  readonly source: CaSource;
}
