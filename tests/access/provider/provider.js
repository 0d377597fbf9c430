// A real OpenID provider for the tests, on two ports: on the first the claims come with the ID token, on the second
// from the userinfo endpoint, as the two kinds of providers do. Prints one line of JSON when both listen.
//   node provider.js FOLDER-WITH-NODE_MODULES CALLBACK SIGNED-OUT
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

const [folder, callback, signedOut] = process.argv.slice(2);
const { Provider } = await import(pathToFileURL(path.join(folder, 'node_modules/oidc-provider/lib/index.js')));

const ROLES = {
  olga: ['officer'],
  paul: ['author', 'publisher', 'janitor'],
  desk: ['jcm-desk'],
  applicant: ['applicant'],
  single: 'admin',
  strange: { officer: true },
};

const key = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' });
const client = {
  redirect_uris: [callback],
  post_logout_redirect_uris: [signedOut],
  client_secret: 'a-secret-that-only-tests-know',
};

function configuration(inIdToken) {
  return {
    clients: [
      { ...client, client_id: 'hantei' },
      { ...client, client_id: 'in-haste' },
      { ...client, client_id: 'public', client_secret: undefined, token_endpoint_auth_method: 'none' },
    ],
    jwks: { keys: [{ ...key, kid: 'of-the-tests', use: 'sig', alg: 'RS256' }] },
    cookies: { keys: ['only-for-tests'] },
    claims: { openid: ['sub'], profile: ['name'], roles: ['roles', 'realm_access'] },
    scopes: ['openid', 'profile', 'roles'],
    conformIdTokenClaims: !inIdToken,
    ttl: {
      AccessToken: 60,
      AuthorizationCode: (ctx, code, asking) => (asking.clientId === 'in-haste' ? 1 : 60),
      Grant: 600,
      IdToken: 60,
      Interaction: 60,
      Session: 600,
    },
    async findAccount(ctx, id) {
      const roles = ROLES[id];
      const told = roles === undefined ? {} : { roles, realm_access: { roles } };
      return { accountId: id, claims: async () => ({ sub: id, name: `${id} 様`, ...told }) };
    },
  };
}

async function serve(inIdToken) {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  server.on('request', new Provider(issuer, configuration(inIdToken)).callback());
  return issuer;
}

const [inIdToken, inUserinfo] = [await serve(true), await serve(false)];
process.stdout.write(`${JSON.stringify({ inIdToken, inUserinfo })}\n`);
process.stdin.resume().on('end', () => process.exit(0)); // it ends with whoever started it
