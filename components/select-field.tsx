/** A setting that is one of a few. */
import { Field } from './field.tsx';

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly name: string;
  /** Tag of the name's language, where it is not the page's. */
  readonly language?: string;
}

interface Props<Value extends string> {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly isManaged?: boolean;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChange: (value: Value) => void;
}

export function SelectField<Value extends string>({ value, choices, onChange, ...field }: Props<Value>) {
  return (
    <Field {...field}>
      <select
        id={field.id}
        value={value}
        disabled={field.isManaged === true}
        aria-describedby={`${field.id}-note`}
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} lang={choice.language}>
            {choice.name}
          </option>
        ))}
      </select>
    </Field>
  );
}
