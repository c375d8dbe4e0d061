/** Wires the page with letters: `?tabId=N&finding=I` is the finding I of the page in tab N. Nothing is stored. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { LetterView } from '../../components/letter-view.tsx';
import { Words } from '../../components/words.tsx';
import type { Place } from '../../utils/authorities.ts';
import { copyText } from '../../utils/clipboard.ts';
import { download } from '../../utils/download.ts';
import { startLive } from '../../utils/live.ts';
import { loadLanguage } from '../../utils/load-i18n.ts';
import { tabInAddress, takeSnapshot } from '../../utils/snapshot.ts';

const asked = new URLSearchParams(location.search);

const [{ words, settings }, snapshot, { dossiers }, { default: places }, english] = await Promise.all([
  startLive(),
  takeSnapshot(tabInAddress()).catch(() => null),
  import('../../utils/load-dossiers.ts').then(({ loadDossiers }) => loadDossiers()),
  import('../../rules/built/authorities.json'),
  loadLanguage('en'),
]);
const speaker = signal(words.value);
const today = Date.now();

effect(() => {
  document.title = `${words.value.t('letter_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <LetterView
        report={snapshot?.report ?? null}
        finding={Number(asked.get('finding') ?? 0)}
        page={snapshot?.page ?? ''}
        dossiers={dossiers}
        places={places as unknown as readonly Place[]}
        country={settings.value.settings.country}
        today={today}
        speaker={speaker.value}
        english={english}
        onLanguage={async (language) => {
          speaker.value = await loadLanguage(language);
        }}
        onCopy={copyText}
        onSave={(text) => download(text, 'countergaze-letter.txt', 'text/plain')}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
