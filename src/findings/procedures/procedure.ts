import type { Certificate } from '../../x509/certificate.js';
import type { Distribution } from './distribution.js';
import type { Situation } from './situation.js';

/** CommandLines to copy, all of them safe to paste at once: of a certificate's text, they contain only host names and IP addresses. */
export interface CommandLines {
  /** The kinds of control planes that they are for. Empty: all of them. */
  readonly distributions: readonly Distribution[];
  /** For bash, as root. Comments after `# ` are for people. */
  readonly lines: readonly string[];
}

/** What is known of commands that change something. */
export interface Steps extends Pick<CommandLines, 'lines'> {
  /** What this part of a task does, where a task has several: `2. New certificates`. */
  readonly stage?: string;
  /** What they change, and on which machine, in one sentence. */
  readonly touches: string;
  /** How long it takes, and what does not work meanwhile, in one sentence. */
  readonly takes: string;
  /** How one sees that it worked, with the expected output. */
  readonly worked: string;
  /** The commands of the way back, or a comment where there is none. */
  readonly back: readonly string[];
  /** What ran them: a test and its versions. Otherwise the source, with its version. */
  readonly basis: string;
}

/** A tried way to repair something, on these kinds of control planes. */
export interface Procedure extends Steps, CommandLines {}

/** What the procedures of a kind of control plane do. */
export type Task = 'restart' | 'serveFile' | 'renew' | 'reissue' | 'renewFiles' | 'rotateCa' | 'replaceCa';

type Make = (situation: Situation) => Steps;

/** A kind of control plane: how to recognise it, and how to do each task there. */
export interface ControlPlaneKind extends Readonly<Record<Exclude<Task, 'replaceCa'>, readonly (Steps | Make)[]>> {
  /** A CA with a new key. Undefined: the same as \`rotateCa\`. */
  readonly replaceCa?: readonly (Steps | Make)[] | undefined;
  /** Whether a serving certificate is one that this kind makes. */
  readonly recognises: (leaf: Leaf) => boolean;
}

/** What a serving certificate says of who made it. */
export type Leaf = Pick<Certificate, 'subject' | 'issuer' | 'subjectCommonName' | 'issuerCommonName' | 'dnsNames'>;

/** Whether these commands change something. */
export function isProcedure(commands: CommandLines | Procedure): commands is Procedure {
  return 'touches' in commands;
}
