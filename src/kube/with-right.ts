import type { ApiClient } from './api-client.js';
import type { ApiFailure } from './api-failure.js';
import { hasUsableLogin } from './cluster-access.js';

/**
 * Adds the right that is lacking to the message of a refusal, in the words of an RBAC rule, but only for users who are logged in: nobody
 * should grant it to anonymous requests.
 */
export function withRight(failure: ApiFailure, right: string, { access }: Pick<ApiClient, 'access'>): ApiFailure {
  if (failure.kind !== 'forbidden' || !hasUsableLogin(access)) return failure;
  return { ...failure, message: `${failure.message}; needed: ${right}`, needs: right };
}
