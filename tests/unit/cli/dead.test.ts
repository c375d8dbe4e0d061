/** `rules dead` against a name server, a registry and TLS hosts that really answer, all of them on this machine. */
import { spawn } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:tls';
import { decode, encode } from 'dns-packet';
import { generate } from 'selfsigned';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hostsOf } from '../../../rules/cli/dead/judge.ts';
import { RULES_DIR } from '../../../rules/cli/load.ts';
import { dossier, rulesFolder } from '../../support/fixtures.ts';

/** What the name server says; any name that is not here does not exist. */
const ZONE: Record<string, 'A' | 'empty' | 'fail'> = {
  'example.com': 'A',
  'sdk.alive.com': 'A',
  'sdk.bought.com': 'A',
  'sdk.empty.com': 'empty',
  'sdk.silent.com': 'fail',
  'sdk.strange.com': 'A',
};
const REGISTERED: Record<string, object> = {
  'alive.com': domain('2015-03-01', 'Alive Ltd.'),
  'bought.com': domain('2026-06-01', 'Somebody Else'),
  'empty.com': { ...domain('2015-03-01', 'Empty Ltd.'), status: ['active', 'redemption period'] },
  'strange.com': domain('2015-03-01', 'Strange Ltd.'),
};

function domain(registered: string, owner: string) {
  const card = (name: string) => [
    'vcard',
    [
      ['version', {}, 'text', '4.0'],
      ['fn', {}, 'text', name],
    ],
  ];
  return {
    objectClassName: 'domain',
    events: [{ eventAction: 'registration', eventDate: `${registered}T00:00:00Z` }],
    entities: [
      { roles: ['registrant'], vcardArray: card(owner) },
      { roles: ['registrar'], vcardArray: card('Registrar Inc.') },
    ],
    status: ['active'],
  };
}

let names: Socket;
let registry: Server;
let hosts: TlsServer;
let answersAnything = false;

beforeAll(async () => {
  names = createSocket('udp4');
  names.on('message', (message, { port, address }) => {
    const { id = 0, questions = [] } = decode(message);
    const [question] = questions;
    const said = answersAnything ? 'A' : ZONE[question?.name ?? ''];
    const rcode = said === undefined ? 3 : said === 'fail' ? 2 : 0;
    const answers =
      said === 'A' && question?.type === 'A'
        ? [{ type: 'A' as const, name: question.name, ttl: 1, data: '127.0.0.1' }]
        : [];
    names.send(encode({ type: 'response', id, questions, answers, flags: 0x180 | rcode }), port, address);
  });
  await new Promise<void>((resolve) => names.bind(0, '127.0.0.1', resolve));
  registry = createServer(({ url = '' }, response) => {
    const path = url.replace(/^\/rdap/, '');
    const found =
      path === '/dns.json' ? { services: [[['com'], [`${rdap()}rdap/`]]] } : REGISTERED[path.replace('/domain/', '')];
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/rdap+json' });
    response.end(JSON.stringify(found ?? { errorCode: 404 }));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  const { private: key, cert } = await generate(
    [
      { name: 'commonName', value: 'sdk.alive.com' },
      { name: 'organizationName', value: 'Alive Ltd.' },
    ],
    {
      keySize: 2048,
      algorithm: 'sha256',
      extensions: [
        {
          name: 'subjectAltName',
          altNames: [
            { type: 2, value: 'sdk.alive.com' },
            { type: 2, value: 'sdk.bought.com' },
          ],
        },
      ],
    },
  );
  hosts = createTlsServer({ key, cert }, (socket) => socket.end());
  hosts.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => hosts.listen(0, '127.0.0.1', resolve));
});

afterAll(() => {
  names.close();
  registry.close();
  hosts.close();
});

const portOf = (server: { address(): unknown }) => (server.address() as AddressInfo).port;
const rdap = () => `http://127.0.0.1:${portOf(registry)}/`;
const dir = rulesFolder(
  ...['alive', 'bought', 'empty', 'gone', 'silent', 'strange'].map((id) => dossier(id)),
  dossier('cdn', {
    detect: { hostPaths: ['unpkg.com/acme'] },
    sources: [
      {
        ref: 'https://a.b/',
        says: 'Names the path.',
        shows: ['hostPath:unpkg.com/acme'],
        how: 'live',
        seen: '2026-01-01',
      },
    ],
    cases: {
      positive: [{ url: 'https://unpkg.com/acme/a.js' }],
      negative: [{ url: 'https://unpkg.com/other/a.js', why: 'Another package.' }],
    },
  }),
);

function dead(args: string[]): Promise<{ status: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, [
    join(RULES_DIR, 'cli/main.ts'),
    'dead',
    '--dir',
    dir,
    '--timeout',
    '1000',
    ...args,
  ]);
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk) => (stdout += chunk));
  child.stderr.on('data', (chunk) => (stderr += chunk));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, stdout, stderr })));
}

const local = () => ['--dns', `127.0.0.1:${portOf(names)}`, '--rdap', rdap(), '--tls', `127.0.0.1:${portOf(hosts)}`];

test('says who is gone, who changed hands and what to look at, and nothing of the rest', async () => {
  const { status, stdout, stderr } = await dead(local());
  expect(stdout.trimEnd().split('\n')).toEqual([
    'changed: bought: sdk.bought.com: the domain was registered anew on 2026-06-01, after a source was seen (2026-01-01) (host:sdk.bought.com)',
    'look: empty: sdk.empty.com: the registry says "redemption period" (host:sdk.empty.com)',
    'dead: gone: sdk.gone.com: the name server says that there is no such name, nor any below it (host:sdk.gone.com)',
    'dead: gone: sdk.gone.com: the registry knows no such domain (host:sdk.gone.com)',
    'look: silent: sdk.silent.com: the registry knows no such domain (host:sdk.silent.com)',
    'look: strange: sdk.strange.com: it shows a certificate that is made out to other hosts (host:sdk.strange.com)',
  ]);
  expect(stderr).toContain('6 hosts: 1 gone, 1 changed hands, 1 without an answer from the name server');
  expect(status).toBe(1);
});

test('an id that the list does not have is refused, beside one that it has', async () => {
  expect(await dead(['alive', 'alife', ...local()])).toMatchObject({ status: 2, stdout: '' });
});

test('a host of two dossiers is known since the earlier source', () => {
  const seen = (id: string, day: string) =>
    dossier(id, {
      detect: { hosts: ['sdk.both.com'] },
      sources: [{ ref: 'https://docs.both.com/', says: 'Names it.', how: 'live', seen: day }],
    });
  for (const days of [
    ['2025-05-01', '2026-01-01'],
    ['2026-01-01', '2025-05-01'],
  ]) {
    const list = days.map((day, at) => seen(`both${at}`, day));
    expect(hostsOf(list, () => false)).toMatchObject([{ host: 'sdk.both.com', vendor: 'both0', since: '2025-05-01' }]);
  }
});

test('a name server that fails says nothing about a host', async () => {
  expect(await dead(['silent', 'empty', 'alive', '--dns-only', ...local()])).toMatchObject({ status: 0, stdout: '' });
});

test('registries are found through a bootstrap file', async () => {
  const args = ['bought', ...local()].map((each) => (each === rdap() ? `${rdap()}dns.json` : each));
  expect((await dead(args)).stdout).toContain('registered anew on 2026-06-01');
});

test('from one run to the next: another owner, another certificate', async () => {
  const state = join(mkdtempSync(join(tmpdir(), 'countergaze-dead-')), 'state.json');
  expect((await dead(['alive', '--state', state, ...local()])).status).toBe(0);
  const kept = JSON.parse(readFileSync(state, 'utf8'));
  expect(kept).toEqual({
    'sdk.alive.com': {
      registered: '2015-03-01',
      registrant: 'Alive Ltd.',
      registrar: 'Registrar Inc.',
      organisation: 'Alive Ltd.',
    },
  });
  kept['sdk.alive.com'] = {
    ...kept['sdk.alive.com'],
    registrant: 'First Ltd.',
    registrar: 'Old Inc.',
    organisation: 'First Ltd.',
  };
  writeFileSync(state, JSON.stringify(kept));
  const { status, stdout } = await dead(['alive', '--state', state, ...local()]);
  expect(stdout).toContain('changed: alive: sdk.alive.com: the registrant was "First Ltd." and is "Alive Ltd."');
  expect(stdout).toContain('look: alive: sdk.alive.com: the registrar was "Old Inc." and is "Registrar Inc."');
  expect(stdout).toContain('changed: alive: sdk.alive.com: the organisation in the certificate was');
  expect(status).toBe(1);
});

test('without a network nothing is judged, and the exit code says so', async () => {
  const nobody = createSocket('udp4');
  await new Promise<void>((resolve) => nobody.bind(0, '127.0.0.1', resolve));
  const port = portOf(nobody);
  nobody.close();
  const { status, stdout, stderr } = await dead(['--dns', `127.0.0.1:${port}`]);
  expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
  expect(stderr).toContain('no network to ask: the name server does not resolve example.com. Nothing was judged.');
});

test('nor behind a name server that answers anything', async () => {
  answersAnything = true;
  const { status, stderr } = await dead(local()).finally(() => (answersAnything = false));
  expect(status).toBe(3);
  expect(stderr).toContain('Nothing was judged.');
});
