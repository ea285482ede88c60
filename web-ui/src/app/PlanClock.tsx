import { useFormat } from '../shared/format/useFormat';
import { useTranslate } from '../shared/i18n/LanguageContext';
import { useClocks } from '../shared/time/planClock';
import './PlanClock.css';

/** Plan time as it runs, and how fast. */
export function PlanClock() {
  const t = useTranslate();
  const format = useFormat();
  const { planNow, rate } = useClocks();
  if (planNow === null || rate === null) {
    return <span className="plan-clock">{t('clock.unknown')}</span>;
  }
  return (
    <span className="plan-clock" title={format.fullTime(planNow)}>
      <span className="plan-clock-label">{t('clock.planTime')}</span>
      <span className="plan-clock-day">{format.day(planNow)}</span>
      <time dateTime={new Date(planNow).toISOString()}>{format.clockTime(planNow)}</time>
      <span className="plan-clock-rate">
        {rate === 1 ? t('clock.rate.real') : t('clock.rate', { rate: format.ratio(rate) })}
      </span>
    </span>
  );
}
