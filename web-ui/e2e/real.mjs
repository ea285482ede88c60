// node e2e/real.mjs URL ADMIN_TOKEN [LINK]     LINK: one that signs in, as the demo prints it
// E2E_ONLY=drains: only the steps with that in their name
// A day at the page, in Chromium, on a city that really runs (`make demo`): sign in, submit with a dry run, watch it run,
// explain one that cannot, apply a counterfactual, drain a cluster and see the plan move, each role sees what it may; nothing
// on the console, nothing serious to axe.
import assert from 'node:assert/strict';
import { browserMissing, openBrowser, openTab, seriousViolations } from './browser.mjs';
import { chosen } from './chosen.mjs';

const [, , address, admin, link] = process.argv;
const server = address.replace(/\/$/, '');
const PATIENCE = { timeout: 120_000 };
const CLUSTER = 'qingpu';
const TENANT = 'model-harbour';

const missing = browserMissing();
if (missing !== null) {
  console.log(`SKIPPED the page on a running city: ${missing}`);
  process.exit(0);
}

async function ask(method, path, body, token = admin) {
  const answer = await fetch(`${server}/api/v1/${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${answer.ok ? '' : await answer.text()}`);
  return answer.json();
}

async function until(what, holds) {
  for (const end = Date.now() + PATIENCE.timeout; ; ) {
    if (await holds()) {
      return;
    }
    assert.ok(Date.now() < end, `not within ${PATIENCE.timeout / 1_000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
}

const issue = async (role, bound = {}) =>
  (await ask('POST', 'access-tokens', { name: `e2e-${role.toLowerCase().replace('_', '-')}-${Date.now()}`, role, ...bound })).secret;

const browser = await openBrowser();
const member = await issue('MEMBER', { tenant: TENANT });
const operator = await issue('CLUSTER_ADMIN', { cluster: CLUSTER });
const viewer = await issue('VIEWER');
const mark = Date.now().toString(36);

async function signedIn(token, options) {
  const opened = await openTab(browser, options);
  await opened.tab.goto(`${server}/#token=${token}`);
  await opened.tab.getByRole('status').getByText(options?.language === 'zh' ? '实时' : 'Live', { exact: true }).waitFor(PATIENCE);
  return {
    ...opened,
    async end() {
      assert.deepEqual(opened.complaints, []);
      await opened.close();
    },
  };
}

/** Fills the form; what is not said stays as it is. */
async function fill(tab, fields) {
  for (const [label, value] of Object.entries(fields)) {
    await tab.getByLabel(label, { exact: true }).fill(String(value));
  }
}

async function submitted(tab) {
  const button = tab.getByRole('button', { name: 'Submit', exact: true });
  await until('the form may be sent', () => button.isEnabled());
  await button.click();
  await tab.waitForURL(/\/jobs\/\d+$/, PATIENCE);
  return Number(new URL(tab.url()).pathname.split('/')[2]);
}

const tests = {
  async 'the link that is printed signs in and leaves no token in the address bar'() {
    const { tab, complaints, close } = await openTab(browser);
    await tab.goto(link ?? `${server}/#token=${admin}`);
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor(PATIENCE);
    await tab.getByRole('link', { name: 'Administration', exact: true }).waitFor(PATIENCE);
    assert.equal(new URL(tab.url()).hash, '');
    assert.deepEqual(complaints, []);
    await close();
  },

  async 'a member submits with a dry run and watches it run'() {
    const { tab, end } = await signedIn(member);
    await tab.getByRole('link', { name: 'Jobs', exact: true }).click();
    await tab.getByRole('link', { name: 'New job' }).click();
    await fill(tab, { Name: `small-${mark}`, 'Devices for each worker': 1, 'Expected duration, hours': 0.5 });
    const dryRun = tab.getByRole('region', { name: 'Dry run' });
    await dryRun.getByText('Predicted start').waitFor(PATIENCE);
    await submitted(tab);
    await tab.getByText('a run was leased').waitFor(PATIENCE);
    await tab.getByText('its run succeeded').waitFor(PATIENCE);
    await end();
  },

  async 'one that cannot run is explained, in Chinese too'() {
    const { tab, end } = await signedIn(member);
    await tab.goto(`${server}/jobs/new`);
    await fill(tab, { Name: `wide-${mark}`, 'Devices for each worker': 16 });
    await tab.getByText('Cannot run as stated').waitFor(PATIENCE);
    const id = await submitted(tab);
    await tab.getByText('Cannot run as stated').first().waitFor(PATIENCE);
    await end();
    const chinese = await signedIn(member, { language: 'zh' });
    await chinese.tab.goto(`${server}/jobs/${id}`);
    await chinese.tab.getByText('按现有配置无法运行').first().waitFor(PATIENCE);
    await chinese.end();
    await ask('POST', `jobs/${id}/cancel`, {}, member);
  },

  async 'a change that starts a job sooner is applied and takes its place'() {
    const { id } = await ask(
      'POST',
      'jobs',
      {
        name: `gang-${mark}`,
        kind: 'TRAINING',
        // The whole of the largest partition: some of it is always held, however quiet the city.
        gang: { workers: 96 },
        worker: { milliDevices: 8_000 },
        accelerators: { stacks: ['CUDA'], minMemoryGib: 64 },
        expectedDuration: 'PT8H',
        priorityClass: 'LOW',
      },
      member,
    );
    await until('something would start it sooner', async () => {
      const { counterfactuals } = await ask('GET', `jobs/${id}/explanation`, undefined, member);
      return counterfactuals.some(({ kind }) => kind === 'FEWER_WORKERS');
    });
    const startOf = async (job) => Date.parse((await ask('GET', `jobs/${job}`, undefined, member)).predicted?.start ?? '9999-01-01T00:00:00Z');
    const { tab, end } = await signedIn(member);
    // What the plan says to the change, with the job it stands for left out.
    const previews = [];
    tab.on('response', (response) => {
      if (response.ok() && response.url().includes(`dryRun=true&replaces=${id}`)) {
        void response.json().then(({ predicted }) => previews.push(Date.parse(predicted?.start ?? '9999-01-01T00:00:00Z')));
      }
    });
    await tab.goto(`${server}/jobs/${id}`);
    const fewer = tab.locator('.counterfactuals li').filter({ hasText: 'Fewer workers' });
    await fewer.getByRole('link', { name: /^Apply/ }).click(PATIENCE);
    await tab.getByLabel('Workers, all at once').waitFor(PATIENCE);
    assert.ok(Number(await tab.getByLabel('Workers, all at once').inputValue()) < 96);
    await until('the dry run keeps the promise: sooner than as it is', async () => (previews.at(-1) ?? Infinity) < (await startOf(id)));
    const next = await submitted(tab);
    assert.equal((await ask('GET', `jobs/${id}`)).state, 'CANCELLED', 'the job it stands for goes in the same step');
    const after = await ask('GET', `jobs/${next}`);
    assert.ok(after.spec.gang.workers < 96);
    await end();
    await ask('POST', `jobs/${next}/cancel`, {}, member);
  },

  async 'an operator drains its cluster and the plan moves'() {
    const planned = async () =>
      (await ask('GET', `allocations?cluster=${CLUSTER}&limit=1000`)).items.filter(({ running }) => !running).length;
    const { now } = await ask('GET', 'plan-time');
    const { id } = await ask(
      'POST',
      'jobs',
      {
        name: `bound-${mark}`,
        kind: 'TRAINING',
        gang: { workers: 1 },
        worker: { milliDevices: 1_000 },
        expectedDuration: 'PT1H',
        earliestStart: new Date(Date.parse(now) + 3 * 86_400_000).toISOString(),
        residency: [CLUSTER],
      },
      member,
    );
    await until('something is planned there', async () => (await planned()) > 0);
    const { tab, end } = await signedIn(operator);
    await tab.getByRole('link', { name: CLUSTER, exact: true }).first().click(PATIENCE);
    await tab.locator('.heat-cell').first().waitFor(PATIENCE);
    await tab.getByRole('button', { name: 'Drain', exact: true }).click();
    await tab.getByRole('tooltip').getByRole('button', { name: 'Drain', exact: true }).click();
    await tab.locator('.page-head').getByText('Draining').waitFor(PATIENCE);
    await until('nothing is planned there any more', async () => (await planned()) === 0);
    const planner = await signedIn(viewer);
    await planner.tab.goto(`${server}/plan?as=table`);
    await planner.tab.locator('tbody tr[data-row-key]').first().waitFor(PATIENCE);
    await planner.end();
    await tab.getByRole('button', { name: 'Open again', exact: true }).click();
    await tab.getByRole('tooltip').getByRole('button', { name: 'Open again', exact: true }).click();
    await tab.locator('.page-head').getByText('Active').waitFor(PATIENCE);
    await until('something is planned there again', async () => (await planned()) > 0);
    await end();
    await ask('POST', `jobs/${id}/cancel`, {}, member);
  },

  async 'a network of half a second, and none at all, leave a page that says so and recovers'() {
    const { tab, complaints, close } = await openTab(browser);
    const network = await tab.context().newCDPSession(tab);
    await network.send('Network.enable');
    const slow = { offline: false, latency: 500, downloadThroughput: -1, uploadThroughput: -1 };
    await network.send('Network.emulateNetworkConditions', slow);
    await tab.goto(`${server}/#token=${admin}`);
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor(PATIENCE);
    await tab.getByRole('link', { name: 'Reservations', exact: true }).click();
    await tab.getByRole('heading', { name: 'All reservations' }).waitFor(PATIENCE);
    assert.deepEqual(complaints, []);
    await network.send('Network.emulateNetworkConditions', { ...slow, offline: true });
    await tab.getByRole('link', { name: 'Datasets', exact: true }).waitFor();
    await tab.getByText(/^Reconnecting since/).waitFor(PATIENCE);
    await network.send('Network.emulateNetworkConditions', slow);
    await tab.getByRole('status').getByText('Live', { exact: true }).waitFor(PATIENCE);
    await close();
  },

  async 'an operator reserves on its cluster, and cancels'() {
    const { tab, end } = await signedIn(operator);
    await tab.goto(`${server}/clusters/${CLUSTER}`);
    const reserved = tab.getByRole('region', { name: 'Reservations', exact: true });
    await reserved.getByRole('button', { name: 'Reserve', exact: true }).click(PATIENCE);
    const form = tab.getByRole('dialog');
    await form.getByLabel('Reason').fill(`inspection ${mark}`);
    await form.getByRole('button', { name: 'Reserve', exact: true }).click();
    await reserved.getByText(`inspection ${mark}`).waitFor(PATIENCE);
    const row = reserved.locator('tr').filter({ hasText: `inspection ${mark}` });
    await row.getByRole('button', { name: /^Cancel/ }).click();
    await tab.getByRole('tooltip').getByRole('button', { name: 'Cancel', exact: true }).click();
    await reserved.getByText(`inspection ${mark}`).waitFor({ state: 'detached', ...PATIENCE });
    await end();
  },

  async 'each role finds what it may do, and no more'() {
    const everybody = ['Overview', 'Plan', 'Jobs', 'Clusters', 'Reservations', 'Targets'];
    const links = {
      [admin]: [...everybody, 'Tenants', 'Scenarios', 'Datasets', 'Reports', 'Administration'],
      [member]: [...everybody, 'Tenants', 'Datasets', 'Reports'],
      [operator]: everybody,
      [viewer]: [...everybody, 'Tenants', 'Scenarios', 'Datasets', 'Reports'],
    };
    for (const [token, expected] of Object.entries(links)) {
      const { tab, end } = await signedIn(token);
      assert.deepEqual(await tab.locator('nav a').allTextContents(), expected);
      await tab.goto(`${server}/jobs`);
      await tab.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor(PATIENCE);
      assert.equal(await tab.getByRole('link', { name: 'New job' }).count(), token === admin || token === member ? 1 : 0);
      await tab.goto(`${server}/clusters/lingang`);
      await tab.locator('.heat-cell').first().waitFor(PATIENCE);
      assert.equal(await tab.getByRole('button', { name: 'Drain', exact: true }).count(), token === admin ? 1 : 0);
      await end();
    }
  },

  async 'a planner asks what if the largest cluster is lost, and a viewer only reads it'() {
    const { tab, end } = await signedIn(await issue('PLANNER'));
    await tab.goto(`${server}/scenarios/new`);
    await tab.getByRole('button', { name: /lost for three days$/ }).click(PATIENCE);
    await fill(tab, { Name: `lost-${mark}` });
    await tab.getByText('It can be laid on the world').waitFor(PATIENCE);
    await tab.getByRole('button', { name: 'Save', exact: true }).click();
    await tab.waitForURL(/\/scenarios\/\d+$/, PATIENCE);
    const scenario = new URL(tab.url()).pathname;
    await tab.getByRole('button', { name: 'Run', exact: true }).click(PATIENCE);
    await tab.getByRole('region', { name: 'Compared' }).first().getByText('Wait, median').waitFor(PATIENCE);
    await tab.locator('.chart-box svg').first().waitFor(PATIENCE);
    assert.deepEqual(await seriousViolations(tab), []);
    const run = new URL(tab.url()).pathname;
    await end();
    const reader = await signedIn(viewer, { language: 'zh' });
    await reader.tab.goto(server + run);
    await reader.tab.getByText('等待时间，中位数').waitFor(PATIENCE);
    await reader.tab.goto(server + scenario);
    await reader.tab.getByText('集群失联').waitFor(PATIENCE);
    assert.equal(await reader.tab.getByRole('button', { name: '推演', exact: true }).count(), 0);
    await reader.end();
  },
};

for (const theme of ['light', 'dark']) {
  tests[`axe finds nothing serious on any page in the ${theme} theme`] = async () => {
    const { tab, end } = await signedIn(admin, { theme });
    const { items } = await ask('GET', 'jobs?limit=1');
    for (const path of ['/', '/plan', '/jobs', `/jobs/${items[0].id}`, '/jobs/new', '/clusters', '/clusters/minhang', '/tenants', '/reservations', '/targets', '/scenarios', '/scenarios/new', '/datasets', '/reports', '/jobs/webhooks', '/admin', '/admin?tab=roles', '/admin?tab=catalogue', '/admin?tab=weights', '/admin?tab=audit']) {
      await tab.goto(server + path);
      await tab.waitForTimeout(1_500);
      assert.deepEqual(await seriousViolations(tab), [], path);
    }
    await end();
  };
}

let failed = 0;
for (const [name, test] of chosen(tests)) {
  try {
    await test();
    console.log(`ok    ${name}`);
  } catch (error) {
    failed += 1;
    console.error(`FAIL  ${name}\n      ${error.message}`);
  }
}
await browser.close();
process.exit(failed === 0 ? 0 : 1);
