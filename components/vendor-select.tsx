/** Which of the vendors seen here a page is about. Nothing to choose, nothing shown. */
import './vendor-select.css';
import { useWords } from './words.tsx';

export interface VendorChoice {
  readonly id: string;
  readonly name: string;
}

interface Props {
  readonly choices: readonly VendorChoice[];
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

export function VendorSelect({ choices, chosen, onChoose }: Props) {
  const words = useWords();
  if (choices.length < 2) return null;
  return (
    <label class="vendor-select">
      <span>{words.t('ledger_filter_vendor')}</span>
      <select name="vendor" value={chosen} onChange={({ currentTarget }) => onChoose(currentTarget.value)}>
        {choices.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
