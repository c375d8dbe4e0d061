import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isShared } from '../../core/host.ts';
import { askAbout, type Report, whyNoNetwork } from '../dead/ask.ts';
import { hostsOf, type Remembered } from '../dead/judge.ts';
import { NameServer, type Ways } from '../dead/network.ts';
import { loadValidVendors } from '../load.ts';
import type { Command } from '../main.ts';
import { refuseUnknown, UsageError } from '../problem.ts';

const OPTIONS = {
  dns: { type: 'string', multiple: true },
  rdap: { type: 'string', default: 'https://data.iana.org/rdap/dns.json' },
  tls: { type: 'string', default: '' },
  'dns-only': { type: 'boolean' },
  control: { type: 'string', default: 'example.com' },
  timeout: { type: 'string', default: '5000' },
  state: { type: 'string' },
  json: { type: 'boolean' },
  dir: { type: 'string' },
} as const;

/** The exit code when there is no network: nothing was judged. */
export const NO_NETWORK = 3;

export const command: Command = {
  usage: 'dead [id …] [--dns-only] [--state FILE]',
  does: 'hosts that are gone or changed hands (DNS, RDAP, certificate); without a network it judges nothing',
  async run(args) {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
    const all = loadValidVendors(values.dir);
    refuseUnknown(
      positionals,
      all.map(({ id }) => id),
    );
    const vendors = positionals.length === 0 ? all : all.filter(({ id }) => positionals.includes(id));
    const ways = waysOf(values);
    const server = new NameServer(ways);
    const why = await whyNoNetwork(server, values.control);
    if (why !== null) {
      console.error(`no network to ask: ${why}. Nothing was judged.`);
      return NO_NETWORK;
    }
    const before = readState(values.state);
    const hosts = hostsOf(vendors, isShared);
    const reports: Report[] = [];
    const today = new Date().toISOString().slice(0, 10);
    for await (const report of askAbout(hosts, server, ways, before, today)) {
      reports.push(report);
      if (!values.json) show(report);
    }
    if (values.json) console.log(JSON.stringify(reports, null, 2));
    if (values.state !== undefined) writeState(values.state, before, reports);
    return sumUp(reports, ways);
  },
};

function waysOf(values: { dns?: string[]; rdap: string; tls: string; timeout: string; 'dns-only'?: boolean }): Ways {
  const { dns = [], rdap, tls } = values;
  const timeout = Number(values.timeout);
  if (!(timeout > 0)) throw new UsageError('--timeout is a number of milliseconds');
  if (!/^https?:\/\//.test(rdap)) throw new UsageError('--rdap is an http(s) address');
  if (tls !== '' && !/:\d+$/.test(tls)) throw new UsageError('--tls is address:port');
  return values['dns-only'] ? { dns, rdap: null, tls: null, timeout } : { dns, rdap, tls, timeout };
}

function show({ host: { host, vendor, signatures }, findings }: Report): void {
  for (const { what, says } of findings) console.log(`${what}: ${vendor}: ${host}: ${says} (${signatures.join(', ')})`);
}

function readState(file: string | undefined): Record<string, Remembered> {
  if (file === undefined || !existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Record<string, Remembered>;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** Keeps what is known of hosts that were not asked about this time. */
function writeState(file: string, before: Record<string, Remembered>, reports: readonly Report[]): void {
  const now = { ...before, ...Object.fromEntries(reports.map(({ host, remember }) => [host.host, remember])) };
  const sorted = Object.fromEntries(Object.entries(now).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(sorted, null, 2)}\n`);
}

function sumUp(reports: readonly Report[], { rdap }: Ways): number {
  const count = (holds: (report: Report) => boolean) => reports.filter(holds).length;
  const silent = count(({ answers }) => answers.dns === 'unknown');
  const noRegistry = count(({ answers }) => answers.registration === null);
  const dead = count(({ findings }) => findings.some(({ what }) => what === 'dead'));
  const changed = count(({ findings }) => findings.some(({ what }) => what === 'changed'));
  console.error(
    `${reports.length} hosts: ${dead} gone, ${changed} changed hands, ${silent} without an answer from the name server; ${rdap === null ? 'no registry was asked' : `the registry was silent about ${noRegistry}`}`,
  );
  return dead + changed === 0 ? 0 : 1;
}
