// npm run stub [port]: the built page on a stub of the API, for looking at it; `npm run dev` proxies to port 8080.
import { STUB_TOKEN, startStub } from './server.mjs';

const { url } = await startStub({ port: Number(process.argv[2] ?? 8080) });
console.log(`${url}/#token=${STUB_TOKEN}`);
