import { expect, test } from 'vitest';
import { allPages } from './allPages';

test('walks every page in order', async () => {
  const pages: Record<string, { items: number[]; nextCursor: string | null }> = {
    first: { items: [1, 2], nextCursor: 'b' },
    b: { items: [3], nextCursor: 'c' },
    c: { items: [], nextCursor: null },
  };

  const all = await allPages(({ cursor = 'first' }) => Promise.resolve(pages[cursor] ?? { items: [], nextCursor: null }));

  expect(all).toEqual([1, 2, 3]);
});
