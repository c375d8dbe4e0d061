/** What exactly was observed, folded away until somebody wants to see it. */
import { type Dossier, type Sighting, type Source, sourcesFor } from '../rules/core/index.ts';
import type { Translator } from '../utils/i18n.ts';
import './evidence-list.css';
import { Objection } from './objection.tsx';
import { OutsideLink } from './outside-link.tsx';
import { useWords } from './words.tsx';

interface Props {
  /** `id` of the element with the vendor's name. */
  readonly about: string;
  readonly evidence: readonly Sighting[];
  readonly dossier: Dossier | undefined;
  /** Names of the listed vendors and libraries inside this one. */
  readonly builtOn: readonly string[];
  readonly onOpen: () => void;
}

export function EvidenceList({ about, evidence, dossier, builtOn, onOpen }: Props) {
  const words = useWords();
  return (
    <details class="evidence" onToggle={(event) => event.currentTarget.open && onOpen()}>
      <summary aria-describedby={about}>{words.n('evidence', evidence.length)}</summary>
      <ul>
        {evidence.map((sighting) => (
          <li
            key={`${sighting.signature} ${sighting.stage} ${sighting.frame} ${sighting.via}`}
            data-blocked={sighting.blocked}
            data-signature={sighting.signature}
          >
            <span>
              {origin(sighting, words)}
              {sighting.blocked && <strong> {words.t('block_evidence')}</strong>}
            </span>
            <code class="url">{sighting.url}</code>
            <span>{words.t('evidence_signature', { signature: sighting.signature })}</span>
            <time dateTime={new Date(sighting.at).toISOString()}>
              {words.t('evidence_time', { time: words.time(sighting.at) })}
            </time>
          </li>
        ))}
      </ul>
      {builtOn.length > 0 && <p>{words.t('builds_on', { vendors: words.list(builtOn) })}</p>}
      {dossier !== undefined && <Objection dossier={dossier} />}
      {dossier !== undefined && <Sources dossier={dossier} sources={sourcesFor(evidence, dossier)} />}
    </details>
  );
}

/** How a line of evidence came to be known, and in which frame ('': the page itself). */
export function origin({ via, frame }: Pick<Sighting, 'via' | 'frame'>, words: Translator): string {
  switch (via) {
    case 'page':
      return words.t('evidence_page');
    case 'worker':
      return words.t('evidence_worker');
    case 'alias':
      return words.t('evidence_alias');
    case 'request':
      return frame === '' ? words.t('evidence_request') : words.t('evidence_request_frame', { host: frame });
    case 'scan':
      return frame === '' ? words.t('evidence_scan') : words.t('evidence_scan_frame', { host: frame });
    case 'frame':
      return frame === '' ? words.t('evidence_frame') : words.t('evidence_frame_frame', { host: frame });
  }
}

function Sources({ dossier, sources }: { readonly dossier: Dossier; readonly sources: readonly Source[] }) {
  const words = useWords();
  return (
    <section class="sources" lang="en">
      <h4 lang={words.language}>{words.t('sources')}</h4>
      <p>{dossier.summary}</p>
      {dossier.status !== undefined && <p>{dossier.status.note}</p>}
      {dossier.caution !== undefined && <p>{dossier.caution}</p>}
      <ul>
        {sources.map(({ ref, says }) => (
          <li key={ref}>
            {ref.startsWith('https:') ? <OutsideLink href={ref} /> : <code>{ref}</code>}: {says}
          </li>
        ))}
      </ul>
    </section>
  );
}
