/**
 * A local HTTPS server that plays the internet. Every host name leads here: Chromium maps names to it
 * (--host-resolver-rules), Firefox reaches it through the CONNECT proxy below, so neither needs port 443.
 */
import {
  createServer as createProxy,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Server, type Socket } from 'node:net';
import { makeCertificate } from './certificate.ts';
import type { Served } from './npm-files.ts';

/** What a site answers to one address; null: 404. `stream` writes the answer itself. */
export type Site = (
  url: URL,
  method: string,
) => Served | { readonly redirect: string } | { readonly stream: (response: ServerResponse) => void } | null;

export interface Seen {
  readonly host: string;
  readonly path: string;
  readonly method: string;
  readonly at: number;
  readonly headers: IncomingHttpHeaders;
}

export interface World {
  /** Port of the HTTPS server on 127.0.0.1. */
  readonly port: number;
  /** Port of the CONNECT proxy on 127.0.0.1. */
  readonly proxyPort: number;
  /** Of the server's public key: SHA-256, base64. */
  readonly fingerprint: string;
  /** Every request that arrived, oldest first. */
  readonly seen: Seen[];
  close(): Promise<void>;
}

/** Starts the world. Hosts without a site answer 404, and are recorded like all others. */
export async function startWorld(sites: ReadonlyMap<string, Site>): Promise<World> {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const { fingerprint, ...pair } = await makeCertificate();
  const server = createServer(pair, (request, response) => {
    const url = new URL(request.url ?? '/', `https://${request.headers.host}`);
    const method = request.method ?? 'GET';
    const { headers } = request;
    seen.push({ host: url.hostname, path: url.pathname, method, at: Date.now(), headers });
    answer(sites.get(url.hostname)?.(url, method) ?? null, request, response);
  });
  // What is not encrypted has no site here, but is seen all the same.
  const seeOpenly = (host: string, path: string, method: string) =>
    seen.push({ host, path, method, at: Date.now(), headers: {} });
  server.on('tlsClientError', () => seeOpenly('', '(not encrypted)', ''));
  const proxy = createProxy((request, response) => {
    seeOpenly(request.headers.host ?? '', request.url ?? '', request.method ?? '');
    response.writeHead(404).end();
  });
  proxy.on('connect', (_request, client: Socket, head: Buffer) => {
    const upstream = connect((server.address() as AddressInfo).port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    sockets.add(client).add(upstream);
    for (const socket of [client, upstream]) socket.on('error', () => socket.destroy());
  });
  for (const each of [server, proxy]) each.on('connection', (socket: Socket) => sockets.add(socket));
  await Promise.all([listen(server), listen(proxy)]);
  return {
    port: (server.address() as AddressInfo).port,
    proxyPort: (proxy.address() as AddressInfo).port,
    fingerprint,
    seen,
    async close() {
      for (const socket of sockets) socket.destroy();
      await Promise.all([server, proxy].map((each) => new Promise((resolve) => each.close(resolve))));
    },
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
}

function answer(served: ReturnType<Site>, request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*', 'timing-allow-origin': '*' };
  if (request.method === 'OPTIONS') response.writeHead(204, open).end();
  else if (served === null) response.writeHead(404, { ...open, 'content-type': 'text/plain' }).end('not here');
  else if ('stream' in served) served.stream(response);
  else if ('redirect' in served) response.writeHead(302, { ...open, location: served.redirect }).end();
  else
    response
      .writeHead(served.status ?? 200, { ...open, ...served.headers, 'content-type': served.type })
      .end(served.body);
}
