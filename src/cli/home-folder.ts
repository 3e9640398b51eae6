import { homedir } from 'node:os';

/**
 * Returns the user's home folder. Without HOME and without an entry in /etc/passwd, as in some containers, there is none: '', so that
 * ~/.kube/config is sought below the working folder, as kubectl does.
 */
export function homeFolder(find: () => string = homedir): string {
  try {
    return find();
  } catch {
    return '';
  }
}
