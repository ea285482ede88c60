import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { auditAction } from './auditAction';

const SERVER = join(import.meta.dirname, '../../../../../planner/server/src/main/java/io/exaplan/server');

/** Every action the server's source writes into the audit. */
function actions(): string[] {
  const sources = readdirSync(SERVER, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.java'))
    .map((file) => readFileSync(join(SERVER, file), 'utf8'));
  return sources.flatMap((source) =>
    [...source.matchAll(/\.record\([^;]*?"([a-z-]+\.[a-z-]+)"/g)].map(([, action = '']) => action),
  );
}

test('every action of the audit has words in both languages', () => {
  const found = actions();

  expect(found.length).toBeGreaterThan(30);
  expect(found.filter((action) => auditAction(action, 'zh') === action || auditAction(action, 'en') === action)).toEqual([]);
});

test('an action it does not know stays as it is', () => {
  expect(auditAction('job.submit', 'zh')).toBe('任务 · 提交');
  expect(auditAction('moon.landing', 'en')).toBe('moon.landing');
});
