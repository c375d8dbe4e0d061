/** What every page shows anew when a setting changes, on whichever page that was done. */
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Translator } from './i18n.ts';
import { loadTranslator } from './load-i18n.ts';
import { type LoadedSettings, loadSettings, onSettingsChanged } from './load-settings.ts';

export interface Live {
  readonly words: ReadonlySignal<Translator>;
  readonly settings: ReadonlySignal<LoadedSettings>;
}

/** Loads words and settings, and keeps them current. */
export async function startLive(): Promise<Live> {
  const [first, chosen] = await Promise.all([loadTranslator(), loadSettings()]);
  const words = signal(first);
  const settings = signal(chosen);
  onSettingsChanged(async () => {
    const [translator, loaded] = await Promise.all([loadTranslator(), loadSettings()]);
    batch(() => {
      words.value = translator;
      settings.value = loaded;
    });
  });
  return { words, settings };
}
