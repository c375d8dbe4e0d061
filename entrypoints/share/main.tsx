/** Wires the sharing page: one finding of a tab's page, as text and as a picture. */
import { computed, effect, signal } from '@preact/signals';
import { render } from 'preact';
import type { Copied } from '../../components/copy-result.tsx';
import { ShareView } from '../../components/share-view.tsx';
import { stageSentence } from '../../components/stage-sentence.ts';
import { Words } from '../../components/words.tsx';
import { canCopyPictures, copyPicture, copyText } from '../../utils/clipboard.ts';
import { downloadBlob } from '../../utils/download.ts';
import { startLive } from '../../utils/live.ts';
import { type Shared, sharedOf } from '../../utils/share.ts';
import { choicesOf, chosenIn, type Snapshot, tabInAddress, takeSnapshot } from '../../utils/snapshot.ts';

const { words } = await startLive();
const snapshot = signal<Snapshot | null | undefined>(undefined);
const wanted = signal('');
const copied = signal<Copied>(null);
const chosen = computed(() => chosenIn(snapshot.value, wanted.value));

const shared = computed((): Shared | null | undefined => {
  if (!snapshot.value || chosen.value === null) return snapshot.value === undefined ? undefined : null;
  const { finding, vendor } = chosen.value;
  const { report, at } = snapshot.value;
  const sentence = stageSentence(finding, vendor, words.value);
  return sharedOf({ finding, vendor, sentence, site: report.host, at }, words.value);
});

function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob === null ? reject(new Error('no picture')) : resolve(blob)), 'image/png');
  });
}

async function say(copying: Promise<boolean>): Promise<void> {
  copied.value = (await copying) ? 'copied' : 'failed';
}

effect(() => {
  document.title = `${words.value.t('acts_share')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <ShareView
        choices={choicesOf(snapshot.value)}
        chosen={chosen.value?.finding.vendor ?? ''}
        shared={shared.value}
        canCopyPicture={canCopyPictures()}
        copied={copied.value}
        onChoose={(id) => {
          wanted.value = id;
          copied.value = null;
        }}
        onCopy={() => say(copyText(shared.value?.text ?? ''))}
        onCopyPicture={(canvas) => say(copyPicture(toPng(canvas)))}
        onSavePicture={async (canvas) => downloadBlob(await toPng(canvas), 'countergaze.png')}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});

snapshot.value = await takeSnapshot(tabInAddress());
