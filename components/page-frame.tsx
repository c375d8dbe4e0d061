/** What every full page of the extension has around it: the way between them, and its title. */
import type { ComponentChildren } from 'preact';
import type { MessageKey } from '../utils/i18n.ts';
import { OWN_PAGES, type OwnPage } from '../utils/own-pages.ts';
import './page-frame.css';
import { useWords } from './words.tsx';

const WAYS: readonly (readonly [OwnPage, MessageKey])[] = [
  ['dashboard', 'nav_dashboard'],
  ['list', 'nav_list'],
  ['options', 'nav_options'],
  ['welcome', 'nav_welcome'],
];

interface Props {
  readonly current: OwnPage;
  readonly title: string;
  /** One or two sentences under the title. */
  readonly lead?: string;
  readonly children: ComponentChildren;
}

export function PageFrame({ current, title, lead, children }: Props) {
  const words = useWords();
  return (
    <div class="page">
      {/* biome-ignore lint/a11y/useValidAnchor: it leads within the page, as the browser's own way does */}
      <a
        class="skip"
        href="#content"
        onClick={(event) => {
          event.preventDefault(); // the address stays: in some pages it names what is shown
          document.querySelector('main')?.focus(); // which comes into view by that
        }}
      >
        {words.t('nav_skip')}
      </a>
      <header>
        <p class="brand">
          <img src="/icon/loaded-48.png" alt="" width="28" height="28" />
          {words.t('extensionName')}
        </p>
        <nav aria-label={words.t('nav_label')}>
          <ul>
            {WAYS.map(([page, key]) => (
              <li key={page}>
                <a href={OWN_PAGES[page]} aria-current={page === current ? 'page' : undefined}>
                  {words.t(key)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main id="content" tabIndex={-1}>
        <div class="opening">
          <h1>{title}</h1>
          {lead !== undefined && <p class="lead">{lead}</p>}
        </div>
        {children}
      </main>
    </div>
  );
}
