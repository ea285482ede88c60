import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { en } from './en';
import { type MessageKey, translator } from './messages';
import { zh } from './zh';

const keys = Object.keys(en) as MessageKey[];
const sourceRoot = join(import.meta.dirname, '..', '..');

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      return entry.name === 'i18n' ? [] : sourcesIn(path);
    }
    return /(?<!\.test)\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const parametersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

describe('the catalogue', () => {
  test('has the same keys in both languages', () => {
    expect(Object.keys(zh).sort()).toEqual([...keys].sort());
  });

  test('states each key in one file: of two the later would win without a word', () => {
    for (const language of ['en', 'zh']) {
      const stated = readdirSync(import.meta.dirname)
        .filter((name) => name === `${language}.ts` || name.endsWith(`.${language}.ts`))
        .flatMap((name) => {
          const source = readFileSync(join(import.meta.dirname, name), 'utf8');
          return [...source.matchAll(/^ {2}'([\w.-]+)':/gm)].map((found) => found[1]);
        });

      expect(stated.filter((key, index) => stated.indexOf(key) !== index)).toEqual([]);
      expect(new Set(stated)).toEqual(new Set(keys));
    }
  });

  test('has the same parameters in both languages', () => {
    const different = keys.filter(
      (key) => parametersOf(en[key]).join() !== parametersOf(zh[key]).join(),
    );

    expect(different).toEqual([]);
  });

  test('leaves no text empty and no Chinese text in English', () => {
    expect(keys.filter((key) => en[key].trim() === '' || zh[key].trim() === '')).toEqual([]);
    const same = keys.filter((key) => key !== 'app.name' && /[a-z]{3}/.test(en[key]) && en[key] === zh[key]);
    expect(same).toEqual([]);
  });

  test('has no key that nothing uses', () => {
    const text = sourcesIn(sourceRoot).join('\n');
    // `jobState.${state}` uses every key that begins so.
    const families = [...text.matchAll(/`([\w.]+\.)\$\{/g)].map((found) => found[1] ?? '');
    const unused = keys.filter(
      (key) => !text.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
    );

    expect(unused).toEqual([]);
  });
});

test('fills in what a message asks for', () => {
  expect(translator('en')('pager.rangeOf', { from: 1, to: 25, total: '9,812' })).toBe('1–25 of 9,812');
});

test('shows the word of a newer server as it is', () => {
  expect(translator('zh')('runState.PARKED' as 'runState.LOST')).toBe('PARKED');
});

test('of one there is one worker, of others workers', () => {
  const en = translator('en');
  expect(['1', '21', '0.1', '1,001', '2'].map((count) => en('change.workers', { count }))).toEqual([
    '1 worker',
    '21 workers',
    '0.1 workers',
    '1,001 workers',
    '2 workers',
  ]);
  expect(translator('zh')('change.workers', { count: '1' })).toContain('1');
});
