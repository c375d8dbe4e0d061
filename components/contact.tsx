/** Where a company is reached: its page or its mail address. */
import { OutsideLink } from './outside-link.tsx';

export function Contact({ contact }: { readonly contact: string }) {
  return contact.startsWith('https:') ? <OutsideLink href={contact} /> : <a href={`mailto:${contact}`}>{contact}</a>;
}
