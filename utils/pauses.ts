/** Pausing on a site. What ends by itself is kept in session storage: no disk knows of it. */
import { isWithin } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { PAUSES_KEY, type Pause, readPauses, updateSettings } from './load-settings.ts';
import type { PauseSpan } from './protocol.ts';
import { withPaused } from './settings.ts';

const HOUR = 3_600_000;

/**
 * Pauses on a host for so long, or ends whatever pause covers it. Of a private window `tabId` is given: the pause holds in
 * that tab alone; what ends there was perhaps begun in an ordinary window. The background is told by whoever calls.
 */
export async function setPause(host: string, span: PauseSpan, tabId?: number): Promise<void> {
  const others = (await readPauses()).filter(
    ({ site, tabId: tab }) => !isWithin(host, site) || (tab !== tabId && (span !== 'off' || tab !== undefined)),
  );
  const until = span === 'hour' ? Date.now() + HOUR : 0;
  if (until > 0) await browser.alarms.create(`pause ${until}`, { when: until }); // kept on disk, so that it names no site
  const pauses: readonly Pause[] =
    span === 'hour' || span === 'restart' ? [...others, { site: host, until, tabId }] : others;
  await browser.storage.session.set({ [PAUSES_KEY]: pauses });
  if (span === 'off' || (span === 'always' && tabId === undefined))
    await updateSettings((settings) => withPaused(settings, host, span === 'always'));
}
