/** Where a letter goes: what the list knows of it, or where else to look. */
import type { ComponentChildren } from 'preact';
import type { Dossier } from '../rules/core/index.ts';
import { officialName, type Place } from '../utils/authorities.ts';
import type { LetterKind, Recipient } from '../utils/letter.ts';
import { Contact } from './contact.tsx';
import { Objection } from './objection.tsx';
import { OutsideLink } from './outside-link.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly kind: LetterKind;
  readonly recipient: Recipient;
  readonly site: string;
  readonly dossier: Dossier | undefined;
  readonly place: Place | null;
}

export function LetterAddress({ kind, recipient, site, dossier, place }: Props) {
  const words = useWords();
  return (
    <div class="letter-address">
      {kind === 'complaint' ? (
        <Authority place={place} />
      ) : recipient === 'site' ? (
        <Unknown link={`https://${site}/`} />
      ) : (
        <Company dossier={dossier} />
      )}
      {dossier?.kind === 'library' && <p>{words.t('letter_library')}</p>}
      {dossier?.caution !== undefined && (
        <p>
          <strong>{words.t('dossier_caution')}</strong> <span lang="en">{dossier.caution}</span>
        </p>
      )}
      {dossier !== undefined && <Objection dossier={dossier} />}
    </div>
  );
}

function Authority({ place }: { readonly place: Place | null }) {
  const words = useWords();
  if (place === null) return <p>{words.t('letter_choose')}</p>;
  const { value, language } = officialName(place, words.language);
  return (
    <>
      <p>
        <strong lang={language}>{value}</strong>
      </p>
      <dl>
        <Fact term={words.t('label_homepage')}>
          <OutsideLink href={place.website} />
        </Fact>
        {place.complaint !== undefined && (
          <Fact term={words.t('letter_complaints')}>
            <OutsideLink href={place.complaint} text={new URL(place.complaint).host} />
          </Fact>
        )}
        <Fact term={words.t('label_reviewed')}>{words.date(place.reviewed)}</Fact>
      </dl>
      {place.signed === true && <p>{words.t('letter_signed')}</p>}
      <p>{words.t('letter_first')}</p>
    </>
  );
}

function Company({ dossier }: { readonly dossier: Dossier | undefined }) {
  const words = useWords();
  if (dossier === undefined) return null;
  const { privacy, homepage, reviewed } = dossier;
  const contact = privacy?.contact;
  if (contact === undefined) return <Unknown link={privacy?.policy ?? homepage} />;
  return (
    <dl>
      <Fact term={words.t('label_contact')}>
        <Contact contact={contact} />
      </Fact>
      <Fact term={words.t('label_reviewed')}>{words.date(reviewed)}</Fact>
    </dl>
  );
}

function Unknown({ link }: { readonly link: string }) {
  const words = useWords();
  return (
    <p>
      {words.t('letter_contact_unknown')} <OutsideLink href={link} />
    </p>
  );
}

function Fact({ term, children }: { readonly term: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}
