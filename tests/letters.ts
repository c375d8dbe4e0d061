/**
 * `npm run -s letters -- [--lang XX] [--country YY] [--vendor ID] [--stage STAGE]`: prints every letter about one entry
 * of the list, as the page composes it, for people who read them for what they claim. The visit is invented.
 */
import { parseArgs } from 'node:util';
import { loadList, loadValidVendors, valuesOf } from '../rules/cli/load.ts';
import { STAGES } from '../rules/core/index.ts';
import { authorityOf, officialName } from '../utils/authorities.ts';
import { LANGUAGES } from '../utils/i18n.ts';
import { LETTER_KINDS, recipientsFor } from '../utils/letter.ts';
import { findingOf, letterAbout, translatorOf } from './support/letters.ts';

const { values } = parseArgs({
  options: {
    lang: { type: 'string', default: 'en' },
    country: { type: 'string', default: 'DE' },
    vendor: { type: 'string', default: 'biocatch' },
    stage: { type: 'string', default: 'loaded' },
  },
});
const vendor = loadValidVendors().find(({ id }) => id === values.vendor);
const stage = STAGES.find((each) => each === values.stage);
const language = LANGUAGES.find((each) => each === values.lang);
const place = authorityOf(valuesOf(loadList().authorities), values.country);
if (vendor === undefined || stage === undefined || language === undefined || place === null) {
  console.error(`one of these is unknown: ${JSON.stringify(values)}; languages: ${LANGUAGES.join(', ')}`);
  process.exit(2);
}
const finding = findingOf(vendor, stage);
const authority = officialName(place, language).value;
for (const kind of LETTER_KINDS) {
  for (const recipient of kind === 'complaint' ? (['site'] as const) : recipientsFor(finding, vendor)) {
    const letter = letterAbout(vendor, finding, { kind, recipient, authority }, translatorOf(language));
    console.log(`=== ${kind}, to the ${kind === 'complaint' ? 'authority' : recipient} ===\n\n${letter.text}`);
  }
}
