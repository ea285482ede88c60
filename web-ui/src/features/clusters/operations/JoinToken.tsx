import { Modal, Typography } from 'antd';
import type { Joining } from '../../../shared/api/types';
import { useFormat } from '../../../shared/format/useFormat';
import { useTranslate } from '../../../shared/i18n/LanguageContext';

/** A join token, which is told once. */
export function JoinToken({ joining, onClose }: { joining: Joining; onClose: () => void }) {
  const t = useTranslate();
  const format = useFormat();
  return (
    <Modal open title={t('join.title', { cluster: joining.cluster })} onCancel={onClose} footer={null}>
      <p>{t('join.once', { time: format.fullTime(Date.parse(joining.expiresAt)) })}</p>
      <Typography.Paragraph code copyable={{ tooltips: [t('curl.copy'), t('curl.copied')] }}>
        {joining.joinToken}
      </Typography.Paragraph>
    </Modal>
  );
}
