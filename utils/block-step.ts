/** What a step of a person's about one vendor on one site makes of the settings. */
import { covers, sitesFor } from '../rules/core/index.ts';
import type { BlockStep } from './block-choices.ts';
import type { Settings } from './settings.ts';

/** The person's settings after a step; `undo` takes back what makes the vendor stand as it does. */
export function withStep(own: Settings, id: string, site: string, step: BlockStep): Settings {
  const choice = `${id}@${site}`;
  const elsewhere = (choices: readonly string[]) =>
    choices.filter((each) => !(each.startsWith(`${id}@`) && covers([each.slice(id.length + 1)], site)));
  const add = (choices: readonly string[], added: string) => [...new Set([...choices, added])].sort();
  switch (step) {
    case 'here':
      return { ...own, blocked: add(own.blocked, choice), allowed: elsewhere(own.allowed) };
    case 'everywhere':
      return { ...own, blocked: add(own.blocked, id), allowed: elsewhere(own.allowed) };
    case 'allow':
      return { ...own, allowed: add(own.allowed, choice) };
    case 'undo':
      return undone(own, id, site, elsewhere);
  }
}

function undone(
  own: Settings,
  id: string,
  site: string,
  elsewhere: (choices: readonly string[]) => string[],
): Settings {
  if (covers(sitesFor(id, own.allowed), site)) return { ...own, allowed: elsewhere(own.allowed) };
  if (own.blocked.includes(id)) return { ...own, blocked: own.blocked.filter((each) => each !== id) };
  return { ...own, blocked: elsewhere(own.blocked) };
}
