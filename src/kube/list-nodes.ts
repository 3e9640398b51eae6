import type { Clock } from '../net/clock.js';
import { deadlineIn, within } from '../net/deadline.js';
import { type FailedAnswer, failedAnswer } from './api-answer.js';
import type { ApiClient } from './api-client.js';
import { controlPlaneLabels, type ControlPlaneNode, decodeNodes } from './api-objects.js';

/** The nodes of the control plane, all of them, since half a list would say that the others are gone. */
export type NodeListing = { readonly ok: true; readonly nodes: readonly ControlPlaneNode[] } | FailedAnswer;

export type ListNodes = (client: ApiClient) => Promise<NodeListing>;

/** Seconds until nodes are requested again if the login may not list them: rights are granted seldom. */
const forbiddenFor = 600;

/**
 * Creates a function that lists the nodes of the control plane. It asks each time, unless that was forbidden in the last ten minutes.
 * `timeout`: seconds for all of it, so that a slow list of nodes does not hold up the list of instances. Never rejects.
 */
export function createNodeLister(clock: Clock, timeout: number): ListNodes {
  let forbidden: { readonly listing: NodeListing; readonly at: number } | undefined;
  return async (client) => {
    if (forbidden !== undefined && clock.monotonic() - forbidden.at < forbiddenFor * 1000) return forbidden.listing;
    const late = failedAnswer(client.access.server, 'timeout', `no whole list of nodes within ${timeout} s`);
    const listing = await within(deadlineIn(timeout, clock), clock, listNodes(client), late);
    const isForbidden = !listing.ok && listing.failure.kind === 'forbidden';
    forbidden = isForbidden ? { listing, at: clock.monotonic() } : undefined;
    return listing;
  };
}

async function listNodes(client: ApiClient): Promise<NodeListing> {
  for (const label of controlPlaneLabels) {
    const answer = await client.get(`/api/v1/nodes?labelSelector=${encodeURIComponent(label)}`);
    if (!answer.ok) return answer;
    const nodes = decodeNodes(answer.json);
    if (nodes === undefined) return failedAnswer(client.access.server, 'malformed', notWhole);
    if (nodes.length > 0) return { ok: true, nodes };
  }
  return { ok: true, nodes: [] };
}

const notWhole = 'the answer is not a list of nodes, or not all of it';
