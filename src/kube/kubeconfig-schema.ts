import * as v from 'valibot';
import { anyMapping, list } from '../document/schema-parts.js';
import { isBase64 } from './base64.js';

/**
 * The kubeconfig format (k8s.io/client-go/tools/clientcmd/api/v1). As in kubectl, unknown keys are ignored, null means the same as an
 * absent key or entry, and a wrong type anywhere makes the whole file invalid. The message of an issue says what was expected.
 */
export const kubeconfigSchema = mapping({
  preferences: part({ colors: flag(), extensions: extensions() }),
  'current-context': text(),
  clusters: entries({ name: text(), cluster: clusterSchema() }),
  contexts: entries({
    name: text(),
    context: part({ cluster: text(), user: text(), namespace: text(), extensions: extensions() }),
  }),
  users: entries({ name: text(), user: userSchema() }),
  extensions: extensions(),
});

function clusterSchema() {
  return part({
    server: text(),
    'tls-server-name': text(),
    'insecure-skip-tls-verify': flag(),
    'certificate-authority': text(),
    'certificate-authority-data': data(),
    'proxy-url': text(),
    'disable-compression': flag(),
    extensions: extensions(),
  });
}

function userSchema() {
  return part({
    'client-certificate': text(),
    'client-certificate-data': data(),
    'client-key': text(),
    'client-key-data': data(),
    token: text(),
    tokenFile: text(),
    username: text(),
    password: text(),
    as: text(),
    'as-uid': text(),
    'as-groups': texts(),
    'as-user-extra': v.nullish(v.pipe(anyMapping('a mapping'), v.record(v.string(), texts()))),
    exec: execSchema(),
    'auth-provider': part({
      name: text(),
      config: v.nullish(v.pipe(anyMapping('a mapping'), v.record(v.string(), text()))),
    }),
    extensions: extensions(),
  });
}

function execSchema() {
  return part({
    command: text(),
    args: texts(),
    env: entries({ name: text(), value: text() }),
    apiVersion: text(),
    installHint: text(),
    provideClusterInfo: flag(),
    interactiveMode: text(),
  });
}

/** Tools keep what they like in extensions. Only a plugin's cluster info has a use for one of them. */
function extensions() {
  return entries({ name: text(), extension: v.unknown() });
}

/** Accepts a mapping. valibot keeps only the known keys. */
function mapping<const Entries extends v.ObjectEntries>(keys: Entries) {
  return v.pipe(anyMapping('a mapping'), v.object(keys));
}

function part<const Entries extends v.ObjectEntries>(keys: Entries) {
  return v.nullish(mapping(keys));
}

function entries<const Entries extends v.ObjectEntries>(keys: Entries) {
  const item = v.nullish(mapping(keys));
  return v.nullish(list(item, { least: 0, most: 10_000, of: 'entries' }));
}

function texts() {
  return v.nullish(list(text(), { least: 0, most: 10_000, of: 'texts' }));
}

function text() {
  return v.nullish(string());
}

function string() {
  return v.string(({ input }) => (typeof input === 'object' ? 'text' : 'text (in quotes)'));
}

/** An empty list is no bytes, as in Go. */
function data() {
  const noList = v.transform((input: unknown) => (Array.isArray(input) && input.length === 0 ? '' : input));
  const base64 = v.check(isBase64, 'base64, as `base64 -w0 FILE` prints it');
  return v.nullish(v.pipe(v.unknown(), noList, string(), base64));
}

function flag() {
  return v.nullish(v.boolean('true or false'));
}

type Kubeconfig = v.InferOutput<typeof kubeconfigSchema>;
type Entry<Name extends 'clusters' | 'contexts' | 'users'> = NonNullable<NonNullable<Kubeconfig[Name]>[number]>;

export type ClusterFields = NonNullable<Entry<'clusters'>['cluster']>;
export type ContextFields = NonNullable<Entry<'contexts'>['context']>;
export type UserFields = NonNullable<Entry<'users'>['user']>;
