/** Everything that is blocked, and the exceptions, each with the way back. */
import { partsOf } from '../utils/block-choices.ts';
import type { Settings } from '../utils/settings.ts';
import type { SettingPath } from '../utils/sift.ts';
import { Section } from './section.tsx';
import { SitesList } from './sites-list.tsx';
import { SwitchField } from './switch-field.tsx';
import { useWords } from './words.tsx';

interface Props {
  readonly settings: Settings;
  readonly decided: ReadonlySet<SettingPath>;
  /** What the organisation has set, of both kinds. */
  readonly managed: Pick<Settings, 'blocked' | 'allowed'>;
  /** The name of a vendor, by its id. */
  readonly nameOf: (id: string) => string;
  readonly onChange: (change: (own: Settings) => Settings) => void;
}

export function BlockedList({ settings, decided, managed, nameOf, onChange }: Props) {
  const words = useWords();
  const describe = (choice: string, isException: boolean) => {
    const { id, site } = partsOf(choice);
    const values = { vendor: nameOf(id), site };
    if (isException) return words.t('block_row_allowed', values);
    return words.t(site === '' ? 'block_row_everywhere' : 'block_row_here', values);
  };
  const remove = (from: 'blocked' | 'allowed', choice: string) =>
    onChange((own) => ({ ...own, [from]: own[from].filter((each) => each !== choice) }));
  return (
    <Section id="blocked" title={words.t('block_title')} note={words.t('block_note')}>
      <SwitchField
        id="block-silent"
        name={words.t('block_silent')}
        note={words.t('block_silent_note')}
        isManaged={decided.has('blockSilent')}
        isOn={settings.blockSilent}
        onChange={(blockSilent) => onChange((own) => ({ ...own, blockSilent }))}
      />
      <SitesList
        sites={settings.blocked}
        managed={managed.blocked}
        none={words.t('block_none')}
        button={words.t('options_undo')}
        nameOf={(choice) => describe(choice, false)}
        onRemove={(choice) => remove('blocked', choice)}
      />
      {settings.allowed.length > 0 && (
        <SitesList
          sites={settings.allowed}
          managed={managed.allowed}
          none=""
          button={words.t('options_undo')}
          nameOf={(choice) => describe(choice, true)}
          onRemove={(choice) => remove('allowed', choice)}
        />
      )}
    </Section>
  );
}
