/** The bench's own driver, where it fails. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { startBenchChromium } from '../bench/chromium.ts';
import { startWorld } from '../site/world.ts';
import type { BrowserName } from '../support/find-browser.ts';

declare const __BROWSER__: BrowserName;

/** Processes of this machine whose command names a text. */
function running(text: string): string[] {
  return readdirSync('/proc').filter((id) => {
    try {
      return /^\d+$/.test(id) && readFileSync(`/proc/${id}/cmdline`, 'utf8').includes(text);
    } catch {
      return false; // it has ended meanwhile
    }
  });
}

test.runIf(__BROWSER__ === 'chromium' && process.platform === 'linux')(
  'a browser whose extension does not start is closed before the error is told',
  async () => {
    const world = await startWorld(new Map());
    const nothing = mkdtempSync(join(tmpdir(), 'countergaze-no-extension-'));
    try {
      const started = startBenchChromium(world, nothing);
      started.catch(() => {});
      while (running(nothing).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      await expect(started).rejects.toThrow('the extension shows no worker');
      await vi.waitFor(() => expect(running(nothing)).toEqual([]), { timeout: 5_000 }); // its children follow it
    } finally {
      await world.close();
      rmSync(nothing, { recursive: true });
    }
  },
);
