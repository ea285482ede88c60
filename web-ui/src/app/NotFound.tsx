import { Link } from 'react-router';
import { useTranslate } from '../shared/i18n/LanguageContext';

export function NotFound() {
  const t = useTranslate();
  return (
    <>
      <h1>{t('app.notFound.title')}</h1>
      <Link to="/">{t('app.notFound.back')}</Link>
    </>
  );
}
