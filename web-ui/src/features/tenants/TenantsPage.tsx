import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../shared/api/ApiContext';
import { acceleratorModelsQuery } from '../../shared/api/catalogueQueries';
import { partitionsQuery } from '../../shared/api/clusterQueries';
import { allocationsQuery } from '../../shared/api/planQueries';
import { budgetsQuery, targetsQuery, tenantsQuery } from '../../shared/api/tenantQueries';
import { TargetList } from '../../shared/capacity/TargetList';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { useClocks } from '../../shared/time/planClock';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { NewBudget } from './BudgetForms';
import { BudgetList } from './BudgetList';
import { LendingPanel } from './LendingPanel';
import { quotaUse } from './quotaUse';
import { NewCohort, NewTenant } from './TenantForms';
import { TenantTable } from './TenantTable';
import './Tenants.css';

/** Who gets how much, who uses how much, and what was promised. */
export default function TenantsPage() {
  const t = useTranslate();
  const api = useApi();
  const sees = useMay('seeTenants');
  const seesAll = useMay('seeCohorts');
  const changes = useMay('changeTenants');
  const tenants = useQuery({ ...tenantsQuery(api), enabled: sees });
  const targets = useQuery(targetsQuery(api));
  const use = useUse();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('tenants.title')}</h1>
        {changes ? (
          <div className="page-actions">
            <NewTenant />
            <NewCohort />
          </div>
        ) : null}
      </div>
      {sees ? (
        <Section title={t('quota.title')} note={t('quota.basis')}>
          <Loaded query={tenants} lines={10} empty={{ when: ({ items }) => items.length === 0, text: t('tenants.empty') }}>
            {({ items }) => <TenantTable tenants={items} use={use} />}
          </Loaded>
        </Section>
      ) : (
        <p role="alert">{t('query.forbidden')}</p>
      )}
      {seesAll && tenants.data !== undefined ? <LendingPanel tenants={tenants.data.items} use={use} /> : null}
      {sees ? <Budgets /> : null}
      <Section title={t('targets.all')}>
        <Loaded query={targets} empty={{ when: ({ items }) => items.length === 0, text: t('targets.empty') }}>
          {({ items }) => <TargetList targets={items} />}
        </Loaded>
      </Section>
    </div>
  );
}

function Budgets() {
  const t = useTranslate();
  const changes = useMay('changeTenants');
  const budgets = useQuery(budgetsQuery(useApi()));
  return (
    <Section title={t('budget.title')} note={t('budget.note')} extra={changes ? <NewBudget /> : undefined}>
      <Loaded query={budgets} lines={3} empty={{ when: ({ items }) => items.length === 0, text: t('budget.empty') }}>
        {({ items }) => <BudgetList budgets={items} />}
      </Loaded>
    </Section>
  );
}

const HOUR = 3_600_000;

/** What runs now; what starts later is not asked for. */
function useUse() {
  const api = useApi();
  const { planNow } = useClocks();
  const hour = planNow === null ? null : (Math.floor(planNow / HOUR) + 1) * HOUR;
  const { data: allocations } = useQuery({
    ...allocationsQuery(api, hour === null ? null : new Date(hour).toISOString()),
    enabled: hour !== null,
  });
  const { data: partitions } = useQuery(partitionsQuery(api, null));
  const { data: models } = useQuery(acceleratorModelsQuery(api));
  return useMemo(
    () => quotaUse(allocations ?? [], partitions ?? [], models?.items ?? []),
    [allocations, partitions, models],
  );
}
