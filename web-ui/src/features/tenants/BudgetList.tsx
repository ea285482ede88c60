import type { Budget } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Bar } from '../../shared/ui/Bar';

/** How much of each budget is burned down. */
export function BudgetList({ budgets }: { budgets: readonly Budget[] }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <ul className="cards">
      {budgets.map(({ id, tenant, window, pflopsDays, consumedPflopsDays, remainingPflopsDays }) => {
        const share = pflopsDays === 0 ? 1 : consumedPflopsDays / pflopsDays;
        return (
          <li key={id}>
            <div className="card-line">
              <b>{tenant}</b>
              <span className="number">{window}</span>
            </div>
            <Bar share={share} label={`${tenant}, ${window}`} tone={share > 0.9 ? 'warn' : 'accent'} />
            <div className="card-line muted number">
              <span>
                {t('budget.consumed', {
                  consumed: format.ratio(consumedPflopsDays),
                  all: format.ratio(pflopsDays),
                  percent: format.percent(share),
                })}
              </span>
              <span>{t('budget.left', { left: format.ratio(remainingPflopsDays) })}</span>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
