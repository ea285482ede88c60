// npm run e2e                  against the stub
// E2E_ONLY=plan npm run e2e     only the tests whose name holds it
// npm run e2e -- URL TOKEN     against a server that really runs, with at least one cluster and jobs coming and going
import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserMissing, openBrowser, openTab, overflowing, seriousViolations } from './browser.mjs';
import { chosen } from './chosen.mjs';
import { STUB_TOKEN, startStub } from './stub/server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const screenshots = join(here, 'screenshots');
const PATIENCE_MILLIS = 60_000;

const missing = browserMissing();
if (missing !== null) {
  console.log(`SKIPPED browser test of the page: ${missing}`);
  process.exit(0);
}
if (process.argv[2] === undefined && !existsSync(join(here, '..', 'dist', 'index.html'))) {
  console.error('The page is not built. Run npm run build.');
  process.exit(1);
}

const stub = process.argv[2] === undefined ? await startStub() : null;
const server = process.argv[2]?.replace(/\/$/, '') ?? stub.url;
const token = process.argv[3] ?? STUB_TOKEN;
mkdirSync(screenshots, { recursive: true });

const section = (tab, name) => tab.getByRole('region', { name, exact: true }).first();
const titles = {
  en: { clusters: 'Clusters', waiting: 'Waiting', running: 'Running', token: 'Access token' },
  zh: { clusters: '集群', waiting: '等待', running: '运行中', token: '访问令牌' },
};

async function signedIn(browser, options) {
  const opened = await openTab(browser, options);
  await opened.tab.goto(`${server}/#token=${token}`);
  const { clusters, waiting, running } = titles[options?.language ?? 'en'];
  for (const name of [clusters, waiting, running]) {
    await section(opened.tab, name).locator('tbody tr, .cards > li').first().waitFor({ timeout: PATIENCE_MILLIS });
  }
  return opened;
}

const tests = {
  async 'a mistyped token is refused in words'(browser) {
    const { tab, close } = await openTab(browser);
    await tab.goto(server);
    await tab.getByLabel(titles.en.token).fill('mistyped');
    await tab.keyboard.press('Enter');
    await tab.getByRole('alert').getByText('does not accept this token').waitFor();
    await close();
  },

  async 'a link signs in and leaves no token in the address bar'(browser) {
    const { tab, complaints, close } = await signedIn(browser);
    assert.equal(new URL(tab.url()).hash, '');
    await tab.reload();
    await section(tab, titles.en.clusters).waitFor();
    assert.deepEqual(complaints, []);
    await close();
  },

  async 'signing out forgets the token'(browser) {
    const { tab, close } = await signedIn(browser);
    await tab.getByRole('button', { name: /^Account/ }).click();
    await tab.getByRole('menuitem', { name: 'Sign out' }).click();
    await tab.getByLabel(titles.en.token).waitFor();
    assert.equal(await tab.evaluate(() => sessionStorage.length), 0);
    await close();
  },

  async 'what waits and runs moves by itself'(browser) {
    const { tab, complaints, close } = await signedIn(browser);
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor();
    const seen = () =>
      tab.evaluate(() =>
        [...document.querySelectorAll('tbody tr[data-row-key]')].map((row) => row.dataset.rowKey).join(),
      );
    const first = await seen();
    const until = Date.now() + PATIENCE_MILLIS;
    while ((await seen()) === first) {
      assert.ok(Date.now() < until, 'no row came or went');
      await tab.waitForTimeout(500);
    }
    assert.deepEqual(complaints, []);
    await close();
  },

  async 'everything is reached by keyboard'(browser) {
    const { tab, close } = await signedIn(browser);
    const reached = new Set();
    for (let presses = 0; presses < 40; presses++) {
      await tab.keyboard.press('Tab');
      reached.add(await tab.evaluate(() => document.activeElement?.textContent?.slice(0, 40) ?? ''));
    }
    const names = [...reached].join('|');
    for (const name of ['Skip to the content', 'Overview', '中文', 'Theme']) {
      assert.ok(names.includes(name), `${name} was not reached: ${names}`);
    }
    await close();
  },
};

for (const theme of ['light', 'dark']) {
  tests[`axe finds nothing serious in the ${theme} theme`] = async (browser) => {
    const { tab, close } = await openTab(browser, { theme });
    await tab.goto(server);
    await tab.getByLabel(titles.en.token).waitFor();
    assert.deepEqual(await seriousViolations(tab), []);
    await close();
    const overview = await signedIn(browser, { theme });
    await overview.tab.waitForTimeout(500);
    assert.deepEqual(await seriousViolations(overview.tab), []);
    await overview.close();
  };
}

for (const width of [1440, 390]) {
  for (const language of ['en', 'zh']) {
    tests[`nothing sticks out at ${width} pixels in ${language}`] = async (browser) => {
      for (const theme of ['light', 'dark']) {
        const { tab, complaints, close } = await signedIn(browser, { width, language, theme });
        await tab.waitForTimeout(800);
        await tab.screenshot({
          path: join(screenshots, `overview-${width}-${language}-${theme}.png`),
          fullPage: true,
        });
        assert.deepEqual(await overflowing(tab), []);
        assert.deepEqual(complaints, []);
        await close();
      }
    };
  }
}

/** Every page beside the overview, with what shows that it is there. */
const PAGES = [
  ['jobs', () => '/jobs', 'tbody tr[data-row-key], .cards > li'],
  ['job', aWaitingJob, '.counterfactuals li'],
  ['job-log', async () => `${await aWaitingJob()}?log=${await aRun()}`, '.log, .log-closed'],
  ['new-job', () => '/jobs/new', '.curl'],
  ['plan', () => '/plan', '.gantt-canvas'],
  ['plan-table', () => '/plan?as=table&by=tenant', 'tbody tr[data-row-key], .cards > li'],
  ['tenants', () => '/tenants', '.quota-use'],
  ['reservations', () => '/reservations', '.row-orders'],
  ['targets', () => '/targets', '.row-orders'],
  ['datasets', () => '/datasets', '.row-orders'],
  ['reports', () => '/reports', '.section table, .section .cards > li'],
  ['webhooks', () => '/jobs/webhooks?log=1', '.row-orders'],
  ['tokens', () => '/admin', '.action'],
  ['roles', () => '/admin?tab=roles', '.cards > li'],
  ['catalogue', () => '/admin?tab=catalogue', '.catalogue-search'],
  ['weights', () => '/admin?tab=weights', '.cards > li'],
  ['audit', () => '/admin?tab=audit', '.audit-subject'],
  ['scenarios', () => '/scenarios', '.strong-link'],
  ['scenario-editor', () => '/scenarios/1/edit', '.change'],
  ['scenario-run', () => '/scenarios/runs/1', '.chart-box svg'],
  ['clusters', () => '/clusters', '.strong-link'],
  ['cluster', aCluster, '.heat-cell'],
];

/** The first cluster there is. */
async function aCluster() {
  const answer = await fetch(`${server}/api/v1/capacity`, { headers: { Authorization: `Bearer ${token}` } });
  return `/clusters/${(await answer.json()).clusters[0].name}`;
}

/** A job that waits, with something that would start it sooner if there is such a job. */
async function aWaitingJob() {
  const headers = { Authorization: `Bearer ${token}` };
  const jobs = await (
    await fetch(`${server}/api/v1/jobs?state=SCHEDULED&state=QUEUED&order=PREDICTED_START&limit=50`, { headers })
  ).json();
  return `/jobs/${jobs.items.filter(({ name }) => name !== null).at(-1).id}`;
}

/** A run the page of any job on the stub shows; on a real server that of another job, whose page offers to show it. */
async function aRun() {
  const answer = await fetch(`${server}/api/v1/runs?job=1&limit=1`, { headers: { Authorization: `Bearer ${token}` } });
  return (await answer.json()).items[0]?.id ?? 'none';
}

/** Scenarios are there where the stub made them. */
const ofStub = (page) => page === 'scenario-editor' || page === 'scenario-run' || page === 'scenarios';

for (const [page, path, sign] of PAGES.filter(([name]) => stub !== null || !ofStub(name))) {
  for (const width of [1440, 390]) {
    tests[`the page ${page} holds at ${width} pixels, in both languages and themes`] = async (browser) => {
      for (const [language, theme] of [['en', 'light'], ['zh', 'dark']]) {
        const { tab, complaints, close } = await openTab(browser, { width, language, theme });
        await tab.goto(`${server}${await path()}#token=${token}`);
        await tab.locator(sign).first().waitFor({ timeout: PATIENCE_MILLIS });
        await tab.waitForTimeout(800);
        await tab.screenshot({ path: join(screenshots, `${page}-${width}-${language}-${theme}.png`), fullPage: true });
        assert.deepEqual(await overflowing(tab), []);
        assert.deepEqual(await seriousViolations(tab), []);
        assert.deepEqual(complaints, []);
        await close();
      }
    };
  }
}

tests['a change that starts a job sooner fills the form'] = async (browser) => {
  const { tab, complaints, close } = await signedIn(browser);
  await tab.goto(server + (await aWaitingJob()));
  await tab.getByRole('link', { name: /^Apply/ }).first().click({ timeout: PATIENCE_MILLIS });
  await section(tab, 'Dry run').getByText('Predicted start').waitFor({ timeout: PATIENCE_MILLIS });
  await tab.getByRole('checkbox', { name: /^Cancel .* when this one is accepted$/ }).waitFor();
  assert.deepEqual(complaints, []);
  await close();
};

tests['filters stay in the address'] = async (browser) => {
  const { tab, complaints, close } = await signedIn(browser);
  await tab.getByRole('link', { name: 'Jobs', exact: true }).click();
  await tab.getByLabel('Kind', { exact: true }).click();
  await tab.getByTitle('inference').click();
  await tab.waitForURL(/kind=INFERENCE/);
  await tab.reload();
  await tab.locator('tbody tr[data-row-key]').first().waitFor({ timeout: PATIENCE_MILLIS });
  assert.equal(new URL(tab.url()).searchParams.get('kind'), 'INFERENCE');
  assert.deepEqual(complaints, []);
  await close();
};

/** States a healthy server is not in, and what only the stub holds; asked of the stub only. */
const stubTests = {
  async 'a scenario is checked at its fields as it is typed'(browser) {
    const { tab, complaints, close } = await signedIn(browser);
    await tab.getByRole('link', { name: 'Scenarios', exact: true }).click();
    await tab.getByRole('link', { name: 'New scenario' }).click();
    await tab.getByRole('button', { name: 'Add a change' }).click();
    await tab.locator('.change').getByText('This is required.').waitFor();
    assert.ok(await tab.getByRole('button', { name: 'Save', exact: true }).isDisabled());
    await tab.getByRole('button', { name: /lost for three days$/ }).click();
    await tab.getByText('It can be laid on the world').waitFor();
    assert.ok(await tab.getByRole('button', { name: 'Save', exact: true }).isEnabled());
    // The browser itself says on its console that a check was answered 400.
    assert.deepEqual(complaints.filter((said) => !said.includes('400')), []);
    await close();
  },

  async 'a cut stream says since when, and recovers'(browser) {
    const { tab, close } = await signedIn(browser);
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor();
    stub.cutStreams();
    await tab.getByText(/^Reconnecting since \d\d:\d\d:\d\d$/).waitFor({ timeout: 10_000 });
    await tab.screenshot({ path: join(screenshots, 'reconnecting.png') });
    stub.trouble.streamsCut = false;
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
    await close();
  },

  async 'what may not be seen, cannot be reached or is not there yet is said'(browser) {
    stub.trouble.forbidden = ['/api/v1/plans'];
    stub.trouble.broken = ['/api/v1/capacity'];
    stub.trouble.empty = true;
    const { tab, close } = await openTab(browser);
    await tab.goto(`${server}/#token=${token}`);
    await section(tab, 'Plan').getByText('You may not see this').waitFor();
    await section(tab, 'Capacity').getByText('The server cannot be reached').waitFor({ timeout: 20_000 });
    await section(tab, 'Waiting').getByText('Nothing waits').waitFor();
    await tab.screenshot({ path: join(screenshots, 'troubles.png'), fullPage: true });
    Object.assign(stub.trouble, { forbidden: [], broken: [], empty: false });
    // By the next event, without anybody's doing.
    await section(tab, 'Capacity').getByText('Schedulable').first().waitFor();
    await close();
  },

  async 'ten thousand waiting jobs are walked page by page'(browser) {
    const { tab, close } = await signedIn(browser);
    const waiting = tab.locator('section').filter({ has: tab.getByRole('heading', { name: 'Waiting' }) });
    await waiting.getByText(/^1–25 of \d,\d\d\d$/).waitFor();
    await waiting.getByRole('button', { name: 'Next page' }).click();
    await waiting.getByText(/^26–50 of \d,\d\d\d$/).waitFor();
    assert.equal(await waiting.locator('tbody tr[data-row-key]').count(), 25);
    await waiting.getByRole('button', { name: 'Previous page' }).click();
    await waiting.getByText(/^1–25 of/).waitFor();
    await close();
  },
};

/** How many tests go on at once: a page that waits for its server leaves time for another. */
const AT_ONCE = 2;

const steps = new Map(chosen({ ...tests, ...(stub === null ? {} : stubTests) }));
const only = (some) => Object.entries(some).filter(([name]) => steps.has(name));

const browser = await openBrowser();
let failed = 0;

async function run([name, test]) {
  try {
    await test(browser);
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`FAIL  ${name}\n      ${error.message}`);
  }
}

const waiting = only(tests);
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      await run(next);
    }
  }),
);
// What these do to the stub, every page open on it would see.
for (const each of only(stubTests)) {
  await run(each);
}
await browser.close();
stub?.stop();
process.exit(failed === 0 ? 0 : 1);
