// What a browser must load before it shows anything: the page, and the scripts and styles it names, compressed as they
// are sent. Fails above the limit; what is loaded lazily does not count.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const LIMIT_KILOBYTES = 400;

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="\/?([^"]+\.(?:js|css))"/g)].map((found) => found[1]);
const sizes = ['index.html', ...named].map((file) => ({
  file,
  bytes: gzipSync(readFileSync(join(dist, file))).length,
}));
const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0) / 1000;

if (named.length === 0) {
  console.error('dist/index.html names no script. Look at what vite wrote there.');
  process.exit(1);
}
if (total > LIMIT_KILOBYTES) {
  console.error(`First paint needs ${total.toFixed(0)} kB gzip, ${LIMIT_KILOBYTES} kB are allowed.`);
  sizes.forEach(({ file, bytes }) => console.error(`  ${(bytes / 1000).toFixed(1)} kB  ${file}`));
  console.error('Load what the first page does not need by lazy(() => import(...)).');
  process.exit(1);
}
console.log(`First paint: ${total.toFixed(0)} of ${LIMIT_KILOBYTES} kB gzip.`);
