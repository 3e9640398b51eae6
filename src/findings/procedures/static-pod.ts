import { dirname } from 'node:path/posix';
import { signalTraps } from './shell.js';

/** A pod that the kubelet runs because of a file. */
export interface StaticPod {
  /** The path of the file. This, and the name of the container, may have variables of bash. */
  readonly manifest: string;
  /** The name of its container, and of the process in it. */
  readonly container: string;
  /** crictl with its flags. */
  readonly crictl: string;
}

/**
 * Refuses unless the manifest is in its place. It is moved within its file system, beside the folder that the kubelet watches, so that each
 * move is one rename.
 */
export function manifestInPlace({ manifest, container }: StaticPod): readonly string[] {
  return [
    `flags="${manifest}" away="${dirname(dirname(manifest))}/${container}.yaml.away"`,
    'if [ -e "$away" ]; then',
    '  [ -e "$flags" ] || no "another run is restarting it, or was killed. If none runs: mv -n $away $flags"',
    '  no "$away is there as well as $flags: remove the wrong one"',
    'fi',
    '[ -s "$flags" ] || no "there is no $flags: was it moved away, to /root perhaps? Put it back first"',
  ];
}

/**
 * `gone` succeeds when the container no longer runs, and `runs` when it does. crictl takes a regular expression that may match anywhere, and
 * lists running containers only (cri-tools, cmd/crictl/container.go). Where crictl shows nothing of it, the processes are searched for $mark.
 */
export function goneOf({ container, crictl }: StaticPod): readonly string[] {
  return [
    `running() { ${crictl} ps --quiet --name "^${container}\\$" 2> /dev/null; }`,
    'gone() { ids=$(running) && [ -z "$ids" ]; }',
    'runs() { ids=$(running) && [ -n "$ids" ]; }',
    'if ! runs; then',
    '  running() { pgrep -f -- "$mark" || [ $? = 1 ]; }',
    `  runs || no "neither crictl nor pgrep shows a running ${container}"`,
    'fi',
  ];
}

/**
 * A kubelet that has just started may never start the pod again: kubernetes#105543.
 */
export const kubeletSettled: readonly string[] = [
  'for age in $(ps -C kubelet -o etimes= || :); do',
  '  [ "$age" -ge 120 ] || no "the kubelet started $age s ago: wait until it has run for two minutes"',
  'done',
];

/**
 * Moves the manifest out, waits until the container is gone, and moves it back, whatever happens: also after an error, Ctrl-C or the end of an
 * SSH session. Another process does it if this one is killed. The kubelet kills after its grace period, 30 s by default. A kube-apiserver with
 * open watches takes 62 to 72 s. Needs `within`.
 */
export function outAndBack({ container }: Pick<StaticPod, 'container'>): readonly string[] {
  return [
    'back() { trap \'\' HUP INT PIPE TERM; [ ! -e "$away" ] || [ -e "$flags" ] || mv "$away" "$flags"; kill "$guard" 2> /dev/null || :; }',
    "main=$BASHPID guard=''",
    'trap back EXIT',
    signalTraps,
    ...guard,
    'mv "$flags" "$away"',
    `within 180 "${container} did not end within 180 s, and its manifest is back in place: see journalctl -u kubelet" gone`,
    'sleep 5 # until the kubelet has noticed it',
    'back',
  ];
}

/**
 * Returns when the guard is there. `back` ends it: left to itself, it could move back what the next run has just moved away. A process that has
 * ended, but which nobody has waited for, has state Z.
 */
const guard: readonly string[] = [
  'guard() {',
  '  setsid bash -c \'echo $$; exec > /dev/null 2>&1; while grep -q "^State:.[^XZ]" "/proc/$1/status"; do sleep 1; done; [ -e "$3" ] || mv -n "$2" "$3"\' guard "$main" "$away" "$flags"',
  '}',
  'read -r guard < <(guard) && [ -n "$guard" ] || no "setsid does not work here"',
];
