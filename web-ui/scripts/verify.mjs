// npm run verify    lint and unit tests side by side: each keeps little more than one processor busy. The types are checked
// after them, which takes a moment when the build has just done so (tsconfig.json: incremental).
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** Runs a script of package.json and shows what it says in one piece. */
const script = (name) =>
  new Promise((done) => {
    const chunks = [];
    const child = spawn('npm', ['run', '--silent', name], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.on('data', (chunk) => chunks.push(chunk));
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    child.on('close', (code) => {
      process.stdout.write(`npm run ${name}: ${code === 0 ? 'good' : `failed (${code})`}\n`);
      process.stdout.write(Buffer.concat(chunks));
      done(code === 0);
    });
  });

const good = await Promise.all([script('lint'), script('test')]);
const typed = await script('types');
process.exit([...good, typed].every(Boolean) ? 0 : 1);
