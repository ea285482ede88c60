import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type AdminWord, adminWords } from './adminWords';

const { en, zh } = adminWords;
const words = Object.keys(en) as AdminWord[];
const placesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort();

test('both languages say the same', () => {
  expect(Object.keys(zh).sort()).toEqual([...words].sort());
  expect(words.filter((word) => placesIn(en[word]).join() !== placesIn(zh[word]).join())).toEqual([]);
  expect(words.filter((word) => zh[word].trim() === '' || (/[a-z]{3}/.test(en[word]) && en[word] === zh[word]))).toEqual([]);
});

test('no word is left that nothing says', () => {
  const source = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith('adminWords') && /(?<!\.test)\.tsx?$/.test(file))
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  const families = [...source.matchAll(/`([\w.]+\.)\$\{/g)].map(([, family = '']) => family);

  expect(words.filter((word) => !source.includes(`'${word}'`) && !families.some((family) => word.startsWith(family)))).toEqual(
    [],
  );
});
