import { Tabs } from 'antd';
import { useSearchParams } from 'react-router';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { type AuditSearch, searched } from '../../shared/api/adminQueries';
import { useMay } from '../../shared/session/permissions';
import { useAdminWords } from './adminWords';
import { AuditList } from './audit/AuditList';
import { CataloguePanel } from './catalogue/CataloguePanel';
import { RolesPanel } from './roles/RolesPanel';
import { TokenList } from './tokens/TokenList';
import { WeightsPanel } from './weights/WeightsPanel';
import './Admin.css';

const TABS = ['tokens', 'roles', 'catalogue', 'weights', 'audit'] as const;

/** Tokens, roles, the catalogue, weights and the audit; which of them, and what is searched, stays in the address. */
export default function AdminPage() {
  const t = useTranslate();
  const words = useAdminWords();
  const administers = useMay('administer');
  const [address, setAddress] = useSearchParams();
  const tab = TABS.find((each) => each === address.get('tab')) ?? 'tokens';
  const search = auditSearchIn(address);
  if (!administers) {
    return <p role="alert">{t('query.forbidden')}</p>;
  }
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t('admin.title')}</h1>
      </div>
      <Tabs
        size="small"
        activeKey={tab}
        onChange={(chosen) => {
          setAddress({ tab: chosen });
        }}
        items={[
          { key: 'tokens', label: t('tokens.title'), children: <TokenList /> },
          { key: 'roles', label: words('roles.title'), children: <RolesPanel /> },
          { key: 'catalogue', label: words('catalogue.tab'), children: <CataloguePanel /> },
          { key: 'weights', label: t('weights.tab'), children: <WeightsPanel /> },
          {
            key: 'audit',
            label: t('audit.title'),
            children: (
              <AuditList
                key={Object.values(search).join('|')}
                search={search}
                ask={(asked) => {
                  const { token, ...others } = searched(asked);
                  setAddress({ tab: 'audit', ...others, ...(token === undefined ? {} : { token: String(token) }) });
                }}
              />
            ),
          },
        ]}
      />
    </div>
  );
}

/** What an address searches for; what names no instant is as if it were not there. */
function auditSearchIn(address: URLSearchParams): AuditSearch {
  const instant = (name: string) => {
    const stated = address.get(name);
    return stated === null || Number.isNaN(Date.parse(stated)) ? null : stated;
  };
  const token = Number(address.get('token'));
  return {
    subject: address.get('subject'),
    actor: address.get('actor'),
    token: Number.isSafeInteger(token) && token > 0 ? token : null,
    from: instant('from'),
    until: instant('until'),
  };
}
