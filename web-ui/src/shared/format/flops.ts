import { type Language, localeOf } from '../i18n/messages';

export interface FlopsScale {
  unit: string;
  /** The figure without its unit, with the decimals of the whole scale. */
  figure: (pflops: number) => string;
}

interface Step {
  from: number;
  perUnit: number;
  unit: string;
}

/** People say P in Chinese, of a whole city too. */
const STEPS: Record<Language, readonly Step[]> = {
  en: [
    { from: 1_000, perUnit: 1_000, unit: 'EFLOPS' },
    { from: 1, perUnit: 1, unit: 'PFLOPS' },
  ],
  zh: [{ from: 1, perUnit: 1, unit: 'P' }],
};
const SMALLEST: Record<Language, Step> = {
  en: { from: 0, perUnit: 0.001, unit: 'TFLOPS' },
  zh: { from: 0, perUnit: 0.001, unit: 'T' },
};

/** One unit and one number of decimals for figures that stand together, chosen for the largest of them. */
export function flopsScale(largestPflops: number, language: Language): FlopsScale {
  const step = STEPS[language].find(({ from }) => largestPflops >= from) ?? SMALLEST[language];
  const leading = largestPflops / step.perUnit;
  const decimals = leading >= 100 ? 0 : leading >= 10 ? 1 : 2;
  const format = new Intl.NumberFormat(localeOf[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return { unit: step.unit, figure: (pflops) => format.format(pflops / step.perUnit) };
}

/** PFLOPS whatever the size: what clusters, partitions and tenants are compared in. */
export function pflopsScale(largestPflops: number, language: Language): FlopsScale {
  const decimals = largestPflops >= 1_000 ? 0 : 1;
  const format = new Intl.NumberFormat(localeOf[language], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return { unit: language === 'zh' ? 'P' : 'PFLOPS', figure: (pflops) => format.format(pflops) };
}

/** A figure on its own, with its unit. */
export function flops(pflops: number, language: Language): string {
  if (pflops === 0) {
    return `0 ${language === 'zh' ? 'P' : 'PFLOPS'}`;
  }
  const scale = flopsScale(pflops, language);
  return `${scale.figure(pflops)} ${scale.unit}`;
}
