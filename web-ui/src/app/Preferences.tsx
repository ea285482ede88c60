import { Button, Dropdown } from 'antd';
import { useLanguage } from '../shared/i18n/LanguageContext';
import type { Language } from '../shared/i18n/messages';
import { themeChoices, useThemeSetting } from '../shared/theme/ThemeContext';

/** Each language is offered in its own words, to those who read no other. */
const NAMES: Record<Language, string> = { zh: '中文', en: 'English' };

export function LanguageChoice() {
  const { language, choose, t } = useLanguage();
  const other: Language = language === 'zh' ? 'en' : 'zh';
  return (
    <Button
      type="text"
      size="small"
      aria-label={`${t('preferences.language')}: ${NAMES[other]}`}
      onClick={() => {
        choose(other);
      }}
    >
      {NAMES[other]}
    </Button>
  );
}

export function ThemeChoice() {
  const { t } = useLanguage();
  const { choice, choose } = useThemeSetting();
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectedKeys: [choice],
        items: themeChoices.map((key) => ({
          key,
          label: t(`preferences.theme.${key}`),
          onClick: () => {
            choose(key);
          },
        })),
      }}
    >
      <Button type="text" size="small">
        {t('preferences.theme')}
      </Button>
    </Dropdown>
  );
}
