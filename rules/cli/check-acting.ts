/** Checks on what people act with: whom to complain to, and the campaign's history. */
import { basename } from 'node:path';
import { EU } from '../core/campaign.ts';
import type { Add } from './check.ts';
import type { List } from './load.ts';
import type { Problem } from './problem.ts';

/** The European Economic Area, where the GDPR holds. */
export const EEA: ReadonlySet<string> = new Set([...EU, 'IS', 'LI', 'NO']);

/** Every country of the EEA needs its authority, and no other has a place. */
export function checkAuthorities({ authorities }: List, problems: Problem[]): void {
  const known = new Set(authorities.map(({ file }) => basename(file, '.json').toUpperCase()));
  for (const country of EEA) {
    if (known.has(country)) continue;
    const file = `rules/authorities/${country.toLowerCase()}.json`;
    problems.push({ file, field: '', message: 'is missing or unreadable', remedy: 'Every EEA country needs one.' });
  }
  for (const { file, value } of authorities) {
    if (EEA.has(value.country)) continue;
    const message = `${value.country} is not in the European Economic Area`;
    problems.push({ file, field: 'country', message, remedy: 'The GDPR does not hold there; remove the file.' });
  }
}

/** The initiative must exist and stay closed; every point must lean on a source, every source hold something. */
export function checkCampaign({ campaign, actions }: List, add: Add): void {
  if (campaign === null) return;
  const { initiative, chapters, sources } = campaign.value;
  if (!actions.some(({ value }) => value.id === initiative && value.link === undefined)) {
    add(campaign, 'initiative', `there is no action ${initiative} without a link`, 'Name the closed initiative.');
  }
  const refs = new Set(sources.map(({ ref }) => ref));
  const used = new Set<string>();
  for (const [at, { points }] of chapters.entries()) {
    for (const [number, point] of points.entries()) {
      for (const ref of point.sources) {
        used.add(ref);
        if (refs.has(ref)) continue;
        add(campaign, `chapters.${at}.points.${number}.sources`, `${ref} is not among sources`, 'Add it there.');
      }
    }
  }
  for (const [at, { ref }] of sources.entries()) {
    if (!used.has(ref)) add(campaign, `sources.${at}`, `no point leans on ${ref}`, 'Use it or remove it.');
  }
}
