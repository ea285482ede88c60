import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import { nodesQuery } from '../../../shared/api/clusterQueries';
import { tenantsQuery } from '../../../shared/api/tenantQueries';
import type { ClusterDetail } from '../../../shared/api/types';
import { basedOn, useChange } from '../../../shared/api/useChange';
import { choicesOf, type FormField } from '../../../shared/form/fields';
import { FormButton } from '../../../shared/form/FormButton';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useActsFor, useMay } from '../../../shared/session/permissions';
import { Action } from '../../../shared/ui/Action';
import { Fact, Facts } from '../../../shared/ui/Facts';
import { Section } from '../../../shared/ui/Section';
import { useSaid } from '../../../shared/ui/useSaid';
import { canRead, hoursText, type OfferDraft, offerDraftOf, offerOf } from './offerDraft';

/** What the operator lends to the plan: nodes, hours, tenants. */
export function OfferPanel({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const format = useFormat();
  const { words } = useSaid();
  const acts = useActsFor(cluster.name);
  const { offer, offerStated, offerProblems } = cluster;
  return (
    <Section
      title={t('offer.title')}
      note={t(offerStated ? 'offer.stated' : 'offer.byAgent')}
      extra={acts ? <OfferOrders cluster={cluster} /> : undefined}
    >
      <Facts>
        <Fact name={t('heat.title')}>
          {offer.nodes === null ? t('offer.allNodes') : t('offer.nodes', { count: format.count(offer.nodes.length) })}
        </Fact>
        <Fact name={t('offer.hours')}>
          {offer.hours === null ? t('offer.always') : offer.hours.map(hoursText).join(t('list.comma'))}
        </Fact>
        <Fact name={t('tenants.title')}>
          {offer.tenants === null ? t('offer.allTenants') : offer.tenants.join(t('list.comma'))}
        </Fact>
      </Facts>
      {offerProblems.length === 0 ? null : (
        <ul className="agent-problems">
          {offerProblems.map((problem) => (
            <li key={problem}>{words(problem)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function OfferOrders({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const api = useApi();
  const queries = useQueryClient();
  const seesTenants = useMay('seeTenants');
  const { data: nodes = [] } = useQuery(nodesQuery(api, cluster.name));
  const { data: tenants } = useQuery({ ...tenantsQuery(api), enabled: seesTenants });
  const { name, version } = cluster;
  const based = { params: { path: { name }, header: basedOn(version) } };
  const state = useChange(
    (draft: OfferDraft) => bodyOf(api.PUT('/api/v1/clusters/{name}/offer', { ...based, body: offerOf(draft) })),
    'clusters',
    'capacity',
  );
  const withdraw = useChange(async () => {
    await bodyOf(api.DELETE('/api/v1/clusters/{name}/offer', based));
    await queries.invalidateQueries({ queryKey: ['clusters'] });
  }, 'capacity');
  const fields: readonly FormField<OfferDraft>[] = [
    { kind: 'choices', name: 'nodes', label: t('heat.title'), placeholder: t('offer.allNodes'), choices: choicesOf(nodes.map((node) => node.name)) },
    { kind: 'choices', name: 'hours', label: t('offer.hours'), placeholder: t('offer.always'), hint: t('offer.hours.hint'), reads: { canRead, unread: t('offer.hours.unread') } },
    seesTenants
      ? { kind: 'choices', name: 'tenants', label: t('tenants.title'), placeholder: t('offer.allTenants'), choices: choicesOf((tenants?.items ?? []).map((each) => each.name)) }
      : { kind: 'choices', name: 'tenants', label: t('tenants.title'), placeholder: t('offer.allTenants') },
  ];
  return (
    <span className="row-orders">
      <FormButton
        name={t('edit.change')}
        of={t('offer.title')}
        title={t('offer.of', { cluster: name })}
        note={t('offer.note')}
        fields={fields}
        initial={() => offerDraftOf(cluster)}
        send={t('edit.save')}
        save={state}
      />
      {cluster.offerStated ? <Action name={t('offer.withdraw')} sure={t('offer.withdraw.sure')} act={withdraw} /> : null}
    </span>
  );
}
