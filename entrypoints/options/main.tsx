/** Wires the options: each change is stored at once, and every page follows. */
import { effect, signal } from '@preact/signals';
import { render } from 'preact';
import { OptionsView } from '../../components/options-view.tsx';
import type { KeeperMessage } from '../../components/settings-keeper.tsx';
import type { Shortcut } from '../../components/shortcut-list.tsx';
import { Words } from '../../components/words.tsx';
import { changeSettingsAndRules } from '../../utils/change-settings.ts';
import { ask } from '../../utils/client.ts';
import { REPOSITORY } from '../../utils/correction.ts';
import { download } from '../../utils/download.ts';
import { startLive } from '../../utils/live.ts';
import { DEFAULTS, type Settings } from '../../utils/settings.ts';
import { fromSettingsFile, inPlaceOf, SETTINGS_FILE_NAME, toSettingsFile } from '../../utils/settings-file.ts';
import { changeKeys, readShortcuts } from './shortcuts.ts';
import { updatesNow } from './updates.ts';

const { words, settings: loaded } = await startLive();
const shortcuts = signal<readonly Shortcut[]>(await readShortcuts());
const message = signal<KeeperMessage | null>(null);
/** Vendors' names by id, once the background has said them. */
const names = signal<Readonly<Record<string, string>>>({});
/** The settings before the last import or reset. */
let before: Settings = loaded.value.own;

void ask({ ask: 'vendors' }).then(({ vendors }) => {
  names.value = Object.fromEntries(vendors.map(({ id, name }) => [id, name]));
});

addEventListener('focus', async () => {
  shortcuts.value = await readShortcuts(); // they are changed on a page of the browser
});

async function change(step: (own: Settings) => Settings, done: KeeperMessage | null): Promise<void> {
  try {
    await changeSettingsAndRules(step);
    message.value = done;
  } catch (error) {
    message.value = { kind: 'failed', error: error instanceof Error ? error.message : String(error) };
  }
}

/** Puts other settings in place of all, and remembers what was there: what a second press finds is not it. */
function replace(settings: Settings, kind: 'imported' | 'reset'): Promise<void> {
  const { own } = loaded.value;
  const next = inPlaceOf(own, settings);
  if (JSON.stringify(own) !== JSON.stringify(next)) before = own;
  return change(() => next, { kind });
}

async function importFrom(file: File): Promise<void> {
  const result = await fromSettingsFile(file);
  if (result.ok) return replace(result.settings, 'imported');
  message.value = { kind: 'refused', problem: result.problem, field: result.field };
}

effect(() => {
  const { own, settings, policies } = loaded.value;
  document.title = `${words.value.t('options_title')} – ${words.value.t('extensionName')}`;
  render(
    <Words.Provider value={words.value}>
      <OptionsView
        settings={settings}
        decided={policies.decided}
        managedSites={policies.values.pausedSites}
        managedBlocks={policies.values}
        nameOf={(id) => names.value[id] ?? id}
        shortcuts={shortcuts.value}
        canUncloak={import.meta.env.FIREFOX}
        canReport={REPOSITORY !== ''}
        updates={{
          ...updatesNow(),
          isOn: settings.updates,
          isManaged: policies.decided.has('updates'),
          onTurn: (updates) => change((chosen) => ({ ...chosen, updates }), null),
        }}
        message={message.value}
        onChange={(step) => change(step, null)}
        onChangeKeys={changeKeys}
        onExport={() => download(toSettingsFile(own), SETTINGS_FILE_NAME, 'application/json')}
        onImport={importFrom}
        onReset={() => replace(DEFAULTS, 'reset')}
        onUndo={() => change(() => before, { kind: 'undone' })}
      />
    </Words.Provider>,
    document.getElementById('root') as HTMLElement,
  );
});
