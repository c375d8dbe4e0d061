/** The popup's deep scan: its code is loaded when somebody presses the button. */
import { signal } from '@preact/signals';
import type { DeepScanProps } from '../../components/deep-scan.tsx';
import type { RunningScan } from '../../utils/deep-scan.ts';
import type { ScanState } from '../../utils/scan-state.ts';

/** What the part of the popup with the deep scan shows and does. */
export function scanning(tabId: number): () => DeepScanProps {
  const state = signal<ScanState | null>(null);
  const reloaded = signal(false);
  let code: typeof import('../../utils/deep-scan.ts') | undefined;
  let running: RunningScan | undefined;

  const onChange = (next: ScanState) => {
    state.value = next;
  };
  return () => ({
    state: state.value,
    canReload: import.meta.env.FIREFOX && !reloaded.value, // Firefox lets an extension read answers while they arrive
    async onStart() {
      code = await import('../../utils/deep-scan.ts');
      running = code.startScan(tabId, onChange);
    },
    async onReload() {
      reloaded.value = true;
      // Nothing may be waited for before the permission is asked: the press of the button would be forgotten.
      running = await code?.startReloadScan(tabId, onChange).catch(() => undefined);
      reloaded.value = running !== undefined; // not allowed: the button stays
    },
    onStop: () => running?.stop(),
  });
}
