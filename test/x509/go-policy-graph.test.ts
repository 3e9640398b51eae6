import t from 'tap';
import { anyPolicy, PolicyGraph } from '../../src/x509/go-policy-graph.js';
import { tlv } from './der-builder.js';

/** A level of a certificate with these policies. */
function level(graph: PolicyGraph, ...policies: readonly string[]): PolicyGraph {
  graph.descend();
  for (const policy of policies) graph.add(policy);
  graph.prune();
  return graph;
}

/** The same for one that has anyPolicy, too. */
function levelWithAny(graph: PolicyGraph, ...policies: readonly string[]): PolicyGraph {
  graph.descend();
  for (const policy of policies) graph.add(policy);
  graph.addExpected();
  graph.prune();
  return graph;
}

void t.test('anyPolicy by its DER', (t) => {
  t.equal(tlv(6, Buffer.from(anyPolicy, 'hex')).toString('hex'), '0604551d2000');
  t.end();
});

void t.test('a policy of all certificates is valid', (t) => {
  t.equal(level(level(new PolicyGraph(), 'a', 'b'), 'b', 'c').hasValidPolicy, true);
  t.equal(level(level(new PolicyGraph(), 'a'), 'b').hasValidPolicy, false);
  t.equal(level(level(level(new PolicyGraph(), 'a'), 'b'), 'a').hasValidPolicy, false, 'one has it not');
  t.equal(level(new PolicyGraph()).hasValidPolicy, false, 'none at all');
  t.end();
});

void t.test('anyPolicy stands for what is expected', (t) => {
  t.equal(new PolicyGraph().hasValidPolicy, true);
  t.equal(levelWithAny(levelWithAny(new PolicyGraph())).hasValidPolicy, true);
  t.equal(level(levelWithAny(new PolicyGraph()), 'a').hasValidPolicy, true);
  t.equal(levelWithAny(level(new PolicyGraph(), 'a')).hasValidPolicy, true);
  t.equal(level(levelWithAny(level(new PolicyGraph(), 'a')), 'b').hasValidPolicy, false, 'it is not any other');
  t.equal(level(levelWithAny(level(new PolicyGraph(), 'a')), 'a').hasValidPolicy, true);
  t.end();
});

void t.test('a mapped policy is expected by its other names', (t) => {
  const mapped = (...subjects: readonly string[]): PolicyGraph => {
    const graph = level(new PolicyGraph(), 'a');
    graph.map('a', subjects);
    return graph;
  };
  t.equal(level(mapped('b', 'c'), 'c').hasValidPolicy, true);
  t.equal(level(mapped('b'), 'a').hasValidPolicy, false);
  t.equal(level(levelWithAny(mapped('b')), 'b').hasValidPolicy, true);
  t.equal(level(level(mapped('b', 'c'), 'b', 'c'), 'c').hasValidPolicy, true);
  const graph = level(new PolicyGraph(), 'a');
  graph.map('x', ['b']);
  t.equal(level(graph, 'b').hasValidPolicy, false, 'it has no such policy');
  t.end();
});

void t.test('anyPolicy is mapped as every policy', (t) => {
  const graph = levelWithAny(new PolicyGraph());
  graph.map('a', ['b']);
  t.equal(level(graph, 'b').hasValidPolicy, true);
  t.end();
});

void t.test('two policies that are mapped to one', (t) => {
  const graph = level(new PolicyGraph(), 'a', 'b');
  graph.map('a', ['c']);
  graph.map('b', ['c']);
  t.equal(level(graph, 'c').hasValidPolicy, true);
  graph.deleteLeaf('c');
  graph.prune();
  t.equal(graph.hasValidPolicy, false);
  t.end();
});

void t.test('a deleted leaf takes with it what led only to it', (t) => {
  const graph = level(level(level(new PolicyGraph(), 'a', 'b'), 'a', 'b'), 'a', 'b');
  graph.deleteLeaf('a');
  graph.deleteLeaf('c');
  graph.prune();
  t.equal(graph.hasValidPolicy, true);
  graph.deleteLeaf('b');
  graph.prune();
  t.equal(graph.hasValidPolicy, false);
  t.end();
});

void t.test('once a certificate has no policy, none is valid', (t) => {
  const graph = levelWithAny(new PolicyGraph());
  graph.alive = false;
  t.equal(graph.hasValidPolicy, false);
  t.end();
});

void t.test('how much is looked at', (t) => {
  const graph = new PolicyGraph();
  t.equal(graph.width, 2);
  level(graph, 'a', 'b');
  t.equal(graph.width, 4);
  graph.map('a', ['c', 'd', 'e']);
  t.equal(graph.width, 6);
  t.equal(levelWithAny(graph).width, 8, 'b, c, d and e');
  t.end();
});
