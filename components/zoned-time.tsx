/** An instant in words, with its time zone: for what is read elsewhere and later. */
import { useWords } from './words.tsx';

interface Props {
  /** ISO instant with an offset. */
  readonly at: string;
  /** IANA name of the zone to say it in. */
  readonly zone: string;
}

export function ZonedTime({ at, zone }: Props) {
  const { language } = useWords();
  return <time dateTime={at}>{zonedTime(at, zone, language)}</time>;
}

/** `26 Nov 2026, 14:17:01 GMT+1` */
export function zonedTime(at: string, zone: string, language: string): string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'long', timeZone: zone });
  return format.format(new Date(at));
}
