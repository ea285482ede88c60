import type { Page } from './types';

/** The largest page the server gives. */
export const LARGEST_PAGE = 1_000;

/** Every item of a list, page by page. For lists whose size the city bounds, such as the nodes of a cluster. */
export async function allPages<T>(page: (cursor: { cursor?: string }) => Promise<Page<T>>): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const next: Page<T> = await page(cursor === null ? {} : { cursor });
    items.push(...next.items);
    cursor = next.nextCursor;
  } while (cursor !== null);
  return items;
}
