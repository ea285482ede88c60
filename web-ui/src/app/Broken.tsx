import { Button } from 'antd';
import { useTranslate } from '../shared/i18n/LanguageContext';

/** Stands for a page that threw while it was drawn. */
export function Broken() {
  const t = useTranslate();
  return (
    <div role="alert">
      <h1>{t('app.broken.title')}</h1>
      <p>{t('app.broken.text')}</p>
      <Button
        onClick={() => {
          window.location.reload();
        }}
      >
        {t('app.broken.reload')}
      </Button>
    </div>
  );
}
