/** The end of pauses that are kept in memory: of an hour by its alarm, of a tab with the tab. */
import { type Pause, readPauses, updatePauses } from '../../utils/load-settings.ts';
import { syncBlocking } from './blocking.ts';

/** Ends those whose time is up; an alarm may ring a little early. */
export function endPauses(): Promise<void> {
  return end(({ until }) => until > 0 && until < Date.now() + 1_000);
}

/** Forgets what was paused in a tab that has closed. */
export function forgetPaused(tabId: number): Promise<void> {
  return end((pause) => pause.tabId === tabId);
}

async function end(isOver: (pause: Pause) => boolean): Promise<void> {
  if (!(await readPauses()).some(isOver)) return;
  await updatePauses((pauses) => pauses.filter((pause) => !isOver(pause)));
  await syncBlocking().catch(console.error);
}
