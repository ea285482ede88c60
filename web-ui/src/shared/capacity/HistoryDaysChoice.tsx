import { Segmented } from 'antd';
import { useTranslate } from '../i18n/LanguageContext';
import { HISTORY_SPANS, type HistoryDays } from './historySpan';

/** How far back a history goes. */
export function HistoryDaysChoice({ days, choose }: { days: HistoryDays; choose: (days: HistoryDays) => void }) {
  const t = useTranslate();
  return (
    <Segmented
      size="small"
      aria-label={t('history.span')}
      value={days}
      options={HISTORY_SPANS.map((value) => ({ value, label: t(`history.span.${value}`) }))}
      onChange={choose}
    />
  );
}
