/** Wires the page with letters: `?tabId=N&finding=I` is the finding I of the page in tab N. Nothing is stored. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { LetterView, type Watched } from '../../components/letter-view.tsx';
import { Words } from '../../components/words.tsx';
import { withoutQuery } from '../../utils/address.ts';
import type { Place } from '../../utils/authorities.ts';
import { browser } from '../../utils/browser.ts';
import { ask } from '../../utils/client.ts';
import { download } from '../../utils/download.ts';
import { startLive } from '../../utils/live.ts';
import { loadLanguage } from '../../utils/load-i18n.ts';

const asked = new URLSearchParams(location.search);
const tabId = Number(asked.get('tabId') ?? -1);

async function watched(): Promise<Watched | null> {
  const report = await ask({ ask: 'report', tabId }).catch(() => null); // no such tab, or no number at all
  return report?.state === 'watched' ? report : null;
}

/** What the tab shows; '' when there is no such tab. */
async function pageAddress(): Promise<string> {
  try {
    const { url = '' } = await browser.tabs.get(tabId); // a number that no tab can have throws at once
    return withoutQuery(url);
  } catch {
    return '';
  }
}

const [{ words, settings }, report, page, { dossiers }, { default: places }, english] = await Promise.all([
  startLive(),
  watched(),
  pageAddress(),
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
        report={report}
        finding={Number(asked.get('finding') ?? 0)}
        page={page}
        dossiers={dossiers}
        places={places as unknown as readonly Place[]}
        country={settings.value.settings.country}
        today={today}
        speaker={speaker.value}
        english={english}
        onLanguage={async (language) => {
          speaker.value = await loadLanguage(language);
        }}
        onCopy={(text) => navigator.clipboard.writeText(text)}
        onSave={(text) => download(text, 'countergaze-letter.txt', 'text/plain')}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
