/** Wires the demonstration. It asks nobody, loads nothing, and speaks of no real page. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { DemoView } from '../../components/demo-view.tsx';
import { Words } from '../../components/words.tsx';
import { type Scene, scenes } from '../../utils/demo-scenes.ts';
import { startLive } from '../../utils/live.ts';

const { words } = await startLive();
const all = scenes(Date.now());
const shown = signal(all.find(({ name }) => name === 'loaded') as Scene);

effect(() => {
  document.title = `${words.value.t('demo_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <DemoView
        scenes={all}
        shown={shown.value}
        onShow={(chosen) => {
          shown.value = all.find(({ name }) => name === chosen) as Scene;
        }}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
