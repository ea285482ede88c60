// node e2e/restart.mjs URL ADMIN_TOKEN    a page left open while its server ends and comes back. It says on its output
// what it has seen ("live", "cut", "back"), so that whoever started it knows when to end the server, and when to start it.
import assert from 'node:assert/strict';
import { browserMissing, openBrowser, openTab } from './browser.mjs';

const [, , address, token] = process.argv;
const PATIENCE = { timeout: 600_000 };

const missing = browserMissing();
if (missing !== null) {
  console.log(`SKIPPED the page over a restart: ${missing}`);
  process.exit(0);
}

const browser = await openBrowser();
const { tab } = await openTab(browser);
const live = tab.getByRole('status').getByText('Live', { exact: true });
await tab.goto(`${address.replace(/\/$/, '')}/#token=${token}`);
await live.waitFor(PATIENCE);
const running = tab.getByRole('region', { name: 'Running', exact: true });
await running.locator('tbody tr[data-row-key]').first().waitFor(PATIENCE);
console.log('live');

await tab.getByText(/^Reconnecting since \d\d:\d\d:\d\d$/).waitFor(PATIENCE);
// What was known stays in sight, and says how old it is.
await tab.getByText(/The server cannot be reached\. Shown as of/).first().waitFor(PATIENCE);
assert.ok((await running.locator('tbody tr[data-row-key]').count()) > 0);
console.log('cut');

await live.waitFor(PATIENCE);
await tab.getByText(/Shown as of/).first().waitFor({ state: 'hidden', ...PATIENCE });
assert.equal(await tab.getByText(/Shown as of/).count(), 0);
await running.locator('tbody tr[data-row-key]').first().waitFor(PATIENCE);
console.log('back');
await browser.close();
