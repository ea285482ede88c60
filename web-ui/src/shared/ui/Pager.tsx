import { Button } from 'antd';
import type { Page } from '../api/types';
import type { Pages } from '../api/usePages';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import './Pager.css';

interface PagerProps {
  pages: Pages;
  page: Page<unknown> | undefined;
  /** All items, where the server counts them. */
  total?: number | undefined;
}

/** Which items of a long list are shown, and the ways to the others. */
export function Pager({ pages, page, total }: PagerProps) {
  const t = useTranslate();
  const format = useFormat();
  if (page === undefined || (page.items.length === 0 && !pages.hasPrevious)) {
    return null;
  }
  const from = format.count(pages.offset + 1);
  const to = format.count(pages.offset + page.items.length);
  const { nextCursor } = page;
  return (
    <div className="pager">
      <span className="pager-range">
        {total === undefined
          ? t('pager.range', { from, to })
          : t('pager.rangeOf', { from, to, total: format.count(total) })}
      </span>
      <Button
        size="small"
        type="text"
        aria-label={t('pager.previous')}
        disabled={!pages.hasPrevious}
        onClick={pages.previous}
      >
        ‹
      </Button>
      <Button
        size="small"
        type="text"
        aria-label={t('pager.next')}
        disabled={nextCursor === null}
        onClick={() => {
          if (nextCursor !== null) {
            pages.next(nextCursor);
          }
        }}
      >
        ›
      </Button>
    </div>
  );
}
