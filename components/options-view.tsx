/** Every choice that a person has, each with what it means. */
import { EU } from '../rules/core/index.ts';
import { LANGUAGES, nameOfLanguage } from '../utils/i18n.ts';
import { KEEP_DAYS } from '../utils/ledger.ts';
import { OUTSIDE_EU, type Settings, withPaused } from '../utils/settings.ts';
import type { SettingPath } from '../utils/sift.ts';
import { BlockedList } from './blocked-list.tsx';
import './options-view.css';
import { PageFrame } from './page-frame.tsx';
import { Section } from './section.tsx';
import { type Choice, SelectField } from './select-field.tsx';
import { type KeeperMessage, SettingsKeeper } from './settings-keeper.tsx';
import { type Shortcut, ShortcutList } from './shortcut-list.tsx';
import { SitesList } from './sites-list.tsx';
import { SwitchField } from './switch-field.tsx';
import { type UpdatesProps, UpdatesSection } from './updates-section.tsx';
import { useWords } from './words.tsx';

export interface OptionsProps {
  /** The settings that hold. */
  readonly settings: Settings;
  /** Those that the organisation decides, and the sites that it has paused. */
  readonly decided: ReadonlySet<SettingPath>;
  readonly managedSites: readonly string[];
  /** What it has blocked, and where not. */
  readonly managedBlocks: Pick<Settings, 'blocked' | 'allowed'>;
  /** The name of a vendor, by its id. */
  readonly nameOf: (id: string) => string;
  /** Empty where the browser has no keyboard commands. */
  readonly shortcuts: readonly Shortcut[];
  /** The browser lets an extension ask the name server. */
  readonly canUncloak: boolean;
  /** There is a public place for mistakes in the list. */
  readonly canReport: boolean;
  readonly updates: UpdatesProps;
  readonly message: KeeperMessage | null;
  readonly onChange: (change: (own: Settings) => Settings) => void;
  readonly onChangeKeys: () => void;
  readonly onExport: () => void;
  readonly onImport: (file: File) => void;
  readonly onReset: () => void;
  readonly onUndo: () => void;
}

export function OptionsView(props: OptionsProps) {
  const words = useWords();
  const { settings, managedSites, shortcuts, onChange } = props;
  return (
    <PageFrame current="options" title={words.t('options_title')} lead={words.t('options_lead')}>
      <Place {...props} />
      <Telling {...props} />
      <Remembering {...props} />
      <Section id="paused" title={words.t('options_paused')} note={words.t('options_paused_note')}>
        <SitesList
          sites={settings.pausedSites}
          managed={managedSites}
          none={words.t('options_paused_none')}
          button={words.t('options_paused_resume')}
          onRemove={(site) => onChange((own) => withPaused(own, site, false))}
        />
      </Section>
      <BlockedList {...props} managed={props.managedBlocks} />
      {props.canUncloak && (
        <Section id="looking" title={words.t('options_looking')}>
          <SwitchField
            id="uncloak"
            name={words.t('options_uncloak')}
            note={words.t('options_uncloak_note')}
            isManaged={props.decided.has('uncloak')}
            isOn={settings.uncloak}
            onChange={(uncloak) => onChange((own) => ({ ...own, uncloak }))}
          />
        </Section>
      )}
      <UpdatesSection {...props.updates} />
      {shortcuts.length > 0 && (
        <Section id="keys" title={words.t('options_keys')}>
          <ShortcutList shortcuts={shortcuts} onChangeKeys={props.onChangeKeys} />
        </Section>
      )}
      <Section id="whole" title={words.t('options_whole')} note={words.t('options_whole_note')}>
        <SettingsKeeper {...props} />
      </Section>
      {!props.canReport && <p class="remark">{words.t('correction_missing')}</p>}
    </PageFrame>
  );
}

/** Language and country. */
function Place({ settings, decided, onChange }: OptionsProps) {
  const words = useWords();
  const { compare } = new Intl.Collator(words.language);
  const languages: Choice<Settings['language']>[] = LANGUAGES.map((tag) => ({
    value: tag,
    name: nameOfLanguage(tag),
    language: tag,
  }));
  const elsewhere = ['', OUTSIDE_EU].includes(settings.country) ? [] : [settings.country]; // from a file or a policy
  const countries = [...new Set([...EU, ...elsewhere])].map((value) => ({ value, name: words.country(value) }));
  return (
    <Section id="place" title={words.t('options_place')}>
      <SelectField
        id="language"
        name={words.t('options_language')}
        isManaged={decided.has('language')}
        value={settings.language}
        choices={[
          { value: '', name: words.t('options_language_browser') },
          ...languages.sort((a, b) => compare(a.name, b.name)),
        ]}
        onChange={(language) => onChange((own) => ({ ...own, language }))}
      />
      <SelectField
        id="country"
        name={words.t('options_country')}
        note={words.t('options_country_note')}
        isManaged={decided.has('country')}
        value={settings.country}
        choices={[
          { value: '', name: words.t('options_country_unsaid') },
          ...countries.sort((a, b) => compare(a.name, b.name)),
          { value: OUTSIDE_EU, name: words.t('options_country_outside') },
        ]}
        onChange={(country) => onChange((own) => ({ ...own, country }))}
      />
    </Section>
  );
}

/** How a finding makes itself known. */
function Telling({ settings: { badge, notice }, decided, onChange }: OptionsProps) {
  const words = useWords();
  return (
    <Section id="telling" title={words.t('options_telling')}>
      <SwitchField
        id="badge"
        name={words.t('options_badge')}
        note={words.t('options_badge_note')}
        isManaged={decided.has('badge')}
        isOn={badge}
        onChange={(isOn) => onChange((own) => ({ ...own, badge: isOn }))}
      />
      <SelectField
        id="notice"
        name={words.t('options_notice')}
        note={words.t('options_notice_note')}
        isManaged={decided.has('notice.mode')}
        value={notice.mode}
        choices={[
          { value: 'default', name: words.t('options_notice_default') },
          { value: 'capturing', name: words.t('options_notice_capturing') },
          { value: 'off', name: words.t('options_notice_off') },
        ]}
        onChange={(mode) => onChange((own) => ({ ...own, notice: { ...own.notice, mode } }))}
      />
      {notice.silencedSites.length > 0 && (
        <div class="field-below">
          <h3>{words.t('options_silenced')}</h3>
          <SitesList
            sites={notice.silencedSites}
            managed={[]}
            none=""
            button={words.t('options_silenced_allow')}
            onRemove={(site) =>
              onChange((own) => ({
                ...own,
                notice: { ...own.notice, silencedSites: own.notice.silencedSites.filter((each) => each !== site) },
              }))
            }
          />
        </div>
      )}
    </Section>
  );
}

/** The ledger. */
function Remembering({ settings: { ledger }, decided, onChange }: OptionsProps) {
  const words = useWords();
  return (
    <Section id="remembering" title={words.t('options_ledger')}>
      <SwitchField
        id="ledger"
        name={words.t('options_ledger_on')}
        note={words.t('options_ledger_note')}
        isManaged={decided.has('ledger.on')}
        isOn={ledger.on}
        onChange={(on) => onChange((own) => ({ ...own, ledger: { ...own.ledger, on, asked: true } }))}
      />
      <SelectField
        id="keep"
        name={words.t('options_ledger_keep')}
        isManaged={decided.has('ledger.keepDays')}
        value={String(ledger.keepDays)}
        choices={KEEP_DAYS.map((days) => ({
          value: String(days),
          name: days === 0 ? words.t('options_keep_always') : words.n('options_keep_days', days),
        }))}
        onChange={(value) => {
          const keepDays = KEEP_DAYS.find((days) => String(days) === value) ?? ledger.keepDays;
          onChange((own) => ({ ...own, ledger: { ...own.ledger, keepDays } }));
        }}
      />
    </Section>
  );
}
