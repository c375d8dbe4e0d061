/** The translator, for every component below a page's root. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { createTranslator, type Translator } from '../utils/i18n.ts';

export const Words = createContext<Translator>(createTranslator('en', {}));

export function useWords(): Translator {
  return useContext(Words);
}
