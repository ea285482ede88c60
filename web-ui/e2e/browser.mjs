// Debian's Chromium, driven by playwright-core; nothing is downloaded.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const EXECUTABLE = process.env.EXAPLAN_CHROMIUM ?? '/usr/bin/chromium';
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

export const browserMissing = () => (existsSync(EXECUTABLE) ? null : `there is no ${EXECUTABLE}`);

export function openBrowser() {
  return chromium.launch({
    executablePath: EXECUTABLE,
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
    ],
  });
}

/** A tab in a language, theme and width; `complaints` collects what its console says in anger. */
export async function openTab(browser, { language = 'en', theme = 'light', width = 1440 } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: width < 768 ? 844 : 900 },
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    colorScheme: theme,
    reducedMotion: 'reduce',
  });
  const tab = await context.newPage();
  const complaints = [];
  tab.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(message.text());
    }
  });
  tab.on('pageerror', (error) => complaints.push(String(error)));
  return { tab, complaints, close: () => context.close() };
}

/** Violations axe calls serious or critical, one line each. */
export async function seriousViolations(tab) {
  // Evaluated, not added to the page: its content security policy lets no foreign script in.
  await tab.evaluate(readFileSync(AXE, 'utf8'));
  const { violations } = await tab.evaluate(() => window.axe.run());
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} ${target}: ${failureSummary}`));
}

/** Texts that stick out of the window, or are wider than the box that should hold them. */
export function overflowing(tab) {
  return tab.evaluate(() => {
    const wide = document.documentElement.scrollWidth > window.innerWidth ? ['the page scrolls sideways'] : [];
    const scrolls = (element) => /auto|scroll|hidden/.test(getComputedStyle(element).overflowX);
    const outside = [...document.querySelectorAll('main *')].filter((element) => {
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.right <= window.innerWidth + 1) {
        return false;
      }
      for (let around = element.parentElement; around; around = around.parentElement) {
        if (scrolls(around)) {
          return false;
        }
      }
      return true;
    });
    return [...wide, ...outside.slice(0, 5).map((element) => element.outerHTML.slice(0, 120))];
  });
}
