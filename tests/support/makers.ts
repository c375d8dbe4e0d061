/** Services of the browsers' makers, asked by the browsers themselves. */
export const BROWSERS_OWN =
  /(?:^|\.)(?:mozilla\.(?:com|net|org)|firefox\.com|google\.com|googleapis\.com|gvt1\.com)(?::\d+)?$/;
