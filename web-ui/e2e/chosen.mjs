/** The steps whose name holds what E2E_ONLY says, all without it; ends the program where there is none, and names those there are. */
export function chosen(steps, only = process.env.E2E_ONLY ?? '') {
  const found = Object.entries(steps).filter(([name]) => name.includes(only));
  if (found.length === 0) {
    console.error(`E2E_ONLY=${only} names no step. There are:`);
    Object.keys(steps).forEach((name) => console.error(`  ${name}`));
    process.exit(2);
  }
  return found;
}
