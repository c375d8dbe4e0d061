/** Wires the page about the campaign. */
import { effect } from '@preact/signals';
import { render } from 'preact';
import { type CampaignHistory, HistoryView } from '../../components/history-view.tsx';
import { Words } from '../../components/words.tsx';
import { startLive } from '../../utils/live.ts';

const [{ words }, { default: campaign }] = await Promise.all([startLive(), import('../../rules/built/campaign.json')]);

effect(() => {
  document.title = `${words.value.t('history_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <HistoryView history={campaign as unknown as CampaignHistory} />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
// The page was empty when the browser looked for what its address names.
document.getElementById(location.hash.slice(1))?.scrollIntoView();
