import * as v from 'valibot';
import { anyMapping, list } from '../document/schema-parts.js';

/**
 * The kubeconfig format (k8s.io/client-go/tools/clientcmd/api/v1). As in kubectl, unknown keys are ignored, null means the same as an
 * absent key, and a wrong type anywhere makes the whole file invalid. The message of an issue says what was expected.
 */
export const kubeconfigSchema = mapping({
  kind: v.nullish(v.literal('Config', 'Config')),
  apiVersion: v.nullish(v.literal('v1', 'v1')),
  'current-context': text(),
  clusters: entries({ name: text(), cluster: v.nullish(clusterSchema()) }),
  contexts: entries({ name: text(), context: v.nullish(mapping({ cluster: text(), user: text() })) }),
  users: entries({ name: text(), user: v.nullish(userSchema()) }),
});

function clusterSchema() {
  return mapping({
    server: text(),
    'tls-server-name': text(),
    'insecure-skip-tls-verify': v.nullish(v.boolean('true or false')),
    'certificate-authority': text(),
    'certificate-authority-data': text(),
    'proxy-url': text(),
  });
}

function userSchema() {
  return mapping({
    'client-certificate': text(),
    'client-certificate-data': text(),
    'client-key': text(),
    'client-key-data': text(),
    token: text(),
    tokenFile: text(),
    username: text(),
    password: text(),
    as: text(),
    exec: v.nullish(anyMapping('a mapping')),
    'auth-provider': v.nullish(anyMapping('a mapping')),
  });
}

/** Accepts a mapping. valibot keeps only the known keys. */
function mapping<const Entries extends v.ObjectEntries>(keys: Entries) {
  return v.pipe(anyMapping('a mapping'), v.object(keys));
}

function entries<const Entries extends v.ObjectEntries>(keys: Entries) {
  return v.nullish(list(mapping(keys), { least: 0, most: 10_000, of: 'entries' }));
}

function text() {
  return v.nullish(v.string(({ input }) => (typeof input === 'object' ? 'text' : 'text (in quotes)')));
}

type Kubeconfig = v.InferOutput<typeof kubeconfigSchema>;
type Entry<Name extends 'clusters' | 'contexts' | 'users'> = NonNullable<Kubeconfig[Name]>[number];

export type ClusterFields = NonNullable<Entry<'clusters'>['cluster']>;
export type ContextFields = NonNullable<Entry<'contexts'>['context']>;
export type UserFields = NonNullable<Entry<'users'>['user']>;
