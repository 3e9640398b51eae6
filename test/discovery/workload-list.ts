import type { Test } from 'tap';
import type { FleetListing } from '../../src/discovery/create-fleet.js';
import { createWorkloadList } from '../../src/discovery/list-workloads.js';
import { kubeconfigContents } from '../../src/kube/kubeconfig-contents.js';
import { systemClock } from '../../src/net/clock.js';
import { targetConfigWith } from '../config/config-fixture.js';
import { kubeconfigWith } from '../fixtures/kubeconfig-with.js';
import { type HeldSecret, startManagementApi } from './management-api.js';

/** A kubeconfig that leads to port 6443 of this host. */
export const good = (host = '10.1.2.3', user: object = { token: 't0ken' }): string =>
  kubeconfigWith({ server: `https://${host}:6443`, 'insecure-skip-tls-verify': true }, user);

export const secret = (value: string | undefined, version = 1): HeldSecret => ({ value, version });

/** Starts a management cluster, and the list of its workload clusters. */
export async function startWorkloadList(t: Test, settings: object = {}, clock = systemClock) {
  const config = await targetConfigWith({
    name: 'management',
    addresses: [],
    kubeconfig: { file: '/k' },
    discovery: 'cluster-api',
    timeout: '2s',
    ...settings,
  });
  const api = await startManagementApi(t);
  const contents = (bytes: Uint8Array) => Promise.resolve(kubeconfigContents(bytes));
  return { api, list: createWorkloadList(config, { ...api.options, clock, contents }) };
}

export const namesIn = ({ members }: FleetListing): readonly string[] => members.map(({ name }) => name);

export const problemOf = ({ members }: FleetListing, name: string): string | undefined => {
  const member = members.find((one) => one.name === name);
  return member?.ok === false ? member.problem : undefined;
};

/** Where the target of this name is. */
export const addressOf = async ({ members }: FleetListing, name: string): Promise<string | undefined> => {
  const member = members.find((one) => one.name === name);
  const found = member?.ok === true ? await member.make(name).find() : undefined;
  return found?.target?.addresses[0]?.host.text;
};
