/** Wires the evidence page: `?tabId=N` for the page of that tab, `?from=ledger#…` for the dashboard's lines. Made once. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { EvidenceView } from '../../components/evidence-view.tsx';
import { stageSentence } from '../../components/stage-sentence.ts';
import { Words } from '../../components/words.tsx';
import {
  type Evidence,
  type EvidenceContent,
  pageEvidence,
  sealEvidence,
  toEvidenceFile,
} from '../../rules/core/index.ts';
import { download } from '../../utils/download.ts';
import { contextAt, sha256 } from '../../utils/evidence-file.ts';
import { dayOf } from '../../utils/ledger.ts';
import { listIdentity } from '../../utils/list-identity.ts';
import { startLive } from '../../utils/live.ts';
import type { VendorWords } from '../../utils/protocol.ts';
import { tabInAddress, takeSnapshot } from '../../utils/snapshot.ts';

const { words } = await startLive();
const evidence = signal<Evidence | null | undefined>(undefined);

async function contentOfPage(): Promise<EvidenceContent | null> {
  const snapshot = await takeSnapshot(tabInAddress());
  if (snapshot === null) return null;
  const { page, at, report } = snapshot;
  const { loadDossiers } = await import('../../utils/load-dossiers.ts');
  const translator = words.value;
  const { dossiers, listDate, serial } = await loadDossiers();
  return pageEvidence(
    {
      page,
      language: translator.language,
      findings: report.findings,
      says: (finding) => stageSentence(finding, report.vendors[finding.vendor] as VendorWords, translator),
    },
    contextAt(at, listIdentity(listDate, serial), dossiers),
  );
}

async function content(): Promise<EvidenceContent | null> {
  if (new URLSearchParams(location.search).get('from') !== 'ledger') return contentOfPage();
  return (await import('./ledger.ts')).contentOfLedger();
}

effect(() => {
  // No name of a site in the title or the address: the browser's history is no place for it.
  document.title = `${words.value.t('acts_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <EvidenceView
        evidence={evidence.value}
        onSave={() => {
          const name = `countergaze-evidence-${dayOf(Date.now())}.json`;
          if (evidence.value) download(toEvidenceFile(evidence.value), name, 'application/json');
        }}
        onPrint={() => print()}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});

const made = await content();
evidence.value = made === null ? null : await sealEvidence(made, sha256);
