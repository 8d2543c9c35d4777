"""Login through an OpenID Connect provider: the code flow with PKCE (OpenID Connect Core 1.0, RFC 7636), by authlib."""

import os
from dataclasses import dataclass
from functools import cache
from typing import Any

from sayso.errors import SetupError

KNOWN_ALGORITHMS = [
    "RS256",
    "ES256",
    "PS256",
    "EdDSA",
]  # signatures by a provider's own key; never "none", never shared secrets
PATIENCE = 10.0  # seconds that the provider has for an answer


@dataclass(frozen=True, slots=True)
class Provider:
    """Who vouches for people: `issuer` is an https address (http on loopback only), under which its document is found."""

    issuer: str
    client_id: str
    client_secret: str

    def start(self, callback: str, nonce: str, verifier: str) -> tuple[str, str]:
        """Give the address to send the browser to, and the state that must come back with it."""
        with self._client(callback) as client:
            told = {"nonce": nonce, "code_verifier": verifier}
            address, state = client.create_authorization_url(_find(self.issuer)["authorization_endpoint"], **told)
        return str(address), str(state)

    def finish(self, callback: str, address: str, told: dict[str, str]) -> str:
        """Take the code of the returned address and give "ISSUER SUBJECT" of whom the provider vouches for.

        `told` holds the state, nonce and verifier of the start. Raises `SetupError` where the provider's answer does not hold.
        """
        import httpx
        from authlib.integrations.base_client import OAuthError
        from joserfc.errors import JoseError

        where = _find(self.issuer)
        try:
            with self._client(callback, told["state"]) as client:
                token = client.fetch_token(
                    where["token_endpoint"], authorization_response=address, code_verifier=told["verifier"]
                )
                keys = client.request("GET", where["jwks_uri"], withhold_token=True).raise_for_status().json()
            return self._read(token.get("id_token", ""), keys, told["nonce"])
        except (httpx.HTTPError, OAuthError, JoseError, ValueError) as err:
            raise SetupError(f"the provider {self.issuer} did not vouch for anybody: {err}") from err

    def _read(self, id_token: str, keys: dict[str, Any], nonce: str) -> str:
        from joserfc import jwt
        from joserfc.jwk import KeySet

        claims = jwt.decode(id_token, KeySet.import_key_set(keys), algorithms=KNOWN_ALGORITHMS).claims  # type: ignore[arg-type]
        wanted = jwt.JWTClaimsRegistry(
            leeway=60,
            iss={"essential": True, "value": self.issuer}, sub={"essential": True}, exp={"essential": True},
            nonce={"essential": True, "value": nonce},
        )  # fmt: skip
        wanted.validate(claims)
        audience = claims.get("aud")
        if self.client_id not in (audience if isinstance(audience, list) else [audience]):
            raise ValueError("it vouches to somebody else")
        return f"{self.issuer} {claims['sub']}"

    def _client(self, callback: str, state: str | None = None) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        return OAuth2Client(
            self.client_id, self.client_secret, scope="openid", redirect_uri=callback, state=state,
            code_challenge_method="S256", timeout=PATIENCE, trust_env=False, follow_redirects=False,
        )  # fmt: skip


def find_provider() -> Provider | None:
    """Give the provider of SAYSO_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET; None where no issuer is set.

    Raises `SetupError` for a provider that is set by half, or whose address is not https beyond loopback.
    """
    issuer, client, secret = (
        os.environ.get(f"SAYSO_OIDC_{name}", "") for name in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET")
    )
    if not issuer:
        return None
    if not (client and secret):
        raise SetupError("SAYSO_OIDC_ISSUER is set: set SAYSO_OIDC_CLIENT_ID and SAYSO_OIDC_CLIENT_SECRET too")
    if not issuer.startswith(("https://", "http://127.0.0.1:", "http://localhost:")):
        raise SetupError("SAYSO_OIDC_ISSUER must be an https address")
    return Provider(issuer, client, secret)


@cache
def _find(issuer: str) -> dict[str, Any]:
    """Give the provider's own document of its addresses; it must name itself as the issuer that was asked."""
    import httpx

    try:
        answer = httpx.get(f"{issuer.rstrip('/')}/.well-known/openid-configuration", timeout=PATIENCE, trust_env=False)
        found: dict[str, Any] = answer.raise_for_status().json()
    except (httpx.HTTPError, ValueError) as err:
        raise SetupError(f"the OpenID provider {issuer} cannot be asked: {err}") from err
    if found.get("issuer") != issuer:
        raise SetupError(
            f"the OpenID provider at {issuer} calls itself {found.get('issuer')!r}: set SAYSO_OIDC_ISSUER to that"
        )
    return found
