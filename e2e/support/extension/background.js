// What the tests ask of the extension, each as a real one would do it; docs/extension-sign-in.md has it in words.

/** Connects: opens the page in a window of the browser, waits for the person, exchanges the code. */
globalThis.connect = async (appUrl) => {
  const [codeVerifier, state] = [randomText(), randomText()];
  const page = new URL('/extension/connect', appUrl);
  page.searchParams.set('extension_id', chrome.runtime.id);
  page.searchParams.set('code_challenge', await challengeOf(codeVerifier));
  page.searchParams.set('state', state);
  const back = new URL(await chrome.identity.launchWebAuthFlow({ url: page.href, interactive: true }));
  if (`${back.origin}${back.pathname}` !== chrome.identity.getRedirectURL())
    throw new Error('Sent elsewhere.');
  if (back.searchParams.get('state') !== state) throw new Error('Not the answer to this question.');
  const code = back.searchParams.get('code');
  if (!code) return { error: back.searchParams.get('error') };
  const exchange = { code, codeVerifier, extensionId: chrome.runtime.id };
  return { code, codeVerifier, ...(await callApi(`${appUrl}/api/auth/extension/token`, 'POST', exchange)) };
};

/** Calls the API; what the browser does not let the extension read comes as `blocked`. */
globalThis.callApi = async (url, method, body, token, headers = {}) => {
  try {
    const response = await fetch(url, {
      method,
      headers: {
        ...(body ? { 'content-type': 'application/json' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...headers,
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text ? JSON.parse(text) : null,
      requestId: response.headers.get('x-request-id'),
    };
  } catch (error) {
    return { blocked: String(error) };
  }
};

function randomText() {
  return base64Url(crypto.getRandomValues(new Uint8Array(32)));
}

async function challengeOf(verifier) {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))));
}

function base64Url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
