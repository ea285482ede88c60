import { Modal, Typography } from 'antd';
import { useTranslate } from '../../../shared/i18n/LanguageContext';

/** A secret, shown this once. */
export function SecretOnce({ title, secret, close }: { title: string; secret: string; close: () => void }) {
  const t = useTranslate();
  return (
    <Modal open title={title} footer={null} onCancel={close}>
      <p>{t('tokens.once')}</p>
      <Typography.Paragraph code copyable={{ tooltips: [t('curl.copy'), t('curl.copied')] }}>
        {secret}
      </Typography.Paragraph>
    </Modal>
  );
}
