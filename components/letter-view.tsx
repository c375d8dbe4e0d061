/** One letter about one finding: what it asks, to whom, its text to edit, and the ways to take it along. */
import { useState } from 'preact/hooks';
import type { Dossier } from '../rules/core/index.ts';
import { authorityOf, officialName, type Place } from '../utils/authorities.ts';
import type { Translator } from '../utils/i18n.ts';
import { composeLetter, type Recipient, recipientsFor } from '../utils/letter.ts';
import { OWN_PAGES } from '../utils/own-pages.ts';
import type { Report } from '../utils/protocol.ts';
import { LetterAddress } from './letter-address.tsx';
import { type Choices, LetterChoices } from './letter-choices.tsx';
import { LetterText } from './letter-text.tsx';
import './letter-view.css';
import { PageFrame } from './page-frame.tsx';
import { Section } from './section.tsx';
import { stageSentence } from './stage-sentence.ts';
import { useWords } from './words.tsx';

export type Watched = Extract<Report, { state: 'watched' }>;

export interface LetterProps {
  /** Null when there is nothing to write about. */
  readonly report: Watched | null;
  /** Number of the finding that was asked for. */
  readonly finding: number;
  /** Address of the visited page, without query and fragment. */
  readonly page: string;
  readonly dossiers: Readonly<Record<string, Dossier>>;
  /** The authorities. */
  readonly places: readonly Place[];
  /** Where the person has said that they live; '' when not. */
  readonly country: string;
  /** Milliseconds since the epoch. */
  readonly today: number;
  /** Words of the letter's own language, and English. */
  readonly speaker: Translator;
  readonly english: Translator;
  readonly onLanguage: (language: string) => void;
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onSave: (text: string) => void;
}

export function LetterView(props: LetterProps) {
  const words = useWords();
  const { report } = props;
  const isEmpty = report === null || report.findings.length === 0;
  return (
    <PageFrame current="letter" title={words.t('letter_title')} lead={words.t(isEmpty ? 'letter_gone' : 'letter_lead')}>
      {!isEmpty && <Desk {...props} report={report} />}
    </PageFrame>
  );
}

const UNLISTED = { kind: 'vendor', company: null, country: null } as const;

function Desk(props: LetterProps & { readonly report: Watched }) {
  const words = useWords();
  const { report, dossiers, today, page, speaker, english, onCopy, onSave } = props;
  const [wanted, choose] = useState<Choices>({
    finding: report.findings[props.finding] === undefined ? 0 : props.finding,
    kind: 'access',
    recipient: 'site',
    country: props.country,
    region: '',
  });
  /** What the person has written, by letter; gone with the page. */
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});

  const finding = report.findings[wanted.finding] as Watched['findings'][number];
  const vendor = report.vendors[finding.vendor] as Watched['vendors'][string];
  const dossier = dossiers[finding.vendor];
  const maker = dossier ?? UNLISTED;
  const recipients = recipientsFor(finding, maker);
  const recipient = recipients.includes(wanted.recipient) ? wanted.recipient : (recipients[0] as Recipient);
  const choices = { ...wanted, recipient };
  const place = authorityOf(props.places, wanted.country, wanted.region);
  const isComplaint = wanted.kind === 'complaint';

  const sheet = (id: string, title: string, language: Translator) => {
    const authority = place === null ? null : officialName(place, language.language).value;
    const facts = { ...choices, finding, vendor, maker, site: report.host, page, authority, today };
    const name = JSON.stringify([choices, language.language]);
    return (
      <LetterText
        key={name}
        id={id}
        title={title}
        letter={composeLetter(facts, stageSentence(finding, vendor, language), language)}
        draft={drafts[name]}
        language={language.language}
        address={isComplaint ? place?.email : recipient === 'vendor' ? dossier?.privacy?.contact : undefined}
        onEdit={(text) => setDrafts({ ...drafts, [name]: text })}
        onCopy={onCopy}
        onSave={onSave}
      />
    );
  };
  return (
    <>
      <Section id="letter-to" title={words.t('letter_recipient')}>
        <LetterChoices
          choices={choices}
          places={props.places}
          vendors={report.findings.map(({ vendor: id }) => report.vendors[id]?.name ?? id)}
          recipients={recipients}
          site={report.host}
          language={speaker.language}
          onChoose={(change) => choose({ ...wanted, ...change })}
          onLanguage={props.onLanguage}
        />
        <LetterAddress kind={wanted.kind} recipient={recipient} site={report.host} dossier={dossier} place={place} />
      </Section>
      {sheet('letter-text', words.t('letter_text'), speaker)}
      {speaker.language !== 'en' && sheet('letter-english', words.t('letter_english'), english)}
      <p>
        <a href={`${OWN_PAGES.history}#forbids`}>{words.t('letter_law')}</a>
      </p>
    </>
  );
}
