/** `npm run -s i18n -- fr`: what a language lacks, each with the English text and what it is for. All languages without a name. */
import { LANGUAGES } from '../../utils/i18n.ts';
import { englishFor, formsNeeded, readCatalogue, reportOn } from './translation.ts';

const english = readCatalogue('en');
const languages = process.argv.length > 2 ? process.argv.slice(2) : [...LANGUAGES];

for (const language of languages) {
  const problems = reportOn(language);
  console.log(`${language}: ${problems.length} to do; plurals need ${formsNeeded(language).join(', ')}`);
  for (const { key, problem } of problems) {
    const { message = '', description = '' } = englishFor(key, english) ?? {};
    console.log(`  ${key} ${problem}\n    ${message}${description === '' ? '' : `\n    (${description})`}`);
  }
  if (problems.length > 0) process.exitCode = 1;
}
