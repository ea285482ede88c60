import { Button, Dropdown } from 'antd';
import type { WordOf } from '../../shared/i18n/messages';
import { useTranslate } from '../../shared/i18n/LanguageContext';
import { useSession } from '../../shared/session/SessionContext';

/** Who is signed in, as what, and the way out. */
export function AccountMenu() {
  const t = useTranslate();
  const { who, signOut } = useSession();
  const role = t(`role.${who.role as WordOf<'role'>}`);
  const place =
    who.tenant !== null
      ? t('session.ofTenant', { tenant: who.tenant })
      : who.cluster !== null
        ? t('session.ofCluster', { cluster: who.cluster })
        : null;
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: who.name },
          { key: 'role', disabled: true, label: place === null ? role : `${role} · ${place}` },
          { type: 'divider' },
          { key: 'out', label: t('session.signOut'), onClick: signOut },
        ],
      }}
    >
      <Button type="text" size="small" aria-label={`${t('session.account')}: ${who.name}, ${role}`}>
        {role}
      </Button>
    </Dropdown>
  );
}
