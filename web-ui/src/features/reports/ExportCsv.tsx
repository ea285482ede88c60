import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Action } from '../../shared/ui/Action';

/** Saves a month as a file for spreadsheets. A link cannot carry the token, so it is asked for here. */
export function ExportCsv({ month }: { month: string }) {
  const t = useTranslate();
  const api = useApi();
  const fetched = useMutation({
    mutationFn: async () => {
      const text = await bodyOf(
        api.GET('/api/v1/reports/{month}/export', {
          params: { path: { month } },
          headers: { Accept: 'text/csv' },
          parseAs: 'text',
        }),
      );
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/csv' }));
      link.download = `exaplan-${month}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  });
  return <Action name={t('reports.csv')} of={month} act={fetched} />;
}
