import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Skeleton } from 'antd';
import type { ReactNode } from 'react';
import { kindOf } from '../api/trouble';
import { useFormat } from '../format/useFormat';
import { useTranslate } from '../i18n/LanguageContext';
import { useSaid } from './useSaid';
import './Loaded.css';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  /** What to say when the answer holds nothing. */
  empty?: { when: (data: T) => boolean; text: string };
  /** Lines of the placeholder while the first answer is on its way. */
  lines?: number;
  children: (data: T) => ReactNode;
}

/** Shows what a query answered, or why there is nothing to show. Old data stays, marked with its age. */
export function Loaded<T>({ query, empty, lines = 4, children }: LoadedProps<T>) {
  if (query.isPending) {
    return <Placeholder lines={lines} />;
  }
  if (query.data === undefined) {
    return <Trouble error={query.error} retry={() => void query.refetch()} />;
  }
  return (
    <>
      {query.isError ? (
        <Stale error={query.error} updatedAt={query.dataUpdatedAt} />
      ) : null}
      {empty?.when(query.data) === true ? <p className="empty">{empty.text}</p> : children(query.data)}
    </>
  );
}

function Placeholder({ lines }: { lines: number }) {
  const t = useTranslate();
  return (
    <div className="placeholder" role="status" aria-label={t('query.loading')}>
      <Skeleton active title={false} paragraph={{ rows: lines }} />
    </div>
  );
}

function Trouble({ error, retry }: { error: Error | null; retry: () => void }) {
  const t = useTranslate();
  const words = useTroubleWords();
  return (
    <div className="trouble" role="alert">
      <p>{words(error)}</p>
      {kindOf(error) === 'forbidden' || kindOf(error) === 'missing' ? null : (
        <Button size="small" onClick={retry}>
          {t('query.retry')}
        </Button>
      )}
    </div>
  );
}

function Stale({ error, updatedAt }: { error: Error; updatedAt: number }) {
  const t = useTranslate();
  const format = useFormat();
  const words = useTroubleWords();
  return (
    <p className="stale" role="status">
      {words(error)} {t('query.stale', { time: format.clockTime(updatedAt) })}
    </p>
  );
}

function useTroubleWords() {
  const t = useTranslate();
  const { said } = useSaid();
  return (error: Error | null) => {
    switch (kindOf(error)) {
      case 'offline':
        return t('query.offline');
      case 'forbidden':
        return t('query.forbidden');
      case 'missing':
        return said(error);
      case 'unauthorized':
      case 'problem':
        return t('query.problem', { detail: said(error) });
    }
  };
}
