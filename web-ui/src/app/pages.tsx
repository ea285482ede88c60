import type { ReactNode } from 'react';
import { OverviewPage } from '../features/overview/OverviewPage';
import type { PlainKey } from '../shared/i18n/messages';

interface PageEntry {
  path: string;
  title: PlainKey;
  element: ReactNode;
}

/**
 * Every page, in the order of the navigation. The first one is in the first bundle; those to come are loaded when
 * they are opened.
 */
export const pages: readonly PageEntry[] = [
  { path: '/', title: 'overview.title', element: <OverviewPage /> },
];
