// npm run images -- URL ADMIN_TOKEN    the four pictures of the README, of a city that runs (`make demo`, after some minutes).
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browserMissing, openBrowser, openTab } from './browser.mjs';

const [, , address, admin] = process.argv;
const missing = address === undefined || admin === undefined ? 'no URL and token of an administrator are given' : browserMissing();
if (missing !== null) {
  console.error(`No pictures: ${missing}.`);
  process.exit(1);
}
const server = address.replace(/\/$/, '');
const images = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'docs', 'images');
const VIEW = { width: 1280, height: 800 };

async function ask(path) {
  const answer = await fetch(`${server}/api/v1/${path}`, { headers: { Authorization: `Bearer ${admin}` } });
  if (!answer.ok) {
    throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  }
  return answer.json();
}

/** Of the jobs that wait, the one for which most would help. */
async function helpedJob() {
  const { items } = await ask('jobs?state=SCHEDULED&order=PREDICTED_START&limit=12');
  const explained = items.filter(({ conditions }) => conditions.some(({ type }) => type !== 'PendingEvaluation'));
  const helped = await Promise.all(
    explained.map(async ({ id }) => ({ id, ways: (await ask(`jobs/${id}/explanation`)).counterfactuals.length })),
  );
  return helped.sort((one, other) => other.ways - one.ways)[0].id;
}

const PICTURES = [
  ['overview', 'en', () => '/', '.funnel'],
  ['plan', 'en', () => '/plan', '.gantt-canvas'],
  ['job', 'zh', async () => `/jobs/${await helpedJob()}`, '.counterfactuals li'],
  ['cluster', 'en', () => '/clusters/zhangjiang?nodes=use', '.heat-cell'],
];

const browser = await openBrowser();
for (const [name, language, path, sign] of PICTURES) {
  const { tab, close } = await openTab(browser, { language });
  await tab.setViewportSize(VIEW);
  await tab.goto(`${server}${await path()}#token=${admin}`);
  await tab.locator(sign).first().waitFor();
  // Charts are drawn a moment after their figures are there.
  await tab.waitForTimeout(2_000);
  await tab.screenshot({ path: join(images, `${name}.png`) });
  await close();
}
await browser.close();
