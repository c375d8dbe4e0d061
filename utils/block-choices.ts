/** What a person may choose about one vendor on one site, and what each choice makes of the settings. */
import { covers, sitesFor } from '../rules/core/index.ts';
import { decidesBlocks, type Policies } from './policies.ts';
import type { Settings } from './settings.ts';

/** How a vendor stands on a site. `silent`: blocked with all that run without asking. `allowed`: blocked elsewhere. */
export type Standing = 'free' | 'here' | 'everywhere' | 'silent' | 'allowed';
export type BlockStep = 'here' | 'everywhere' | 'allow' | 'undo';

interface Chosen {
  readonly settings: Settings;
  readonly policies: Policies;
}

/** How a vendor stands on a site, and whether the organisation has decided that, or what may be excepted. */
export function standingOf(
  { settings, policies }: Chosen,
  vendor: { readonly id: string; readonly practice: string },
  site: string,
): { readonly standing: Standing; readonly isManaged: boolean; readonly mayAllow: boolean } {
  return { ...reasonOf({ settings, policies }, vendor, site), mayAllow: !decidesBlocks(policies) };
}

function reasonOf(
  { settings, policies }: Chosen,
  vendor: { readonly id: string; readonly practice: string },
  site: string,
): { readonly standing: Standing; readonly isManaged: boolean } {
  const { values, decided } = policies;
  const isSilent = settings.blockSilent && vendor.practice === 'silent';
  const isEverywhere = settings.blocked.includes(vendor.id);
  const isHere = covers(sitesFor(vendor.id, settings.blocked), site);
  if ((isSilent || isEverywhere || isHere) && covers(sitesFor(vendor.id, settings.allowed), site))
    return { standing: 'allowed', isManaged: covers(sitesFor(vendor.id, values.allowed), site) };
  if (isEverywhere) return { standing: 'everywhere', isManaged: values.blocked.includes(vendor.id) };
  if (isSilent) return { standing: 'silent', isManaged: decided.has('blockSilent') };
  if (isHere) return { standing: 'here', isManaged: covers(sitesFor(vendor.id, values.blocked), site) };
  return { standing: 'free', isManaged: false };
}

/** The two parts of a choice; without a site, '': every site. */
export function partsOf(choice: string): { readonly id: string; readonly site: string } {
  const [id = '', site = ''] = choice.split('@', 2);
  return { id, site };
}
