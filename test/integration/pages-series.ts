import { createServer } from 'node:http';
import type { Test } from 'tap';
import { listenOnLoopback } from '../fixtures/listen-on-loopback.js';

const day = 86_400;
const notAfter = 'apiserver_endpoint_certificate_not_after_timestamp_seconds';
const notBefore = 'apiserver_endpoint_certificate_not_before_timestamp_seconds';

/** A certificate of a year whose end is so many days from `now`. */
function year(now: number, labels: string, days: number): readonly string[] {
  const end = now + days * day;
  return [`${notAfter}{${labels}} ${end}`, `${notBefore}{${labels}} ${end - 365 * day}`];
}

function endpoint(target: string, certificate = 'serving', address = '10.0.0.1:6443'): string {
  return `target="${target}",address="${address}",certificate="${certificate}"`;
}

/** Two processes of Kubernetes 1.36 whose loopback certificates end at the same time. */
function together(now: number): readonly string[] {
  return [1, 2].flatMap((process) => {
    const labels = endpoint('together', 'loopback', `10.0.0.${process}:6443`);
    return [
      ...year(now, labels, 3),
      `apiserver_endpoint_certificate_info{${labels},fingerprint_sha256="${process}"} 1`,
      `apiserver_endpoint_kubernetes_version_info{target="together",address="10.0.0.${process}:6443",git_version="v1.36.3"} 1`,
    ];
  });
}

/** Series with which each rule of severity critical fires, of a target of its own: no page inhibits another, and each is a group. */
function series(now: number): string {
  const place = 'address="10.0.0.1:6443"';
  return [
    `apiserver_endpoint_refused{target="refused",${place},name="kubernetes",reason="usage"} 1`,
    ...year(now, endpoint('ending'), 3),
    ...year(now, endpoint('trust'), 300),
    `apiserver_endpoint_trust_not_after_timestamp_seconds{target="trust",${place}} ${now + 3 * day}`,
    ...year(now, endpoint('loopback', 'loopback'), 3),
    ...year(now, endpoint('loopback-expired', 'loopback'), -3),
    ...together(now),
    `apiserver_endpoint_san_covered{target="name",${place},name="192.0.2.1",role="client"} 0`,
    ...year(now, 'path="/ending.crt",certificate="1"', 3).map(ofFile),
    ...year(now, 'path="/expired.crt",certificate="1"', -3).map(ofFile),
    `apiserver_endpoint_up{target="unreachable",${place}} 0`,
    '',
  ].join('\n');
}

function ofFile(line: string): string {
  return line.replace('apiserver_endpoint_', 'apiserver_file_');
}

/** Serves these series until the test ends. Resolves with `HOST:PORT`. */
export async function servePagingSeries(t: Test): Promise<string> {
  const body = series(Math.floor(Date.now() / 1000));
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4' }).end(body);
  });
  return `127.0.0.1:${await listenOnLoopback(t, server)}`;
}
