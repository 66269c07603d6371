// SPDX-License-Identifier: Apache-2.0

//! Adapter for the crate oauth2: authorization URLs, what its requests would send, and what it makes of responses. Its HTTP client,
//! its clock and its sleeping are functions of the caller's.

mod adapter;
mod polling;
mod wire;

use adapter::{pairs, run, skip, Answer, Op, Problem};
use oauth2::basic::{BasicClient, BasicTokenResponse};
use oauth2::devicecode::StandardDeviceAuthorizationResponse as DeviceResponse;
use oauth2::*;
use polling::device_poll;
use serde_json::{json, Value};
use std::borrow::Cow;
use std::io::Error as IoError;
use wire::Wire;

const ENDPOINT: &str = "https://server.example.com/endpoint";

fn refused(problem: impl std::fmt::Display) -> Problem {
    Problem::Refused(problem.to_string())
}

fn new_client(endpoint: &str, client: &Value) -> Result<BasicClient, Problem> {
    let auth_type = match client["method"].as_str().unwrap() {
        "none" | "client_secret_basic" => AuthType::BasicAuth,
        "client_secret_post" => AuthType::RequestBody,
        other => return skip(format!("the client authentication {}", other)),
    };
    let id = ClientId::new(client["client_id"].as_str().unwrap().to_string());
    let secret = client["client_secret"].as_str().map(|secret| ClientSecret::new(secret.to_string()));
    let at = endpoint.to_string();
    let token_url = TokenUrl::new(at.clone()).map_err(refused)?;
    Ok(BasicClient::new(id, secret, AuthUrl::new(at.clone()).map_err(refused)?, Some(token_url))
        .set_auth_type(auth_type)
        .set_introspection_uri(IntrospectionUrl::new(at.clone()).map_err(refused)?)
        .set_revocation_uri(RevocationUrl::new(at.clone()).map_err(refused)?)
        .set_device_authorization_url(DeviceAuthorizationUrl::new(at).map_err(refused)?))
}

fn some_client() -> BasicClient {
    let client = json!({"method": "client_secret_basic", "client_id": "s6BhdRkqt3", "client_secret": "gX1fBat3bV"});
    new_client(ENDPOINT, &client).ok().unwrap()
}

fn scopes(asked: &Value) -> Vec<Scope> {
    let tokens = asked["scope"].as_array().cloned().unwrap_or_default();
    tokens.iter().map(|token| Scope::new(token.as_str().unwrap().to_string())).collect()
}

/// Further parameters of a request.
fn further(asked: &Value) -> Result<Vec<(String, String)>, Problem> {
    let resources = asked["resource"].as_array().cloned().unwrap_or_default();
    let resources = resources.iter().map(|uri| ("resource".to_string(), uri.as_str().unwrap().to_string()));
    Ok(resources.chain(pairs(&asked["extra"])?).collect())
}

/// The request with further parameters; requests of each kind are a type of their own.
macro_rules! add {
    ($request:expr, $parameters:expr) => {
        $parameters.into_iter().fold($request, |request, (name, value)| request.add_extra_param(name, value))
    };
}

fn authorization_url(asked: &Value) -> Answer {
    let (state, response_type) = match (asked["state"].as_str(), asked["response_type"].as_str()) {
        (Some(state), Some(response_type)) => (state, response_type),
        _ => return skip("a request without state or response_type"),
    };
    let client = json!({"method": "none", "client_id": asked["client_id"]});
    let client = new_client(asked["endpoint"].as_str().unwrap(), &client)?;
    let mut request = client
        .authorize_url(|| CsrfToken::new(state.to_string()))
        .set_response_type(&ResponseType::new(response_type.to_string()))
        .add_scopes(scopes(asked));
    if let Some(uri) = asked["redirect_uri"].as_str() {
        request = request.set_redirect_uri(Cow::Owned(RedirectUrl::new(uri.to_string()).map_err(refused)?));
    }
    let pkce = &asked["pkce"];
    request = match (pkce["code_verifier"].as_str(), pkce["code_challenge_method"].as_str()) {
        _ if pkce.is_null() => request,
        (Some(verifier), Some(method)) => request.set_pkce_challenge(challenge(verifier, method)?),
        _ => return skip("a code challenge that is ready made, or without its method: it makes its own"),
    };
    let named = ["request", "request_uri"].iter().filter_map(|name| Some((name.to_string(), asked[*name].as_str()?.to_string())));
    Ok(json!(add!(request, named.chain(further(asked)?)).url().0.as_str()))
}

fn challenge(verifier: &str, method: &str) -> Result<PkceCodeChallenge, Problem> {
    let verifier = PkceCodeVerifier::new(verifier.to_string());
    match method {
        "S256" => Ok(PkceCodeChallenge::from_code_verifier_sha256(&verifier)),
        "plain" => Ok(PkceCodeChallenge::from_code_verifier_plain(&verifier)),
        other => skip(format!("the code challenge method {}", other)),
    }
}

fn pkce_challenge(asked: &Value) -> Answer {
    Ok(json!(challenge(asked["code_verifier"].as_str().unwrap(), asked["method"].as_str().unwrap())?.as_str()))
}

fn device(details: Value) -> DeviceResponse {
    let mut all =
        json!({"device_code": "code", "user_code": "A", "verification_uri": "https://example.com/", "expires_in": 1800});
    all.as_object_mut().unwrap().extend(details.as_object().unwrap().clone());
    serde_json::from_value(all).unwrap()
}

/// Asks for a token by the grant.
fn fetch(client: &BasicClient, grant: &Value, asked: &Value, wire: &Wire) -> Result<BasicTokenResponse, Problem> {
    let member = |name: &str| grant[name].as_str().unwrap_or_default().to_string();
    let http = |request| wire.fetch(request);
    match grant["type"].as_str().unwrap() {
        "authorization_code" => {
            let scope = scopes(asked).iter().map(|scope| scope.to_string()).collect::<Vec<_>>().join(" ");
            let scope = asked["scope"].is_array().then(|| ("scope".to_string(), scope));
            let mut request =
                add!(client.exchange_code(AuthorizationCode::new(member("code"))), scope.into_iter().chain(further(asked)?));
            if grant["redirect_uri"].is_string() {
                request = request.set_redirect_uri(Cow::Owned(RedirectUrl::new(member("redirect_uri")).map_err(refused)?));
            }
            if grant["code_verifier"].is_string() {
                request = request.set_pkce_verifier(PkceCodeVerifier::new(member("code_verifier")));
            }
            request.request(http).map_err(refused)
        }
        "refresh_token" => {
            let token = RefreshToken::new(member("refresh_token"));
            let request = client.exchange_refresh_token(&token).add_scopes(scopes(asked));
            add!(request, further(asked)?).request(http).map_err(refused)
        }
        "client_credentials" => {
            let request = client.exchange_client_credentials().add_scopes(scopes(asked));
            add!(request, further(asked)?).request(http).map_err(refused)
        }
        "password" => {
            let (name, password) =
                (ResourceOwnerUsername::new(member("username")), ResourceOwnerPassword::new(member("password")));
            let request = client.exchange_password(&name, &password).add_scopes(scopes(asked));
            add!(request, further(asked)?).request(http).map_err(refused)
        }
        "device_code" => {
            let details = device(json!({"device_code": member("device_code")}));
            let request = add!(client.exchange_device_access_token(&details), further(asked)?);
            request.request(http, |_| (), None).map_err(refused)
        }
        other => skip(format!("the grant {}", other)),
    }
}

/// It revokes an access token or a refresh token, and says which.
fn revocable(token: String, hint: &Value) -> Result<StandardRevocableToken, Problem> {
    match hint.as_str() {
        Some("access_token") => Ok(AccessToken::new(token).into()),
        Some("refresh_token") => Ok(RefreshToken::new(token).into()),
        _ => skip("revoking without token_type_hint, or with another one"),
    }
}

/// Sends a request that is for no token.
fn send(client: &BasicClient, request: &Value, asked: &Value, wire: &Wire) -> Result<(), Problem> {
    let http = |request| wire.fetch(request);
    match request["type"].as_str().unwrap() {
        "device_authorization" => {
            let request = client.exchange_device_code().map_err(refused)?.add_scopes(scopes(asked));
            let answer: Result<DeviceResponse, _> = add!(request, further(asked)?).request(http);
            answer.map(|_| ()).map_err(refused)
        }
        "introspection" if request["access_token"].is_null() => {
            let token = AccessToken::new(request["token"].as_str().unwrap().to_string());
            let mut sent = add!(client.introspect(&token).map_err(refused)?, further(asked)?);
            if let Some(hint) = request["token_type_hint"].as_str() {
                sent = sent.set_token_type_hint(hint.to_string());
            }
            sent.request(http).map(|_| ()).map_err(refused)
        }
        "revocation" => {
            let token = revocable(request["token"].as_str().unwrap().to_string(), &request["token_type_hint"])?;
            add!(client.revoke_token(token).map_err(refused)?, further(asked)?).request(http).map_err(refused)
        }
        other => skip(format!("the request {}, or its access token", other)),
    }
}

fn token_request(asked: &Value) -> Answer {
    if asked.get("dpop_proof").is_some() || asked["client"].is_null() {
        return skip("DPoP, or a request without a client");
    }
    let wire = Wire::silent();
    let client = new_client(asked["endpoint"].as_str().unwrap(), &asked["client"])?;
    match asked.get("grant") {
        Some(grant) => wire.request(fetch(&client, grant, asked, &wire)),
        None => wire.request(send(&client, &asked["request"], asked, &wire)),
    }
}

fn basic_authorization(asked: &Value) -> Answer {
    let client =
        json!({"method": "client_secret_basic", "client_id": asked["client_id"], "client_secret": asked["client_secret"]});
    let wire = Wire::silent();
    let nothing = json!({"extra": []});
    let result = fetch(&new_client(ENDPOINT, &client)?, &json!({"type": "client_credentials"}), &nothing, &wire);
    Ok(wire.request(result)?["authorization"].clone())
}

fn scopes_or_null(scopes: Option<&Vec<Scope>>) -> Value {
    json!(scopes.map(|all| all.iter().map(|scope| scope.as_str()).collect::<Vec<_>>()))
}

fn parse_token_response(asked: &Value) -> Answer {
    let grant =
        json!({"type": asked["grant"], "code": "code", "redirect_uri": null, "refresh_token": "old", "device_code": "code"});
    let wire = Wire::new(&asked["response"])?;
    let token = fetch(&some_client(), &grant, &json!({"extra": []}), &wire)?;
    let kind = token.token_type().as_ref();
    let understood = asked["token_types"].as_array().unwrap();
    if !kind.is_empty() && !understood.iter().any(|known| known.as_str().unwrap().eq_ignore_ascii_case(kind)) {
        return skip("refusing a type of token: it uses none, and shows the type to its caller");
    }
    Ok(json!({
        "access_token": token.access_token().secret(),
        "token_type": kind,
        "expires_in": token.expires_in().map(|duration| duration.as_secs()),
        "refresh_token": token.refresh_token().map(|token| token.secret()),
        "scope": scopes_or_null(token.scopes()),
    }))
}

fn parse_introspection(asked: &Value) -> Answer {
    let wire = Wire::new(&asked["response"])?;
    let (client, token) = (some_client(), AccessToken::new("token".to_string()));
    let found = client.introspect(&token).map_err(refused)?.request(|request| wire.fetch(request)).map_err(refused)?;
    Ok(json!({
        "active": found.active(),
        "scope": scopes_or_null(found.scopes()),
        "client_id": found.client_id().map(|id| id.as_str()),
        "username": found.username(),
        "token_type": found.token_type().map(|kind| kind.as_ref()),
        "exp": found.exp().map(|time| time.timestamp()),
        "iat": found.iat().map(|time| time.timestamp()),
        "nbf": found.nbf().map(|time| time.timestamp()),
        "sub": found.sub(),
        "aud": found.aud(),
        "iss": found.iss(),
        "jti": found.jti(),
    }))
}

fn parse_device_authorization(asked: &Value) -> Answer {
    let wire = Wire::new(&asked["response"])?;
    let client = some_client();
    let request = client.exchange_device_code().map_err(refused)?;
    let found: DeviceResponse = request.request(|request| wire.fetch(request)).map_err(refused)?;
    Ok(json!({
        "device_code": found.device_code().secret(),
        "user_code": found.user_code().secret(),
        "verification_uri": found.verification_uri().as_str(),
        "verification_uri_complete": found.verification_uri_complete().map(|uri| uri.secret()),
        "expires_in": found.expires_in().as_secs(),
        "interval": found.interval().as_secs(),
    }))
}

/// An error response as out, any other problem as a refusal.
fn error_of<T>(problem: RequestTokenError<IoError, StandardErrorResponse<T>>) -> Answer
where
    T: ErrorResponseType + AsRef<str> + std::fmt::Display + 'static,
{
    match problem {
        RequestTokenError::ServerResponse(found) => Ok(json!({
            "error": found.error().as_ref(),
            "error_description": found.error_description(),
            "error_uri": found.error_uri(),
        })),
        other => Err(refused(other)),
    }
}

fn parse_error(asked: &Value) -> Answer {
    let wire = Wire::new(&asked["response"])?;
    let http = |request| wire.fetch(request);
    let client = some_client();
    let token = AccessToken::new("token".to_string());
    let problem = match asked["endpoint"].as_str().unwrap() {
        "token" => client.exchange_client_credentials().request(http).err(),
        "device_authorization" => {
            let answer: Result<DeviceResponse, _> = client.exchange_device_code().map_err(refused)?.request(http);
            answer.err()
        }
        "introspection" => client.introspect(&token).map_err(refused)?.request(http).err(),
        "revocation" => {
            let problem = client.revoke_token(token.into()).map_err(refused)?.request(http).err();
            return problem.map_or_else(|| Err(refused("it says of no error")), error_of);
        }
        other => return skip(format!("errors of the endpoint {}", other)),
    };
    problem.map_or_else(|| Err(refused("it says of no error")), error_of)
}

/// Any status but 200 is an error to it; an error of status 204 or the like is none to the server.
fn parse_revocation_response(asked: &Value) -> Answer {
    let wire = Wire::new(&asked["response"])?;
    let client = some_client();
    let request = client.revoke_token(AccessToken::new("token".to_string()).into()).map_err(refused)?;
    let problem = match request.request(|request| wire.fetch(request)) {
        Ok(()) => return Ok(json!({"revoked": true, "error": null})),
        Err(problem) => problem,
    };
    let mut out = error_of(problem).or_else(|problem| match wire.response.status_code.as_u16() {
        status if status < 300 => Err(problem),
        _ => Ok(json!({})),
    })?;
    out["revoked"] = json!(false);
    Ok(out)
}

fn main() {
    let implementation = json!({
        "name": "oauth2", "version": env!("LIBRARY_VERSION"), "language": "rust", "home": "https://github.com/ramosbugs/oauth2-rs",
    });
    let ops: [(&str, Op); 10] = [
        ("oauth2.authorization_url", authorization_url),
        ("oauth2.token_request", token_request),
        ("oauth2.basic_authorization", basic_authorization),
        ("oauth2.pkce_challenge", pkce_challenge),
        ("oauth2.parse_token_response", parse_token_response),
        ("oauth2.parse_introspection", parse_introspection),
        ("oauth2.parse_device_authorization", parse_device_authorization),
        ("oauth2.parse_error", parse_error),
        ("oauth2.parse_revocation_response", parse_revocation_response),
        ("oauth2.device_poll", device_poll),
    ];
    let features = [
        "implicit_grant",
        "password_grant",
        "client_secret_post",
        "pkce_plain",
        "rfc7009",
        "rfc7636",
        "rfc7662",
        "rfc8628",
        "rfc8707",
        "rfc9101",
    ];
    // Code verifiers of another length: "This method panics if the supplied PKCE code verifier is not of a suitable length".
    run(implementation, &ops, &features, &["assertion failed: code_verifier.secret().len() >= 43"]);
}
