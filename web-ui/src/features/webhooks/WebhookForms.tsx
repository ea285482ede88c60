import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import { tenantsQuery } from '../../shared/api/tenantQueries';
import type { Webhook, WebhookSubmission } from '../../shared/api/types';
import { basedOn, useChange } from '../../shared/api/useChange';
import { choicesOf, type FormField, stated } from '../../shared/form/fields';
import { FormButton } from '../../shared/form/FormButton';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useSession } from '../../shared/session/SessionContext';
import { Secret } from './Secret';

const EVENTS = ['START_MOVED', 'SUCCEEDED', 'FAILED', 'CANCELLED'] as const;

interface WebhookDraft extends Record<string, string | boolean | readonly string[] | null> {
  url: string;
  tenant: string | null;
  events: readonly string[];
  active: boolean;
}

const bodyFor = (fields: readonly FormField<WebhookDraft>[], draft: WebhookDraft) =>
  stated(fields, draft) as WebhookSubmission;

/** Makes a webhook; the secret its messages are signed with is shown once. */
export function NewWebhook() {
  const t = useTranslate();
  const api = useApi();
  const { who } = useSession();
  const [secret, setSecret] = useState<string | null>(null);
  const fields = useFields(false);
  const create = useChange(async (draft: WebhookDraft) => {
    const made = await bodyOf(api.POST('/api/v1/webhooks', { body: bodyFor(fields, draft) }));
    setSecret(made.secret);
  }, 'webhooks');
  return (
    <>
      <FormButton
        name={t('webhook.new')}
        title={t('webhook.new')}
        note={t('webhook.signed')}
        fields={fields}
        initial={() => ({ url: '', tenant: who.tenant, events: EVENTS, active: true })}
        send={t('edit.create')}
        save={create}
      />
      {secret === null ? null : (
        <Secret
          secret={secret}
          onClose={() => {
            setSecret(null);
          }}
        />
      )}
    </>
  );
}

export function EditWebhook({ webhook }: { webhook: Webhook }) {
  const t = useTranslate();
  const api = useApi();
  const fields = useFields(true);
  const { id, version, url, tenant, events, active } = webhook;
  const save = useChange(
    (draft: WebhookDraft) =>
      bodyOf(
        api.PUT('/api/v1/webhooks/{id}', {
          params: { path: { id }, header: basedOn(version) },
          body: bodyFor(fields, draft),
        }),
      ),
    'webhooks',
  );
  return (
    <FormButton
      name={t('edit.change')}
      of={`#${id}`}
      title={t('webhook.edit', { id })}
      fields={fields}
      initial={() => ({ url, tenant, events, active })}
      send={t('edit.save')}
      save={save}
    />
  );
}

function useFields(exists: boolean): readonly FormField<WebhookDraft>[] {
  const t = useTranslate();
  const { who } = useSession();
  const { data: tenants } = useQuery(tenantsQuery(useApi()));
  return [
    { kind: 'text', name: 'url', label: t('webhook.url'), required: true, placeholder: 'https://' },
    {
      kind: 'choice',
      name: 'tenant',
      label: t('submit.tenant'),
      choices: choicesOf((tenants?.items ?? []).map(({ name }) => name)),
      required: true,
      fixed: exists || who.tenant !== null,
    },
    {
      kind: 'choices',
      name: 'events',
      label: t('webhook.events'),
      choices: EVENTS.map((value) => ({ value, label: t(`webhookEvent.${value}`) })),
      hint: t('webhook.events.hint'),
    },
    { kind: 'flag', name: 'active', label: t('webhook.active') },
  ];
}
