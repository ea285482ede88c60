import { useQuery } from '@tanstack/react-query';
import { useApi } from '../../shared/api/ApiContext';
import { targetsQuery } from '../../shared/api/tenantQueries';
import type { Target } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { HistoryPanel } from '../../shared/capacity/HistoryPanel';
import { TargetList } from '../../shared/capacity/TargetList';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useMay } from '../../shared/session/permissions';
import { Action } from '../../shared/ui/Action';
import { Loaded } from '../../shared/ui/Loaded';
import { Section } from '../../shared/ui/Section';
import { AttainmentPanel } from './AttainmentPanel';
import { Declarations } from './Declarations';
import { Deliveries } from './Deliveries';
import { EditTarget, NewTarget } from './TargetForms';

/** What was promised, what operators state on paper, and what is announced to come. */
export default function TargetsPage() {
  const t = useTranslate();
  const changes = useMay('changeTargets');
  const seesDeclared = useMay('seeDeclared');
  const targets = useQuery(targetsQuery(useApi()));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('targets.page')}</h1>
      </div>
      <Section title={t('targets.all')} extra={changes ? <NewTarget /> : undefined}>
        <Loaded query={targets} lines={5} empty={{ when: ({ items }) => items.length === 0, text: t('targets.empty') }}>
          {({ items }) => (
            <TargetList targets={items} {...(changes ? { orders: (target: Target) => <Orders target={target} /> } : {})} />
          )}
        </Loaded>
      </Section>
      <HistoryPanel />
      <AttainmentPanel targets={targets.data?.items ?? []} />
      {seesDeclared ? (
        <>
          <Deliveries />
          <Declarations />
        </>
      ) : null}
    </div>
  );
}

function Orders({ target }: { target: Target }) {
  const t = useTranslate();
  const api = useApi();
  const { id, name, version } = target;
  const remove = useChange(
    () => api.DELETE('/api/v1/targets/{id}', { params: { path: { id }, header: basedOn(version) } }),
    'tenants',
    'capacity',
  );
  return (
    <span className="row-orders">
      <EditTarget target={target} />
      <Action name={t('edit.delete')} sure={t('edit.delete.sure', { name })} danger of={name} act={remove} />
    </span>
  );
}
