/**
 * The ledger's filter of an open page. Time, vendor and modality stand in its address; the site does not, since browsers
 * keep addresses: it goes with the page's place in its tab, and to the evidence page through memory.
 */
import { browser } from './browser.ts';
import { type Filter, filterFromHash, filterToHash } from './ledger-filter.ts';
import { OWN_PAGES } from './own-pages.ts';

/** In session storage, from the press to the page that it opens. */
const HANDED = 'evidence-site';

/** As the page is now, also after a reload. */
export function currentFilter(): Filter {
  const site: unknown = history.state?.site;
  return { ...filterFromHash(location.hash), site: typeof site === 'string' ? site : '' };
}

/** Puts another in its place. */
export function keepFilter(filter: Filter): void {
  history.replaceState({ site: filter.site }, '', `${location.pathname}${location.search}${filterToHash(filter)}`);
}

/** Opens the evidence of what passes a filter, in this tab. */
export async function openEvidence(filter: Filter): Promise<void> {
  await browser.storage.session.set({ [HANDED]: filter.site });
  location.assign(`${OWN_PAGES.evidence}?from=ledger${filterToHash(filter)}`);
}

/** The filter with which this page was opened. */
export async function handedFilter(): Promise<Filter> {
  const { [HANDED]: site } = await browser.storage.session.get(HANDED);
  await browser.storage.session.remove(HANDED);
  if (typeof site === 'string') keepFilter({ ...currentFilter(), site });
  return currentFilter();
}
