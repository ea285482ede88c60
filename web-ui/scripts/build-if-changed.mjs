// Called by Maven. Installs dependencies when the lockfile is newer than what is installed,
// and builds the page when a source is newer than the last build; otherwise it returns at once.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const installed = join(root, 'node_modules', '.package-lock.json');
const built = join(root, 'dist', 'index.html');
const sources = [
  'index.html',
  'package.json',
  'package-lock.json',
  'vite.config.ts',
  'tsconfig.json',
  'src',
  'public',
];

function modified(path) {
  const full = join(root, path);
  if (!existsSync(full)) {
    return 0;
  }
  const own = statSync(full);
  if (!own.isDirectory()) {
    return own.mtimeMs;
  }
  return Math.max(own.mtimeMs, ...readdirSync(full).map((name) => modified(join(path, name))));
}

function npm(...args) {
  execFileSync('npm', args, { cwd: root, stdio: 'inherit' });
}

const age = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0);

if (age(installed) < modified('package-lock.json')) {
  npm('ci');
  const now = new Date();
  utimesSync(installed, now, now);
}
if (age(built) < Math.max(...sources.map(modified))) {
  npm('run', 'build');
}
