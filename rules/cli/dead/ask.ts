/** Asks about many hosts, a few at a time, and first whether there is a network to ask. */
import { type Answers, type Finding, judge, type Named, type Remembered, toRemember } from './judge.ts';
import { askHost, type NameServer, Registry, type Ways } from './network.ts';

/** `.invalid` never exists (RFC 6761): a name server that finds it answers anything. */
const NEVER = 'countergaze-control.invalid';
const AT_ONCE = 8;

/** Why the network cannot be trusted to say that something is gone; null when it can. */
export async function whyNoNetwork(server: NameServer, control: string): Promise<string | null> {
  const [known, never] = await Promise.all([server.ask(control), server.ask(NEVER)]);
  if (known !== 'resolves') return `the name server does not resolve ${control}`;
  return never === 'gone' ? null : `the name server does not say of ${NEVER} that it does not exist`;
}

export interface Report {
  readonly host: Named;
  readonly answers: Answers;
  readonly findings: readonly Finding[];
  readonly remember: Remembered;
}

/** One report a host, in order. The registry is asked once a domain. */
export async function* askAbout(
  hosts: readonly Named[],
  server: NameServer,
  ways: Ways,
  before: Readonly<Record<string, Remembered>>,
  today: string,
): AsyncGenerator<Report> {
  const registry = new Registry(ways);
  const report = async (host: Named): Promise<Report> => {
    const dns = await server.ask(host.host);
    const [registration, certificate] = await Promise.all([
      registry.ask(host.domain),
      dns === 'resolves' ? askHost(host.host, ways) : null,
    ]);
    const answers = { dns, registration, certificate };
    const known = before[host.host];
    return { host, answers, findings: judge(host, answers, known, today), remember: toRemember(answers, known) };
  };
  for (let from = 0; from < hosts.length; from += AT_ONCE)
    yield* await Promise.all(hosts.slice(from, from + AT_ONCE).map(report));
}
