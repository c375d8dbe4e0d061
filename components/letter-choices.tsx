/** Which letter: about whom, what it asks, to whom, in which language. */
import { authorityOf, officialName, type Place } from '../utils/authorities.ts';
import { LANGUAGES, nameOfLanguage } from '../utils/i18n.ts';
import { LETTER_KINDS, type LetterKind, type Recipient } from '../utils/letter.ts';
import { type Choice, SelectField } from './select-field.tsx';
import { useWords } from './words.tsx';

export interface Choices {
  /** Number of the finding. */
  readonly finding: number;
  readonly kind: LetterKind;
  readonly recipient: Recipient;
  /** For a complaint; '' while not said. */
  readonly country: string;
  readonly region: string;
}

interface Props {
  readonly choices: Choices;
  readonly places: readonly Place[];
  /** Names of the vendors found, by number of the finding. */
  readonly vendors: readonly string[];
  readonly recipients: readonly Recipient[];
  readonly site: string;
  readonly language: string;
  readonly onChoose: (change: Partial<Choices>) => void;
  readonly onLanguage: (language: string) => void;
}

export function LetterChoices(props: Props) {
  const words = useWords();
  const { choices, vendors, recipients, site, language, onChoose, onLanguage } = props;
  return (
    <>
      {vendors.length > 1 && (
        <SelectField
          id="letter-vendor"
          name={words.t('ledger_filter_vendor')}
          value={String(choices.finding)}
          choices={vendors.map((name, number) => ({ value: String(number), name }))}
          onChange={(value) => onChoose({ finding: Number(value) })}
        />
      )}
      <SelectField
        id="letter-kind"
        name={words.t('letter_kind')}
        value={choices.kind}
        choices={LETTER_KINDS.map((value) => ({ value, name: words.t(`letter_subject_${value}`) }))}
        onChange={(kind) => onChoose({ kind })}
      />
      {choices.kind === 'complaint' ? (
        <Where {...props} />
      ) : (
        <SelectField
          id="letter-recipient"
          name={words.t('letter_recipient')}
          value={choices.recipient}
          choices={recipients.map((value) => ({
            value,
            name: value === 'site' ? site : (vendors[choices.finding] as string),
          }))}
          onChange={(recipient) => onChoose({ recipient })}
        />
      )}
      <SelectField
        id="letter-language"
        name={words.t('options_language')}
        value={language}
        choices={LANGUAGES.map((value) => ({ value: value as string, name: nameOfLanguage(value), language: value }))}
        onChange={onLanguage}
      />
    </>
  );
}

/** Where the person lives; kept nowhere. */
function Where({ choices: { country, region }, places, onChoose }: Props) {
  const words = useWords();
  const { compare } = new Intl.Collator(words.language);
  const countries = places.map(({ country: value }) => ({ value, name: words.country(value) }));
  const place = authorityOf(places, country);
  const regions: Choice<string>[] = (place?.regions ?? []).map((part) => ({
    value: part.region,
    name: part.region,
    language: officialName(part, words.language).language,
  }));
  return (
    <>
      <SelectField
        id="letter-country"
        name={words.t('options_country')}
        value={place === null ? '' : country}
        choices={[
          { value: '', name: words.t('options_country_unsaid') },
          ...countries.sort((a, b) => compare(a.name, b.name)),
        ]}
        onChange={(value) => onChoose({ country: value, region: '' })}
      />
      {regions.length > 0 && place !== null && (
        <SelectField
          id="letter-region"
          name={words.t('letter_region')}
          note={words.t('letter_regions')}
          value={region}
          choices={[{ value: '', name: officialName(place, words.language).value }, ...regions]}
          onChange={(value) => onChoose({ region: value })}
        />
      )}
    </>
  );
}
