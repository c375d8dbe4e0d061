/** Wires the welcome page: what it does, what it never does, and the one permission where it is missing. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { type Access, WelcomeView } from '../../components/welcome-view.tsx';
import { Words } from '../../components/words.tsx';
import { browser } from '../../utils/browser.ts';
import { loadTranslator } from '../../utils/load-i18n.ts';

const EVERYWHERE = { origins: ['<all_urls>'] };

const [words, granted] = await Promise.all([loadTranslator(), browser.permissions.contains(EVERYWHERE)]);
const access = signal<Access>(granted ? 'granted' : 'missing');
document.title = words.t('welcome_title');

effect(() => {
  render(
    <Words.Provider value={words}>
      <WelcomeView
        access={access.value}
        onGrant={async () => {
          access.value = (await browser.permissions.request(EVERYWHERE)) ? 'granted' : 'denied';
        }}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
