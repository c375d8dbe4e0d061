/** The popup's blocking: how each vendor stands on the shown site, and the steps that change it. */
import { signal } from '@preact/signals';
import type { BlockControlProps } from '../../components/block-control.tsx';
import { canName } from '../../rules/core/index.ts';
import { type BlockStep, standingOf } from '../../utils/block-choices.ts';
import { browser } from '../../utils/browser.ts';
import { siteOf } from '../../utils/ledger.ts';
import type { LoadedSettings } from '../../utils/load-settings.ts';

/** What has just been done about one vendor. */
interface Last {
  readonly vendor: string;
  readonly error: string;
}

interface Shown {
  readonly host: string;
  readonly settings: LoadedSettings;
  readonly isPrivate: boolean;
}

/** Gives what one finding's control shows and does. */
export function blocking(onReload: () => void): (vendor: string, practice: string, shown: Shown) => BlockControlProps {
  const last = signal<Last | null>(null);
  const step = async (vendor: string, site: string, which: BlockStep) => {
    try {
      const { takeStep } = await import('./steps.ts'); // for those who press
      await takeStep(vendor, site, which);
      last.value = { vendor, error: '' };
    } catch (error) {
      last.value = { vendor, error: error instanceof Error ? error.message : String(error) };
    }
  };
  return (vendor, practice, { host, settings, isPrivate }) => {
    const site = siteOf(host);
    const mine = last.value?.vendor === vendor ? last.value : null;
    return {
      ...standingOf(settings, { id: vendor, practice }, site),
      host: site,
      site: isPrivate || !canName(site) ? '' : site,
      // Where conditions can name the page, a block on it holds for everything inside; see `siteKey` in the background.
      reachesFrames: 'RuleConditionKeys' in browser.declarativeNetRequest,
      isNew: mine !== null,
      error: mine?.error ?? '',
      onStep: (which) => void step(vendor, site, which),
      onReload,
    };
  };
}
