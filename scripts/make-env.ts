import { randomBytes } from "node:crypto";
import path from "node:path";
import { createOnce } from "../server/keep-once.ts";

const secret = (bytes: number): string => randomBytes(bytes).toString("hex");

const compose =
  (): string => `# Settings and secrets of docker-compose.yml, made by \`npm run make-env\`. Keep this file, and keep it to yourself:
# a database or blob store that was made with these passwords opens with no others.

# Where people reach the system, and where it listens on this machine. Put a proxy with TLS before it.
PUBLIC_URL=http://127.0.0.1:8080
BIND_ADDRESS=127.0.0.1
PORT=8080
# How many proxies stand before it (their X-Forwarded-For is believed).
TRUST_PROXY=0

AUTH_SECRET=${secret(32)}
METRICS_TOKEN=${secret(24)}
POSTGRES_PASSWORD=${secret(24)}
S3_ACCESS_KEY_ID=${secret(10)}
S3_SECRET_ACCESS_KEY=${secret(24)}
MEILI_MASTER_KEY=${secret(24)}
`;

/**
 * Writes .env into the folder where it is run; never over one that is there, whose passwords open existing data. It needs
 * nothing but Node, so that a machine which has Docker alone can run it in a container.
 */
const file = path.resolve(".env");
if (createOnce(file, compose())) console.log(`Wrote ${file}.`);
else {
  console.error(`${file} is there already and was left as it is.`);
  process.exitCode = 1;
}
