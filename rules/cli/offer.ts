/** What the popup offers to do, line by line. */
import { datesOf, effectiveNow, inLanguage, type OfferedAction, offer, verbOf } from '../core/index.ts';
import { type List, valuesOf } from './load.ts';
import { toRuleset } from './ruleset.ts';
import { speakerOf } from './words.ts';

export interface Asked {
  /** What the system's clock says, milliseconds since the epoch. */
  readonly at: number;
  readonly language: string;
  /** ISO 3166-1 alpha-2; '' when the person has not said. */
  readonly country: string;
}

/** Judged and worded as the popup does it; texts in another language than the asked one carry its tag. */
export function offerLines(list: List, { at, language, country }: Asked): string[] {
  const listDate = toRuleset(valuesOf(list.vendors)).date;
  const now = effectiveNow(at, Date.parse(listDate));
  const words = speakerOf(language);
  const { lead, others, history } = offer(valuesOf(list.actions), {
    now,
    language: words.language,
    country: country === '' ? null : country,
  });
  return [
    ...(words.language === language ? [] : [`no words in "${language}" yet: English`]),
    ...(now > at ? [`judged on ${listDate}, the date of the list: a clock set back revives nothing`] : []),
    ...(lead === null ? [] : linesOf(lead, 'lead', words)),
    ...others.flatMap((each) => linesOf(each, 'other', words)),
    ...(history === null ? [] : linesOf(history, 'history', words)),
  ];
}

function linesOf(offered: OfferedAction, place: 'lead' | 'other' | 'history', words: ReturnType<typeof speakerOf>) {
  const { action, status } = offered;
  const said = (texts: Readonly<Record<string, string>>) => {
    const { value, language } = inLanguage(texts, words.language);
    return language === words.language ? value : `[${language}] ${value}`;
  };
  const dates = datesOf(offered, words);
  const link = place === 'history' ? action.result : action.link;
  const verb = place === 'history' ? words.t('action_result') : verbOf(offered, words);
  return [
    `${place}: ${action.id} (${status})`,
    `  ${said(action.title)}`,
    ...(dates === null ? [] : [`  ${dates}`]),
    `  ${said(action.description)}`,
    ...(link === undefined ? [] : [`  ${verb}: ${said(link)}`]),
  ];
}
