/** Tests find their browsers as the maintainers' tool does. */
export { type BrowserName, findBrowser } from '../../rules/cli/browser/find.ts';
