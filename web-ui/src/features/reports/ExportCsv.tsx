import { useMutation } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Action } from '../../shared/ui/Action';
import { saveFile } from '../../shared/ui/saveFile';

/** Saves a month as a file for spreadsheets. */
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
      saveFile(`exaplan-${month}.csv`, 'text/csv', text);
    },
  });
  return <Action name={t('reports.csv')} of={month} act={fetched} />;
}
