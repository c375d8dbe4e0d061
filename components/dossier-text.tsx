/** A whole dossier: what is known of a vendor, where from, and how old that is. */
import type { ComponentChildren } from 'preact';
import type { Dossier, Source } from '../rules/core/index.ts';
import type { MessageKey } from '../utils/i18n.ts';
import { modalityName, practiceName, purposeName } from '../utils/names.ts';
import { Contact } from './contact.tsx';
import './dossier-text.css';
import { Objection } from './objection.tsx';
import { OutsideLink } from './outside-link.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly dossier: Dossier;
  /** Names of the listed vendors and libraries inside this one. */
  readonly builtOn: readonly string[];
  /** Where to correct the entry; null while the project has no public place for that. */
  readonly correction: string | null;
}

export function DossierText({ dossier, builtOn, correction }: Props) {
  const words = useWords();
  const { id, summary, status, caution, sources } = dossier;
  return (
    <div class="dossier-text">
      <p lang="en">{summary}</p>
      {status !== undefined && <p lang="en">{status.note}</p>}
      <Facts dossier={dossier} />
      {builtOn.length > 0 && <p>{words.t('builds_on', { vendors: words.list(builtOn) })}</p>}
      {caution !== undefined && (
        <p class="caution">
          <strong>{words.t('dossier_caution')}</strong> <span lang="en">{caution}</span>
        </p>
      )}
      <Objection dossier={dossier} />
      <Sources sources={sources} />
      <Signatures sources={sources} />
      <p class="ways">
        <a href={`#${id}`}>{words.t('dossier_link')}</a>
        {correction === null ? (
          <span>{words.t('correction_missing')}</span>
        ) : (
          <OutsideLink href={correction} text={words.t('correction_open')} />
        )}
      </p>
    </div>
  );
}

function Facts({ dossier }: { readonly dossier: Dossier }) {
  const words = useWords();
  const { company, country, homepage, privacy, modalities, purpose, practice, processing, reviewed, reviewBy } =
    dossier;
  const reads = modalities.map((modality) => modalityName(modality, words));
  return (
    <dl>
      <Fact term="label_reads">{words.list(reads)}</Fact>
      <Fact term="label_purpose">{purposeName(purpose, words)}</Fact>
      <Fact term="label_practice">{practiceName(practice, words)}</Fact>
      <Fact term="label_processing">{words.t(`processing_${processing}`)}</Fact>
      <Fact term="label_company">{company ?? words.t('dossier_unknown')}</Fact>
      <Fact term="label_country">{country === null ? words.t('dossier_unknown') : words.country(country)}</Fact>
      <Fact term="label_homepage">
        <OutsideLink href={homepage} />
      </Fact>
      {privacy?.policy !== undefined && (
        <Fact term="label_policy">
          <OutsideLink href={privacy.policy} />
        </Fact>
      )}
      {privacy?.contact !== undefined && (
        <Fact term="label_contact">
          <Contact contact={privacy.contact} />
        </Fact>
      )}
      <Fact term="label_reviewed">{words.date(reviewed)}</Fact>
      <Fact term="label_review_by">{words.date(reviewBy)}</Fact>
    </dl>
  );
}

function Fact({ term, children }: { readonly term: MessageKey; readonly children: ComponentChildren }) {
  const words = useWords();
  return (
    <div>
      <dt>{words.t(term)}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Sources({ sources }: { readonly sources: readonly Source[] }) {
  const words = useWords();
  return (
    <section>
      <h3>{words.t('sources')}</h3>
      <ul class="source-list">
        {sources.map(({ ref, says, seen }) => (
          <li key={ref}>
            {ref.startsWith('https:') ? <OutsideLink href={ref} /> : <code>{ref}</code>}
            <span lang="en">{says}</span>
            <time dateTime={seen}>{words.t('dossier_seen', { date: words.date(seen) })}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Every signature of a dossier is named by the sources that show it; the list's own checks see to that. */
function Signatures({ sources }: { readonly sources: readonly Source[] }) {
  const words = useWords();
  const signatures = [...new Set(sources.flatMap(({ shows }) => shows ?? []))].sort();
  if (signatures.length === 0) return null;
  return (
    <details>
      <summary>{words.n('dossier_signatures', signatures.length)}</summary>
      <ul class="signature-list">
        {signatures.map((signature) => (
          <li key={signature}>
            <code>{signature}</code>
          </li>
        ))}
      </ul>
    </details>
  );
}
