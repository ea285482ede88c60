import { theme, type ThemeConfig } from 'antd';
import { palettes, type ThemeName } from './palette';

const FONT =
  'system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei", sans-serif';

/**
 * antd in our colours; its own placeholder, description and primary colours are too pale to read.
 *
 * @param still whether nothing shall move: what opens is there at once, under the pointer that opened it
 */
export function antdTheme(name: ThemeName, still: boolean): ThemeConfig {
  const palette = palettes[name];
  return {
    algorithm: name === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      motion: !still,
      fontFamily: FONT,
      fontSize: 13,
      borderRadius: 5,
      colorPrimary: palette.accent,
      colorTextLightSolid: palette.onAccent,
      colorLink: palette.link,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.raised,
      colorBorder: palette.border,
      colorBorderSecondary: palette.border,
      colorText: palette.text,
      colorTextSecondary: palette.muted,
      colorTextTertiary: palette.muted,
      colorTextDescription: palette.muted,
      colorTextPlaceholder: palette.muted,
      colorSuccess: palette.good,
      colorWarning: palette.warn,
      colorError: palette.bad,
    },
    components: {
      Table: {
        headerBg: palette.surface,
        headerColor: palette.muted,
        headerSplitColor: 'transparent',
        cellPaddingBlockSM: 5,
        cellPaddingInlineSM: 10,
        rowHoverBg: palette.raised,
      },
      Tabs: { itemSelectedColor: palette.link, itemHoverColor: palette.link, inkBarColor: palette.accent },
      Button: { primaryShadow: 'none', defaultShadow: 'none' },
    },
  };
}
