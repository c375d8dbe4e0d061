/**
 * Actions as the package carries them: what they say in every language goes with the words, of which one language is
 * read, and what nothing shows stays with the sources in `rules/actions`.
 */
import type { Action, ShownAction } from '../rules/core/index.ts';
import { type Catalogue, LANGUAGES, type MessageKey, type Translator } from './i18n.ts';

const FIELDS = ['title', 'description'] as const;
type Field = (typeof FIELDS)[number];

/** An action of the package; where a text is left out, the words have it. */
export type BareAction = Omit<ShownAction, Field> & Partial<Pick<ShownAction, Field>>;

/** An action without what the words have and without what nothing shows. */
export function toBare(action: Action): BareAction {
  const { title, description, $schema, sources, reviewed, reviewBy, ...bare } = action;
  return {
    ...bare,
    ...(isInEveryLanguage(title) ? {} : { title }),
    ...(isInEveryLanguage(description) ? {} : { description }),
  };
}

/** What the words of a language have of these actions. */
export function actionWords(actions: readonly Action[], language: string): Catalogue {
  const entries = actions.flatMap((action) =>
    FIELDS.filter((field) => isInEveryLanguage(action[field])).map((field) => [
      nameOf(action.id, field),
      { message: action[field][language] },
    ]),
  );
  return Object.fromEntries(entries);
}

/** An action with its texts, in one language at least. */
export function withWords(action: BareAction, words: Translator): ShownAction {
  const text = (field: Field) => action[field] ?? { [words.language]: words.t(nameOf(action.id, field)) };
  return { ...action, title: text('title'), description: text('description') };
}

function isInEveryLanguage(texts: Readonly<Record<string, string>>): boolean {
  return LANGUAGES.every((language) => language in texts);
}

/** No name of a message has a colon. */
function nameOf(id: string, field: Field): MessageKey {
  return `action:${id}:${field}` as MessageKey;
}
