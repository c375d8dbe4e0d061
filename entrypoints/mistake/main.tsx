/** Wires the page on which a mistake is reported: a draft of a public issue. Nothing leaves until the form is opened. */
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Copied } from '../../components/copy-result.tsx';
import { MistakeView } from '../../components/mistake-view.tsx';
import { stageSentence } from '../../components/stage-sentence.ts';
import { Words } from '../../components/words.tsx';
import { browser } from '../../utils/browser.ts';
import { copyText } from '../../utils/clipboard.ts';
import { mistakeUrl, REPOSITORY } from '../../utils/correction.ts';
import { startLive } from '../../utils/live.ts';
import { draftOf } from '../../utils/mistake.ts';
import { choicesOf, chosenIn, type Snapshot, tabInAddress, takeSnapshot } from '../../utils/snapshot.ts';

const { words } = await startLive();
const snapshot = signal<Snapshot | null | undefined>(undefined);
const wanted = signal('');
const copied = signal<Copied>(null);
const chosen = computed(() => chosenIn(snapshot.value, wanted.value));
const extension = browser.runtime.getManifest().version;

const draft = computed(() => {
  if (!snapshot.value || chosen.value === null) return snapshot.value === undefined ? undefined : null;
  const { report, at } = snapshot.value;
  const { host: site, listDate } = report;
  const { finding, vendor } = chosen.value;
  const sentence = stageSentence(finding, vendor, words.value);
  return draftOf({ finding, vendor, sentence, site, listDate, extension, at }, words.value);
});

effect(() => {
  document.title = `${words.value.t('acts_mistake')} – ${words.value.t('extensionName')}`;
  const id = chosen.value?.finding.vendor ?? '';
  render(
    <Words.Provider value={words.value}>
      <MistakeView
        choices={choicesOf(snapshot.value)}
        chosen={id}
        draft={draft.value}
        copied={copied.value}
        formFor={(text) => mistakeUrl(REPOSITORY, id, text)}
        onChoose={(vendor) => {
          wanted.value = vendor;
          copied.value = null;
        }}
        onCopy={async (text) => {
          copied.value = (await copyText(text)) ? 'copied' : 'failed';
        }}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});

snapshot.value = await takeSnapshot(tabInAddress());
