import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import { promisify } from 'node:util';

const run = promisify(execFile);

const settings = `
[ca]
default_ca = own
[own]
database = index.txt
new_certs_dir = .
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
`;

/** A database whose certificate has expired, as far as clients get with it. */
export class ExpiredDatabase {
  readonly #server = createServer();
  readonly #sockets = new Set<Socket>();
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<ExpiredDatabase> {
    const cwd = await mkdtemp(join(tmpdir(), 'group-gateway-certificate-'));
    await writeFile(join(cwd, 'index.txt'), '');
    await writeFile(join(cwd, 'ca.cnf'), settings);
    const key = '-new -newkey rsa:2048 -nodes -keyout key.pem -out request.pem -subj /CN=localhost';
    await run('openssl', ['req', ...key.split(' ')], { cwd });
    const dates = '-startdate 20200101000000Z -enddate 20200102000000Z';
    const sign = `-batch -selfsign -config ca.cnf -in request.pem -keyfile key.pem -out cert.pem -notext ${dates}`;
    await run('openssl', ['ca', ...sign.split(' ')], { cwd });
    const database = new ExpiredDatabase(cwd);
    await database.#listen();
    return database;
  }

  get url(): string {
    return `postgresql://postgres@localhost:${(this.#server.address() as AddressInfo).port}/gateway?sslmode=verify-full`;
  }

  /** Trusts who signed it. */
  get env(): Record<string, string> {
    return { NODE_EXTRA_CA_CERTS: join(this.#folder, 'cert.pem') };
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
    await rm(this.#folder, { recursive: true });
  }

  async #listen(): Promise<void> {
    const [cert, key] = await Promise.all(['cert.pem', 'key.pem'].map((name) => readFile(join(this.#folder, name))));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('error', () => {});
      // What comes first asks for TLS.
      socket.once('data', () => {
        socket.write('S');
        new TLSSocket(socket, { isServer: true, cert, key }).on('error', () => {});
      });
    });
    this.#server.listen(0, 'localhost');
    await once(this.#server, 'listening');
  }
}
