import { useQueryClient } from '@tanstack/react-query';
import { useApi } from '../../../shared/api/ApiContext';
import { bodyOf } from '../../../shared/api/client';
import type { ClusterDetail } from '../../../shared/api/types';
import { basedOn, useChange } from '../../../shared/api/useChange';
import type { FormField } from '../../../shared/form/fields';
import { FormButton } from '../../../shared/form/FormButton';
import { useTranslate } from '../../../shared/i18n/LanguageContext';
import { useActsFor } from '../../../shared/session/permissions';
import { Action } from '../../../shared/ui/Action';
import { Fact } from '../../../shared/ui/Facts';

type LinkDraft = Readonly<Record<'template', string>>;

/** Where the operator shows the logs of this cluster's runs; runs link to it. */
export function LogLinkFact({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const acts = useActsFor(cluster.name);
  return (
    <Fact name={t('logLink.title')}>
      <span className="log-link">{cluster.logLink ?? t('logLink.none')}</span>
      {acts ? <Orders cluster={cluster} /> : null}
    </Fact>
  );
}

function Orders({ cluster }: { cluster: ClusterDetail }) {
  const t = useTranslate();
  const api = useApi();
  const queries = useQueryClient();
  const { name, version, logLink } = cluster;
  const based = { params: { path: { name }, header: basedOn(version) } };
  const link = useChange(
    (draft: LinkDraft) => bodyOf(api.PUT('/api/v1/clusters/{name}/log-link', { ...based, body: draft })),
    'clusters',
  );
  const unlink = useChange(async () => {
    await bodyOf(api.DELETE('/api/v1/clusters/{name}/log-link', based));
    await queries.invalidateQueries({ queryKey: ['clusters'] });
  });
  const fields: readonly FormField<LinkDraft>[] = [
    { kind: 'text', name: 'template', label: t('logLink.url'), hint: t('logLink.hint', { run: '{run}', job: '{job}', cluster: '{cluster}' }), required: true },
  ];
  return (
    <span className="row-orders">
      <FormButton
        name={t('edit.change')}
        of={t('logLink.title')}
        title={t('logLink.of', { cluster: name })}
        fields={fields}
        initial={() => ({ template: logLink ?? '' })}
        send={t('edit.save')}
        save={link}
      />
      {logLink === null ? null : <Action name={t('edit.delete')} sure={t('logLink.delete.sure')} act={unlink} />}
    </span>
  );
}
