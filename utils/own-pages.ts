/** Addresses of the extension's own pages, from its root. */
export const OWN_PAGES = {
  dashboard: '/dashboard.html',
  list: '/list.html',
  options: '/options.html',
  welcome: '/welcome.html',
  demo: '/demo.html',
  evidence: '/evidence.html',
  share: '/share.html',
  mistake: '/mistake.html',
  history: '/campaign.html',
  letter: '/letter.html',
} as const;
export type OwnPage = keyof typeof OWN_PAGES;
