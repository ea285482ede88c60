import type { Tenant } from '../../shared/api/types';
import { useFormat } from '../../shared/format/useFormat';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Bar } from '../../shared/ui/Bar';
import { Section } from '../../shared/ui/Section';
import { lendingOf } from './lending';
import type { QuotaUse } from './quotaUse';

/** How much of their quotas the tenants of each cohort lend each other now. */
export function LendingPanel({ tenants, use }: { tenants: readonly Tenant[]; use: ReadonlyMap<string, QuotaUse> }) {
  const t = useTranslate();
  const format = useFormat();
  const cohorts = lendingOf(tenants, use);
  return cohorts.length === 0 ? null : (
    <Section title={t('lending.title')} note={t('quota.basis')}>
      <ul className="cards" aria-label={t('lending.title')}>
        {cohorts.map(({ cohort, tenants: members, nominal, held, borrowed, unused }) => (
          <li key={cohort}>
            <div className="card-line">
              <b>{cohort}</b>
              <span className="muted number">{t('lending.tenants', { count: format.count(members) })}</span>
            </div>
            <Bar share={nominal === 0 ? 0 : held / nominal} label={`${cohort}: ${t('quota.use')}`} tone={held > nominal ? 'warn' : 'accent'} />
            <div className="card-line number">
              <span>{t('lending.held', { held: format.flops(held), nominal: format.flops(nominal) })}</span>
              <span>{t('lending.borrowed', { borrowed: format.flops(borrowed) })}</span>
              <span className="muted">{t('lending.unused', { unused: format.flops(unused) })}</span>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
