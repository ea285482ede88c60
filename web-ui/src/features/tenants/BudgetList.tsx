import type { Budget } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { useClocks } from '../../shared/time/planClock';
import { Bar } from '../../shared/ui/Bar';
import { BudgetOrders } from './BudgetForms';
import { paceOf } from './budgetPace';

/** How much of each budget is burned down, and whether it lasts its window at this pace. */
export function BudgetList({ budgets }: { budgets: readonly Budget[] }) {
  const t = useTranslate();
  const format = useFormat();
  const changes = useMay('changeTenants');
  const { planNow, wallNow } = useClocks();
  return (
    <ul className="cards">
      {budgets.map((budget) => {
        const { id, tenant, window, from, pflopsDays, consumedPflopsDays, remainingPflopsDays } = budget;
        const now = planNow ?? wallNow;
        const pace = paceOf(budget, now);
        const begun = Date.parse(from) <= now;
        return (
          <li key={id}>
            <div className="card-line">
              <b>{tenant}</b>
              <span className="number">{window}</span>
            </div>
            <div className="budget-bar">
              <Bar share={pace.used} label={`${tenant}, ${window}`} tone={pace.lasts ? 'accent' : 'warn'} />
              {begun ? <span className="budget-now" aria-hidden="true" style={{ left: `${pace.elapsed * 100}%` }} /> : null}
            </div>
            <div className="card-line muted number">
              <span>
                {t('budget.consumed', {
                  consumed: format.work(consumedPflopsDays),
                  all: format.work(pflopsDays),
                  percent: format.percent(pace.used),
                })}
              </span>
              <span>{t('budget.left', { left: format.work(remainingPflopsDays) })}</span>
            </div>
            <div className="card-line muted number">
              <span>
                {begun
                  ? t('budget.elapsed', { percent: format.percent(pace.elapsed) })
                  : t('budget.begins', { day: format.day(Date.parse(from)) })}
              </span>
              {pace.emptyAt === null ? null : <span>{t('budget.empty.at', { day: format.day(pace.emptyAt) })}</span>}
            </div>
            {changes ? <BudgetOrders budget={budget} /> : null}
          </li>
        );
      })}
    </ul>
  );
}
