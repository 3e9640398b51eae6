import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import t, { type Test } from 'tap';

// Each test waits for its own processes.
t.jobs = 3;

const entry = fileURLToPath(new URL('../../demo/demo.js', import.meta.url));

interface Demo {
  readonly process: ChildProcessByStdio<null, Readable, Readable>;
  readonly folder: string;
  /** What it has printed once `pattern` is there; all of it at its end. */
  until(pattern: RegExp): Promise<string>;
}

function startDemo(t: Test, ...args: string[]): Demo {
  const folder = t.testdir();
  const child = spawn(process.execPath, [entry, '--port=0', ...args], {
    env: { ...process.env, TMPDIR: folder, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.teardown(() => child.kill('SIGKILL'));
  let printed = '';
  const collect = async (pattern: RegExp): Promise<string> => {
    for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
      printed += String(chunk);
      if (pattern.test(printed)) break;
    }
    return printed;
  };
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  child.once('exit', (code) => {
    if (code !== 0) t.comment(errors);
  });
  return { process: child, folder, until: collect };
}

void t.test('--once prints the table, collects once and ends', async (t) => {
  const demo = startDemo(t, '--once');
  const ended = once(demo.process, 'exit');
  const printed = await demo.until(/never printed/);
  t.match(printed, /\$ apiserver-cert-exporter check --config\.file \S+exporter\.yml/);
  t.match(printed, /203\.0\.113\.10/);
  t.match(printed, /GET http:\/\/127\.0\.0\.1:\d+\/metrics: 200, \d+ series of endpoints/);
  t.same(await ended, [0, null]);
  t.same(readdirSync(demo.folder), [], 'nothing is left');
});

void t.test('serves until it is stopped', async (t) => {
  const demo = startDemo(t);
  const ended = once(demo.process, 'exit');
  const printed = await demo.until(/Ctrl-C/);
  const url = /metrics +(http:\S+)/.exec(printed)?.[1] ?? '';
  const metrics = await (await fetch(url)).text();
  const count = (pattern: RegExp): number => metrics.match(pattern)?.length ?? 0;
  t.equal(count(/^apiserver_endpoint_up\{.*\} 1$/gm), 3);
  t.equal(count(/^apiserver_endpoint_loopback_certificate_found\{.*\} 1$/gm), 3);
  t.equal(count(/^apiserver_endpoint_san_covered\{.*name="203\.0\.113\.10".*\} 0$/gm), 1);
  t.equal(count(/^apiserver_endpoint_san_covered\{.*\} 0$/gm), 1, 'and nothing else is uncovered');
  demo.process.kill('SIGINT');
  t.same(await ended, [0, null]);
  t.same(readdirSync(demo.folder), [], 'nothing is left');
  await t.rejects(fetch(url), 'the exporter is gone');
});

void t.test('ends in the middle of a check', async (t) => {
  const demo = startDemo(t);
  const ended = once(demo.process, 'exit');
  await demo.until(/\$ apiserver-cert-exporter check/);
  demo.process.kill('SIGTERM');
  t.same(await ended, [0, null]);
  t.same(readdirSync(demo.folder), [], 'nothing is left');
});

void t.test('ends when nobody reads any more, as `| head` does', async (t) => {
  const demo = startDemo(t, '--port=10643');
  const ended = once(demo.process, 'exit');
  const printed = await demo.until(/\$ apiserver-cert-exporter serve/);
  const [, address = ''] = /--web\.listen-address (\S+:[1-9]\d*)/.exec(printed) ?? [];
  t.ok(address, 'the default port, or a free one');
  demo.process.stdout.destroy();
  t.same(await ended, [0, null]);
  t.same(readdirSync(demo.folder), [], 'nothing is left');
  await t.rejects(fetch(`http://${address}/`), 'the exporter is gone');
});
