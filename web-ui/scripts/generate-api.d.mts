export const written: string;
export function types(): Promise<string>;
