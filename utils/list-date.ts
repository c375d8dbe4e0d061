/** The date of the packed list, apart from the list itself: a page that shows it need not load the rest. */
import list from '../rules/built/list.json';

/** ISO date. */
export const LIST_DATE: string = list.date;
