import { bash } from './bash-lines.js';

/**
 * Adds names to a list of an object in a management cluster, and keeps those that are there. `path` has the keys down to the list. Patched
 * twice = the same list. The object as it was stays in a file.
 */
export function appendSans(resource: string, path: readonly string[], names: readonly string[]): string {
  const open = path.map((key) => `{\\"${key}\\":`).join('');
  return bash`
    namespace='NAMESPACE' name='NAME'   # kubectl get ${resource} -A shows them
    case $(kubectl -n "$namespace" get ${resource} "$name" -o 'jsonpath={.metadata.labels}') in
      *topology.cluster.x-k8s.io/owned*) no "A ClusterClass makes it, and would undo this: change its variable or its patch" ;;
    esac
    set -C; copy=~/object-before-$(date +%Y%m%d-%H%M%S)-$BASHPID
    kubectl -n "$namespace" get ${resource} "$name" -o yaml > "$copy" || no "There is no ${resource} $name in $namespace: write yours into the lines"
    old=$(kubectl -n "$namespace" get ${resource} "$name" -o 'jsonpath={.${path.join('.')}[*]}')
    list=$(printf '%s\n' $old ${names.map((name) => `'${name}'`).join(' ')} | sort -u | sed 's/.*/"&"/' | paste -s -d , -)
    kubectl -n "$namespace" patch ${resource} "$name" --type merge -p "${open}[$list]${'}'.repeat(path.length)}"
    echo "The ${resource} as it was: $copy. Its SANs were: $old"`;
}
