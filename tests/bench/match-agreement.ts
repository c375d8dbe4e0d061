/** Whether a peer says the same of every request, and where not, why. */
import type { Request } from '../../rules/cli/corpus.ts';
import { splitUrl } from '../../rules/core/host.ts';
import type { Engine } from './match-ours.ts';

export interface Agreement {
  readonly agreed: number;
  /** Differences by their reason, with one address each (no query). */
  readonly differences: readonly { readonly reason: string; readonly count: number; readonly example: string }[];
}

export function compareVerdicts(mine: Engine, peer: Engine, requests: readonly Request[]): Agreement {
  const found = new Map<string, { count: number; example: string }>();
  let agreed = 0;
  for (const request of requests) {
    const [is, theirs] = [mine.judge(request), peer.judge(request)];
    if (is === theirs) {
      agreed++;
      continue;
    }
    const { host, path } = splitUrl(request.url) ?? { host: '', path: '' };
    const reason = is ? 'only we see it' : whyOnlyTheirs(peer, request, host, path);
    const held = found.get(reason);
    if (held === undefined) found.set(reason, { count: 1, example: `${host}${path}`.slice(0, 100) });
    else held.count++;
  }
  return { agreed, differences: [...found].map(([reason, each]) => ({ reason, ...each })) };
}

/** Found by asking the peer again, without what the list never reads. */
function whyOnlyTheirs(peer: Engine, request: Request, host: string, path: string): string {
  if (!peer.judge({ ...request, url: `https://${host}${path}` })) return 'only the peer sees it: it reads the query';
  return 'only the peer sees it: capitals, the end of a segment, or a star across slashes';
}
