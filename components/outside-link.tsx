/** A link to somebody else's page: in a tab of its own, without a referrer. */
interface Props {
  readonly href: string;
  /** The address itself when absent. */
  readonly text?: string;
}

export function OutsideLink({ href, text = href.replace('https://', '') }: Props) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
