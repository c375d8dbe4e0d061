/** Pauses that end by themselves, in session storage: a restart of the browser ends them all, and no disk knows of them. */
import { isWithin } from '../rules/core/index.ts';
import { browser } from './browser.ts';
import { PAUSES_KEY, type Pauses, readPauses, updateSettings } from './load-settings.ts';
import type { PauseSpan } from './protocol.ts';
import { withPaused } from './settings.ts';

const HOUR = 3_600_000;

/** Pauses on a host for so long, or ends whatever pause covers it. The background is told by whoever calls. */
export async function setPause(host: string, span: PauseSpan, now = Date.now()): Promise<void> {
  const pauses = Object.entries(await readPauses()).filter(([site]) => !isWithin(host, site));
  const until = span === 'hour' ? now + HOUR : 0;
  await browser.alarms.clear(host);
  if (until > 0) await browser.alarms.create(host, { when: until });
  if (span === 'hour' || span === 'restart') pauses.push([host, until]);
  else await updateSettings((settings) => withPaused(settings, host, span === 'always'));
  await browser.storage.session.set({ [PAUSES_KEY]: Object.fromEntries(pauses) satisfies Pauses });
}
