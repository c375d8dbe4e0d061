/** The findings of a bundle: a table of all, then each with its evidence and the sources behind it. */
import type { EvidenceFinding, EvidenceSighting, EvidenceVendor, PageEvidence } from '../rules/core/index.ts';
import { practiceName, purposeName } from '../utils/names.ts';
import './evidence-findings.css';
import { origin } from './evidence-list.tsx';
import { ModalityList } from './modality-list.tsx';
import { Objection } from './objection.tsx';
import { OutsideLink } from './outside-link.tsx';
import { StageMark } from './stage-mark.tsx';
import { useWords } from './words.tsx';
import { zonedTime } from './zoned-time.tsx';

interface Props {
  readonly evidence: PageEvidence;
}

export function EvidenceFindings({ evidence }: Props) {
  const { findings, vendors } = evidence;
  const byId = new Map(vendors.map((vendor) => [vendor.id, vendor]));
  return (
    <>
      {findings.length > 1 && <Contents findings={findings} byId={byId} />}
      <ol class="evidence-findings">
        {findings.map((finding, at) => (
          <FindingText
            key={finding.vendor}
            at={at}
            finding={finding}
            vendor={byId.get(finding.vendor)}
            zone={evidence.made.zone}
            language={evidence.language}
          />
        ))}
      </ol>
    </>
  );
}

type VendorsById = ReadonlyMap<string, EvidenceVendor>;

function Contents({ findings, byId }: { readonly findings: readonly EvidenceFinding[]; readonly byId: VendorsById }) {
  const words = useWords();
  return (
    <table class="evidence-contents">
      <thead>
        <tr>
          <th scope="col">{words.t('ledger_filter_vendor')}</th>
          <th scope="col">{words.t('ledger_furthest')}</th>
          <th scope="col" class="reads">
            {words.t('label_reads')}
          </th>
        </tr>
      </thead>
      <tbody>
        {findings.map(({ vendor, stage, blocked }, at) => (
          <tr key={vendor} data-vendor={vendor}>
            <td>
              <a href={`#${placeOf(at)}`}>{byId.get(vendor)?.name ?? vendor}</a>
            </td>
            <td>
              <StageMark stage={stage} blocked={blocked} />
            </td>
            <td class="reads">
              <ModalityList modalities={byId.get(vendor)?.modalities ?? []} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where a finding stands in the page, by its number: an address that named the vendor would stay in the history. */
function placeOf(at: number): string {
  return `finding-${at + 1}`;
}

interface TextProps {
  /** From 0. */
  readonly at: number;
  readonly finding: EvidenceFinding;
  /** Undefined when the list knows its name alone. */
  readonly vendor: EvidenceVendor | undefined;
  readonly zone: string;
  /** Of the stage sentence. */
  readonly language: string;
}

function FindingText({ at, finding, vendor, zone, language }: TextProps) {
  const words = useWords();
  return (
    <li id={placeOf(at)} data-stage={finding.blocked ? 'blocked' : finding.stage}>
      <h2>{vendor?.name ?? finding.vendor}</h2>
      <p class="says" lang={language}>
        {finding.says}
      </p>
      {finding.overdue && vendor !== undefined && <p>{words.t('overdue', { date: words.date(vendor.reviewed) })}</p>}
      {vendor !== undefined && (
        <p class="soft">
          <ModalityList modalities={vendor.modalities} /> · {purposeName(vendor.purpose, words)} ·{' '}
          {practiceName(vendor.practice, words)}
        </p>
      )}
      <ul class="evidence-sightings">
        {finding.sightings.map((sighting, at) => (
          <SightingText key={at} sighting={sighting} zone={zone} />
        ))}
      </ul>
      {vendor !== undefined && <Backing vendor={vendor} />}
    </li>
  );
}

function SightingText({ sighting, zone }: { readonly sighting: EvidenceSighting; readonly zone: string }) {
  const words = useWords();
  const { via, frame, url, signature, stage, blocked, at, initiator } = sighting;
  return (
    <li data-signature={signature}>
      <span>
        <StageMark stage={stage} blocked={blocked} /> · {origin({ via, frame: frame ?? '' }, words)}
      </span>
      {url !== '' && <code>{url}</code>}
      <span>
        {words.t('evidence_signature', { signature })}
        {initiator !== null && ` · ${words.t('acts_asker', { origin: initiator })}`}
      </span>
      <time dateTime={at}>{words.t('acts_first', { time: zonedTime(at, zone, words.language) })}</time>
    </li>
  );
}

/** What the dossier says of it, in the list's own language. */
function Backing({ vendor }: { readonly vendor: EvidenceVendor }) {
  const words = useWords();
  const { caution, dispute, reply, sources } = vendor;
  return (
    <div class="backing">
      {caution !== null && (
        <p>
          {words.t('dossier_caution')} <span lang="en">{caution}</span>
        </p>
      )}
      <Objection dossier={{ dispute: dispute ?? undefined, reply: reply ?? undefined }} />
      <h3>{words.t('sources')}</h3>
      <ul>
        {sources.map(({ ref, says, seen }) => (
          <li key={ref}>
            {ref.startsWith('https:') ? <OutsideLink href={ref} /> : <code>{ref}</code>} <span lang="en">{says}</span>{' '}
            <time dateTime={seen}>{words.t('dossier_seen', { date: words.date(seen) })}</time>
          </li>
        ))}
      </ul>
    </div>
  );
}
