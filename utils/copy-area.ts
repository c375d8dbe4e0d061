/** Where the ledger's second copy lies, in the browser that needs one. */
import { browser } from './browser.ts';
import type { CopyArea } from './ledger-copy.ts';

export function copyArea(): CopyArea | undefined {
  return import.meta.env.FIREFOX ? undefined : (browser.storage.local as unknown as CopyArea);
}
