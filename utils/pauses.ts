/** Pausing on a site. What ends by itself is kept in session storage: no disk knows of it. */
import { isWithin } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { type Pause, updatePauses, updateSettings } from './load-settings.ts';
import type { PauseSpan } from './protocol.ts';
import { withPaused } from './settings.ts';

const HOUR = 3_600_000;

/**
 * Pauses on a host for so long, or ends whatever pause covers it. Of a private window `tabId` is given: the pause holds in
 * that tab alone; what ends there was perhaps begun in an ordinary window. The background is told by whoever calls.
 */
export async function setPause(host: string, span: PauseSpan, tabId?: number): Promise<void> {
  const until = span === 'hour' ? Date.now() + HOUR : 0;
  if (until > 0) await browser.alarms.create(`pause ${until}`, { when: until }); // kept on disk, so that it names no site
  const isTimed = span === 'hour' || span === 'restart';
  const isMine = (tab: number | undefined) => tab === tabId || (span === 'off' && tab === undefined);
  await updatePauses((pauses) => {
    const others = pauses.filter(({ site, tabId: tab }) => !isWithin(host, site) || !isMine(tab));
    return isTimed ? [...others, { site: host, until, tabId } satisfies Pause] : others;
  });
  if (span === 'off' || (span === 'always' && tabId === undefined))
    await updateSettings((settings) => withPaused(settings, host, span === 'always'));
}
