/** Wires the list: texts when they have arrived, the entry that the address names. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { ListView } from '../../components/list-view.tsx';
import { Words } from '../../components/words.tsx';
import type { Dossier } from '../../rules/core/index.ts';
import { correctionUrl, REPOSITORY } from '../../utils/correction.ts';
import { LIST_DATE } from '../../utils/list-date.ts';
import { NO_FILTER } from '../../utils/list-search.ts';
import { startLive } from '../../utils/live.ts';

const named = () => location.hash.slice(1);

const { words } = await startLive();
const dossiers = signal<Readonly<Record<string, Dossier>> | null>(null);
const listDate = signal(LIST_DATE);
const filter = signal(NO_FILTER);
const target = signal(named());
const today = new Date().toISOString().slice(0, 10);
const root = document.getElementById('root') as HTMLElement;

addEventListener('hashchange', () => {
  filter.value = NO_FILTER; // a filter might hide what the address names
  target.value = named();
});

effect(() => {
  document.title = `${words.value.t('list_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <ListView
        dossiers={dossiers.value}
        listDate={listDate.value}
        today={today}
        filter={filter.value}
        target={target.value}
        correctionOf={(dossier) => correctionUrl(REPOSITORY, dossier)}
        onFilter={(chosen) => {
          filter.value = chosen;
        }}
      />
    </Words.Provider>,
    root,
  );
});

const { loadDossiers } = await import('../../utils/load-dossiers.ts');
const loaded = await loadDossiers();
listDate.value = loaded.listDate;
dossiers.value = loaded.dossiers;
