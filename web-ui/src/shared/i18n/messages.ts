import { en } from './en';
import { zh } from './zh';

export type MessageKey = keyof typeof en;
export type Messages = Record<MessageKey, string>;

export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

export const catalogues: Record<Language, Messages> = { en, zh };

export const localeOf: Record<Language, string> = { en: 'en-GB', zh: 'zh-CN' };

type ParametersIn<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParametersIn<Rest>
  : never;

/** The parameters a message needs, read from its English text. */
export type ParametersOf<Key extends MessageKey> = ParametersIn<(typeof en)[Key]>;

/** Messages that need no parameters. */
export type PlainKey = {
  [Key in MessageKey]: [ParametersOf<Key>] extends [never] ? Key : never;
}[MessageKey];

/** The words of a family, such as the conditions of a job. */
export type WordOf<Family extends string> = MessageKey extends infer Key
  ? Key extends `${Family}.${infer Word}`
    ? Word
    : never
  : never;

type Arguments<Key extends MessageKey> = [ParametersOf<Key>] extends [never]
  ? []
  : [parameters: Record<ParametersOf<Key>, string | number>];

export type Translate = <Key extends MessageKey>(key: Key, ...parameters: Arguments<Key>) => string;

export function translator(language: Language): Translate {
  const messages: Partial<Messages> = catalogues[language];
  return (key, ...[parameters]) => {
    // A newer server may know a state this page has no words for: its own word is better than none.
    const text = messages[key];
    if (text === undefined) {
      return key.slice(key.indexOf('.') + 1);
    }
    return language === 'en' ? ofOne(filled(text, parameters)) : filled(text, parameters);
  };
}

/** Things that are counted in English texts: of one there is one worker, not workers. */
const COUNTED = /(?<![\d.,])1 (worker|replica|job|run|node|device|decision|time|field)s\b/g;

const ofOne = (text: string) => text.replace(COUNTED, '1 $1');

/** A text with its {places} filled in. */
export const filled = (text: string, parameters: Readonly<Record<string, string | number>> | undefined): string =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(parameters?.[name] ?? ''));
