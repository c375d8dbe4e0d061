/** A setting that is on or off. */
import { Field } from './field.tsx';

interface Props {
  readonly id: string;
  readonly name: string;
  readonly note?: string;
  readonly isManaged?: boolean;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
}

export function SwitchField({ isOn, onChange, ...field }: Props) {
  return (
    <Field {...field}>
      <input
        id={field.id}
        type="checkbox"
        role="switch"
        checked={isOn}
        aria-checked={isOn}
        disabled={field.isManaged === true}
        aria-describedby={`${field.id}-note`}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </Field>
  );
}
