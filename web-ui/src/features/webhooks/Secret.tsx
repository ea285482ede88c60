import { useMutation } from '@tanstack/react-query';
import { Modal, Typography } from 'antd';
import { useApi } from '../../shared/api/ApiContext';
import { bodyOf } from '../../shared/api/client';
import type { Webhook } from '../../shared/api/types';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { Action } from '../../shared/ui/Action';

/** A webhook's new secret, shown once. */
export function Secret({ secret, onClose }: { secret: string; onClose: () => void }) {
  const t = useTranslate();
  return (
    <Modal open title={t('webhook.secret')} footer={null} onCancel={onClose}>
      <p>{t('webhook.secret.once')}</p>
      <Typography.Paragraph code copyable={{ tooltips: [t('curl.copy'), t('curl.copied')] }}>
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}

export function RotateSecret({ webhook: { id } }: { webhook: Webhook }) {
  const t = useTranslate();
  const api = useApi();
  const rotate = useMutation({
    mutationFn: () => bodyOf(api.POST('/api/v1/webhooks/{id}/secret', { params: { path: { id } }, body: {} })),
  });
  return (
    <>
      <Action name={t('webhook.rotate')} sure={t('webhook.rotate.sure')} of={`#${id}`} act={rotate} />
      {rotate.data === undefined ? null : <Secret secret={rotate.data.secret} onClose={rotate.reset} />}
    </>
  );
}
