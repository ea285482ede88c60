import { type Language, localeOf } from '../i18n/messages';

export function count(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 0 }).format(value);
}

/** Thousandths of devices as devices; a tenth is shown only where devices are shared. */
export function devices(milliDevices: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 1 }).format(milliDevices / 1_000);
}

/** A share of 0 to 1; never rounded to 0% or 100% when it is not. */
export function percent(share: number, language: Language): string {
  const format = new Intl.NumberFormat(localeOf[language], { style: 'percent', maximumFractionDigits: 0 });
  if (share > 0 && share < 0.01) {
    return `<${format.format(0.01)}`;
  }
  if (share > 0.99 && share < 1) {
    return `>${format.format(0.99)}`;
  }
  return format.format(share);
}

/** As a data sheet has it. */
export function figure(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 3 }).format(value);
}

/** Work done of a budget: what is used and what is left add up on the page too. */
export function work(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumFractionDigits: 1 }).format(value);
}

export function ratio(value: number, language: Language): string {
  return new Intl.NumberFormat(localeOf[language], { maximumSignificantDigits: 3 }).format(value);
}
