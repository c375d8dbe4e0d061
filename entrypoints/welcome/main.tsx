/** Wires the welcome page: the permission where it is missing, and whether the icon is pinned. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { type Access, WelcomeView } from '../../components/welcome-view.tsx';
import { Words } from '../../components/words.tsx';
import { browser } from '../../utils/browser.ts';
import { startLive } from '../../utils/live.ts';

const EVERYWHERE = { origins: ['<all_urls>'] };

async function findPlace(): Promise<'chromium' | 'firefox' | 'android'> {
  const { os } = await browser.runtime.getPlatformInfo();
  if (os === 'android') return 'android';
  return import.meta.env.FIREFOX ? 'firefox' : 'chromium';
}

/** False where the browser does not tell. */
async function findPinned(): Promise<boolean> {
  const settings = await browser.action.getUserSettings?.();
  return settings?.isOnToolbar === true;
}

const [{ words }, granted, place, pinned] = await Promise.all([
  startLive(),
  browser.permissions.contains(EVERYWHERE),
  findPlace(),
  findPinned(),
]);
const access = signal<Access>(granted ? 'granted' : 'missing');
const isPinned = signal(pinned);

addEventListener('focus', async () => {
  isPinned.value = await findPinned(); // pinning happens in the browser's own menu
});

effect(() => {
  document.title = words.value.t('welcome_title');
  render(
    <Words.Provider value={words.value}>
      <WelcomeView
        access={access.value}
        place={place}
        isPinned={isPinned.value}
        onGrant={async () => {
          access.value = (await browser.permissions.request(EVERYWHERE)) ? 'granted' : 'denied';
        }}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
