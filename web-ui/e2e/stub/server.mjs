// Serves the built page and a stub of the API. What it does wrong on purpose is set from outside (see `trouble`).
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cityAnswers } from './city.mjs';
import { clusterAnswers } from './clusters.mjs';
import { jobAnswers, previewOf } from './jobs.mjs';
import { planAnswers } from './plan.mjs';
import { scenarioAnswers, scenarioPreview, scenarioTrouble } from './scenarios.mjs';
import { World } from './world.mjs';

export const STUB_TOKEN = 'stub-administrator';

const DIST = join(dirname(fileURLToPath(import.meta.url)), '..', '..', 'dist');
const PROFILES = [
  { key: 'deepseek-v3', name: 'DeepSeek-V3', trainingMfu: 0.35 },
  { key: 'qwen3-32b', name: 'Qwen3-32B', trainingMfu: 0.4 },
];
const wait = (kind, sector, waiting, factor) => ({
  kind,
  sector,
  waiting,
  withoutStart: Math.floor(waiting / 90),
  meanPredictedWaitSeconds: 5_400 * factor,
  longestWaitSeconds: 86_400 * factor,
  started: 40 + waiting,
  medianWaitSeconds: 1_260 * factor,
  ninthDecileWaitSeconds: 19_800 * factor,
});
const WAITS = {
  since: '2026-03-04T12:00:00Z',
  groups: [
    wait('INCUBATOR', 'FINANCE', 3_120, 1),
    wait('TRAINING_GROUND', 'MEDICAL', 2_410, 1.4),
    wait('TRAINING_GROUND', 'AUTOMOTIVE', 4_200, 0.7),
    wait('SERVICE_OPERATOR', 'OTHER', 73, 0.1),
  ],
};
const CONFIGURED = { unplaced: 1, waiting: 10, lateness: 20, churn: 1, preemption: 1_000, shortfall: 1_000, transfer: 100, fragmentation: 3_600, energy: 1_000 };
const WEIGHTS = { version: 2, weights: { ...CONFIGURED, waiting: 25 }, configured: CONFIGURED, statedBy: 'li', statedAt: '2026-03-01T08:00:00Z' };
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

export async function startStub({ port = 0 } = {}) {
  const world = new World();
  let ended = [];
  /** The runs of any job one asks for: always the same. */
  const ofOneJob = () => {
    ended = ended.length === 2 ? ended : world.ended.slice(0, 2);
    return ended;
  };
  const streams = new Set();
  const sockets = new Set();
  let eventId = 0;
  /** Set by a test: paths answered 403, paths answered by nothing, whether streams are cut. */
  const trouble = { forbidden: [], broken: [], streamsCut: false, empty: false };

  const answers = {
    '/api/v1/session': () => ({ name: 'admin', role: 'ADMIN', tenant: null, cluster: null, scopes: null }),
    '/api/v1/weights': () => WEIGHTS,
    '/api/v1/tenants': () => ({ items: world.tenants(), nextCursor: null }),
    '/api/v1/model-profiles': () => ({ items: PROFILES, nextCursor: null }),
    '/api/v1/plan-time': () => world.planTime(),
    '/api/v1/capacity': () => world.capacity(),
    '/api/v1/jobs': (query) => page(world.jobs, query),
    '/api/v1/jobs/waits': () => WAITS,
    '/api/v1/jobs/counts': () => world.jobCounts(),
    '/api/v1/runs': (query) => page(runsOf(query), query),
    '/api/v1/plans': (query) => page([world.plan()], query),
  };

  const patterns = [...jobAnswers(world), ...clusterAnswers(world), ...planAnswers(world, page), ...cityAnswers(), ...scenarioAnswers()];
  const patternOf = (path) => patterns.find(([pattern]) => pattern.test(path));

  function runsOf(query) {
    if (query.get('state') === 'LOST') {
      // The agent of one cluster was silent for long.
      const [run] = world.runs.filter(({ cluster }) => cluster === query.get('cluster'));
      return run === undefined ? [] : [{ ...run, state: 'LOST' }];
    }
    return query.get('job') !== null ? ofOneJob() : query.get('active') === 'true' ? world.runs : world.ended;
  }

  function page(items, query) {
    const from = Number(query.get('cursor') ?? 0);
    const to = from + Number(query.get('limit') ?? 100);
    return trouble.empty
      ? { items: [], nextCursor: null }
      : { items: items.slice(from, to), nextCursor: to < items.length ? String(to) : null };
  }

  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://stub');
    if (!url.pathname.startsWith('/api/')) {
      file(url.pathname, response);
      return;
    }
    if (request.headers.authorization !== `Bearer ${STUB_TOKEN}`) {
      problem(response, 401, 'The token is not known.');
    } else if (trouble.broken.includes(url.pathname)) {
      request.destroy();
    } else if (trouble.forbidden.includes(url.pathname)) {
      problem(response, 403, 'The role of this token may not see it.');
    } else if (url.pathname === '/api/v1/events') {
      stream(response);
    } else if (request.method === 'POST' && url.pathname === '/api/v1/scenarios') {
      body(request, (sent) => {
        const errors = scenarioTrouble(sent);
        if (errors === null) {
          json(response, 200, scenarioPreview());
        } else {
          json(response, 400, { type: 'urn:exaplan:problem:validation', title: 'Stub', status: 400, detail: 'Not accepted.', errors }, 'application/problem+json');
        }
      });
    } else if (request.method === 'POST') {
      body(request, (sent) => json(response, 200, previewOf(sent, world.planNow())));
    } else if (patternOf(url.pathname)) {
      json(response, 200, patternOf(url.pathname)[1](url.pathname, url.searchParams));
    } else if (answers[url.pathname]) {
      json(response, 200, answers[url.pathname](url.searchParams));
    } else {
      problem(response, 404, `There is no ${url.pathname}.`);
    }
  });

  function stream(response) {
    if (trouble.streamsCut) {
      response.destroy();
      return;
    }
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
    response.write(': here\n\n');
    streams.add(response);
    response.on('close', () => streams.delete(response));
  }

  const life = setInterval(() => {
    for (const type of world.pass()) {
      eventId += 1;
      streams.forEach((each) => each.write(`id: ${eventId}\nevent: ${type}\ndata: {}\n\n`));
    }
  }, 1_000);

  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    trouble,
    cutStreams() {
      trouble.streamsCut = true;
      streams.forEach((each) => each.destroy());
    },
    stop() {
      clearInterval(life);
      sockets.forEach((socket) => socket.destroy());
      server.close();
    },
  };
}

function body(request, then) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => then(JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}')));
}

function json(response, status, body, type = 'application/json') {
  response.writeHead(status, { 'Content-Type': type });
  response.end(JSON.stringify(body));
}

function problem(response, status, detail) {
  json(response, status, { type: 'urn:exaplan:problem:stub', title: 'Stub', status, detail }, 'application/problem+json');
}

function file(path, response) {
  const asked = join(DIST, normalize(path));
  const found = asked.startsWith(DIST) && existsSync(asked) && statSync(asked).isFile();
  const served = found ? asked : join(DIST, 'index.html');
  response.writeHead(200, { 'Content-Type': TYPES[extname(served)] ?? 'application/octet-stream' });
  createReadStream(served).pipe(response);
}
