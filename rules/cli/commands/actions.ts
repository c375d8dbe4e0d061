import { parseArgs } from 'node:util';
import { datesOf, effectiveNow, inLanguage, type OfferedAction, offer, verbOf } from '../../core/index.ts';
import { dayGiven } from '../day.ts';
import { loadList, valuesOf } from '../load.ts';
import type { Command } from '../main.ts';
import { showProblem, UsageError } from '../problem.ts';
import { toRuleset } from '../ruleset.ts';
import { speakerOf } from '../words.ts';

type Words = ReturnType<typeof speakerOf>;

/** One action, line by line, each text with its language where that is another. */
function* lines(offered: OfferedAction, place: string, words: Words): Generator<string> {
  const { action, status } = offered;
  const said = (texts: Readonly<Record<string, string>>) => {
    const { value, language } = inLanguage(texts, words.language);
    return language === words.language ? value : `[${language}] ${value}`;
  };
  yield `${place}: ${action.id} (${status})`;
  yield `  ${said(action.title)}`;
  const dates = datesOf(offered, words);
  if (dates !== null) yield `  ${dates}`;
  yield `  ${said(action.description)}`;
  if (place === 'history') {
    if (action.result !== undefined) yield `  ${words.t('action_result')}: ${said(action.result)}`;
  } else if (action.link !== undefined) yield `  ${verbOf(offered, words)}: ${said(action.link)}`;
}

export const command: Command = {
  usage: 'actions [--at DATE] [--lang XX] [--country YY]',
  does: 'what the popup offers to do on that day, in that language, to somebody who lives there',
  run(args) {
    const { values } = parseArgs({
      args,
      options: {
        at: { type: 'string' },
        lang: { type: 'string', default: 'en' },
        country: { type: 'string', default: '' },
        dir: { type: 'string' },
      },
    });
    if (!/^(?:[A-Z]{2})?$/.test(values.country))
      throw new UsageError('--country takes two capital letters, such as FR');
    const list = loadList(values.dir);
    if (list.problems.length > 0) throw new UsageError(list.problems.map(showProblem).join('\n'));
    const listDate = toRuleset(valuesOf(list.vendors)).date;
    const at = dayGiven(values.at);
    const now = effectiveNow(at, Date.parse(listDate));
    const words = speakerOf(values.lang);
    const country = values.country === '' ? null : values.country;
    const { lead, others, history } = offer(valuesOf(list.actions), { now, language: words.language, country });
    if (words.language !== values.lang) console.log(`no words in "${values.lang}" yet: English`);
    if (now > at) console.log(`judged on ${listDate}, the date of the list: a clock set back revives nothing`);
    const places: [string, readonly OfferedAction[]][] = [
      ['lead', lead === null ? [] : [lead]],
      ['other', others],
      ['history', history === null ? [] : [history]],
    ];
    for (const [place, offered] of places) {
      for (const each of offered) console.log([...lines(each, place, words)].join('\n'));
    }
    return 0;
  },
};
