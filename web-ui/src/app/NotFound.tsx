import { Link } from 'react-router';
import { useTranslate } from '../shared/i18n/LanguageContext';

export function NotFound() {
  const t = useTranslate();
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('app.notFound.title')}</h1>
        <Link className="page-crumb" to="/">
          {t('app.notFound.back')}
        </Link>
      </div>
    </div>
  );
}
