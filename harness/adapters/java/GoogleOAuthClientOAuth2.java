// SPDX-License-Identifier: Apache-2.0

import com.google.api.client.auth.oauth2.AuthorizationCodeResponseUrl;
import com.google.api.client.auth.oauth2.AuthorizationCodeTokenRequest;
import com.google.api.client.auth.oauth2.AuthorizationRequestUrl;
import com.google.api.client.auth.oauth2.BearerToken;
import com.google.api.client.auth.oauth2.ClientCredentialsTokenRequest;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.Credential;
import com.google.api.client.auth.oauth2.PasswordTokenRequest;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenErrorResponse;
import com.google.api.client.auth.oauth2.TokenRequest;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.http.BasicAuthentication;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpExecuteInterceptor;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.UrlEncodedContent;
import com.google.api.client.http.UrlEncodedParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.client.util.GenericData;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adapter for the OAuth 2.0 of google-oauth-client: authorization URLs, callbacks, what its token requests and its credential
 * send, token and error responses. Its HTTP client is given a transport that connects to nothing.
 */
final class GoogleOAuthClientOAuth2 {
  private static final String ENDPOINT = "https://server.example.com/endpoint";

  /** Client authentication as the library's documentation shows it. */
  private static HttpExecuteInterceptor authentication(JsonObject client) {
    String id = Adapter.text(client, "client_id");
    String secret = Adapter.text(client, "client_secret");
    return switch (Adapter.text(client, "method")) {
      case "none" -> new ClientParametersAuthentication(id, null);
      case "client_secret_post" -> new ClientParametersAuthentication(id, secret);
      case "client_secret_basic" -> new BasicAuthentication(id, secret);
      default -> throw new Adapter.Skip("the client authentication " + Adapter.text(client, "method"));
    };
  }

  /** Scope tokens, null where there is no scope. */
  private static List<String> scope(JsonObject in) {
    if (in.get("scope").isJsonNull()) {
      return null;
    }
    List<String> tokens = new ArrayList<>();
    in.getAsJsonArray("scope").forEach(token -> tokens.add(token.getAsString()));
    return tokens;
  }

  /** Adds a parameter; the library keeps them in a map. */
  private static void add(GenericData data, String name, String value) {
    if (data.put(name, value) != null) {
      throw new Adapter.Skip("adding a parameter of a name that is there already: it is replaced");
    }
  }

  /** Adds the further parameters of a request. */
  private static void addFurther(GenericData data, JsonObject in) {
    if (in.has("resource")) {
      for (JsonElement resource : in.getAsJsonArray("resource")) {
        add(data, "resource", resource.getAsString());
      }
    }
    for (Adapter.Pair pair : Adapter.pairs(in, "extra")) {
      add(data, pair.name(), pair.value());
    }
  }

  private static Adapter.Answer authorizationUrl(JsonObject in) {
    String responseType = Adapter.text(in, "response_type");
    if (responseType == null) {
      throw new Adapter.Skip("a request without response_type");
    }
    AuthorizationRequestUrl url = new AuthorizationRequestUrl(
        Adapter.text(in, "endpoint"), Adapter.text(in, "client_id"), List.of(responseType));
    url.setRedirectUri(Adapter.text(in, "redirect_uri")).setState(Adapter.text(in, "state")).setScopes(scope(in));
    if (!in.get("pkce").isJsonNull()) {
      Adapter.given(in.getAsJsonObject("pkce"), "code_challenge", "code_challenge_method").forEach(url::set);
    }
    Adapter.given(in, "request", "request_uri").forEach(url::set);
    addFurther(url, in);
    return Adapter.Answer.of(url.build());
  }

  private static TokenRequest newRequest(HttpTransport transport, GenericUrl url, JsonObject grant) {
    GsonFactory json = GsonFactory.getDefaultInstance();
    return switch (Adapter.text(grant, "type")) {
      case "authorization_code" -> {
        TokenRequest request = new AuthorizationCodeTokenRequest(transport, json, url, Adapter.text(grant, "code"))
            .setRedirectUri(Adapter.text(grant, "redirect_uri"));
        Adapter.given(grant, "code_verifier").forEach(request::set);
        yield request;
      }
      case "refresh_token" -> new RefreshTokenRequest(transport, json, url, Adapter.text(grant, "refresh_token"));
      case "client_credentials" -> new ClientCredentialsTokenRequest(transport, json, url);
      case "password" -> new PasswordTokenRequest(
          transport, json, url, Adapter.text(grant, "username"), Adapter.text(grant, "password"));
      case "extension" -> {
        TokenRequest request = new TokenRequest(transport, json, url, Adapter.text(grant, "grant_type"));
        Adapter.pairs(grant, "parameters").forEach(pair -> add(request, pair.name(), pair.value()));
        yield request;
      }
      default -> throw new Adapter.Skip("the grant " + Adapter.text(grant, "type"));
    };
  }

  private static Adapter.Answer tokenRequest(JsonObject in) throws IOException {
    if (in.has("dpop_proof")) {
      throw new Adapter.Skip("DPoP");
    }
    Wire wire = new Wire();
    if (in.has("request")) {
      return protectedResource(wire, in, in.getAsJsonObject("request"));
    }
    TokenRequest request = newRequest(wire, new GenericUrl(Adapter.text(in, "endpoint")), in.getAsJsonObject("grant"));
    request.setClientAuthentication(authentication(in.getAsJsonObject("client"))).setScopes(scope(in));
    addFurther(request, in);
    return Adapter.Answer.of(wire.sentBy(request::executeUnparsed));
  }

  /** The body as google-http-client takes it: a form as a map of its decoded parameters. */
  private static HttpContent content(JsonObject request) {
    String type = Adapter.headerField(request, "Content-Type");
    if (type == null || !type.equals("application/x-www-form-urlencoded")) {
      byte[] body = Adapter.octets(request, "body");
      return body.length == 0 ? null : new ByteArrayContent(type, body);
    }
    Map<String, Object> form = new GenericData();
    UrlEncodedParser.parse(Adapter.text(request, "body"), form);
    return new UrlEncodedContent(form);
  }

  private static Adapter.Answer protectedResource(Wire wire, JsonObject in, JsonObject asked) throws IOException {
    if (!Adapter.text(asked, "type").equals("protected_resource") || !Adapter.text(asked, "token_type").equals("Bearer")) {
      throw new Adapter.Skip("requests other than for tokens, or with bearer tokens");
    }
    Credential credential = new Credential(switch (Adapter.text(asked, "placement")) {
      case "header" -> BearerToken.authorizationHeaderAccessMethod();
      case "body" -> BearerToken.formEncodedBodyAccessMethod();
      default -> BearerToken.queryParameterAccessMethod();
    }).setAccessToken(Adapter.text(asked, "access_token"));
    HttpRequest request = wire.createRequestFactory(credential)
        .buildRequest(Adapter.text(asked, "method"), new GenericUrl(Adapter.text(in, "endpoint")), content(asked));
    for (Adapter.Pair field : Adapter.pairs(asked, "headers")) {
      if (!field.name().equalsIgnoreCase("Content-Type")) {
        boolean repeats = field.name().equalsIgnoreCase("Authorization");
        request.getHeaders().set(field.name(), repeats ? List.of(field.value()) : field.value());
      }
    }
    return Adapter.Answer.of(wire.sentBy(request::execute));
  }

  private static Adapter.Answer basicAuthorization(JsonObject in) throws IOException {
    in.addProperty("method", "client_secret_basic");
    Wire wire = new Wire();
    TokenRequest request = new ClientCredentialsTokenRequest(
        wire, GsonFactory.getDefaultInstance(), new GenericUrl(ENDPOINT)).setClientAuthentication(authentication(in));
    return Adapter.Answer.of(wire.sentBy(request::executeUnparsed).get("authorization"));
  }

  /** Asks for a token of a server that answers like this. */
  private static TokenResponse fetch(String type, JsonObject response) throws IOException {
    JsonObject grant = new JsonObject();
    grant.addProperty("type", type);
    List.of("code", "refresh_token", "username", "password").forEach(member -> grant.addProperty(member, "x"));
    TokenResponse token = newRequest(new Wire(response), new GenericUrl(ENDPOINT), grant).execute();
    if (token == null) {
      throw new IllegalArgumentException("it has read no token");
    }
    return token;
  }

  /** What was null in JSON is a value of its own in the library. */
  private static boolean isNull(Object value) {
    return value == null || Data.isNull(value);
  }

  private static JsonElement textOrNull(String value) {
    return isNull(value) ? JsonNull.INSTANCE : new JsonPrimitive(value);
  }

  private static JsonElement scopeOrNull(String scope) {
    if (isNull(scope)) {
      return JsonNull.INSTANCE;
    }
    JsonArray tokens = new JsonArray();
    for (String token : scope.split(" ")) {
      if (!token.isEmpty()) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** Its credential sends every token as a bearer token, whatever the type; but who makes the credential has seen the type. */
  private static void checkType(JsonObject in, String type) {
    for (JsonElement understood : in.getAsJsonArray("token_types")) {
      if (type == null || type.isEmpty() || type.equalsIgnoreCase(understood.getAsString())) {
        return;
      }
    }
    throw new Adapter.Skip("refusing a type of token: its caller sees it, and chooses how the token is sent");
  }

  private static Adapter.Answer parseTokenResponse(JsonObject in) throws IOException {
    TokenResponse token = fetch(Adapter.text(in, "grant"), in.getAsJsonObject("response"));
    checkType(in, token.getTokenType());
    JsonObject extra = new Gson().toJsonTree(token.getUnknownKeys()).getAsJsonObject();
    JsonObject out = new JsonObject();
    out.add("access_token", textOrNull(token.getAccessToken()));
    out.add("token_type", textOrNull(token.getTokenType()));
    Long expires = token.getExpiresInSeconds();
    out.add("expires_in", isNull(expires) ? JsonNull.INSTANCE : new JsonPrimitive(expires));
    out.add("refresh_token", textOrNull(token.getRefreshToken()));
    out.add("scope", scopeOrNull(token.getScope()));
    out.add("issued_token_type", extra.has("issued_token_type") ? extra.remove("issued_token_type") : JsonNull.INSTANCE);
    return Adapter.Answer.of(out);
  }

  private static Adapter.Answer parseError(JsonObject in) throws IOException {
    if (!Adapter.text(in, "endpoint").equals("token")) {
      throw new Adapter.Skip("errors of the endpoint " + Adapter.text(in, "endpoint"));
    }
    try {
      fetch("client_credentials", in.getAsJsonObject("response"));
    } catch (TokenResponseException problem) {
      TokenErrorResponse details = problem.getDetails();
      if (details == null || isNull(details.getError())) {
        throw problem;
      }
      JsonObject out = new JsonObject();
      out.add("error", textOrNull(details.getError()));
      out.add("error_description", textOrNull(details.getErrorDescription()));
      out.add("error_uri", textOrNull(details.getErrorUri()));
      return Adapter.Answer.of(out);
    }
    throw new IllegalArgumentException("it says of no error");
  }

  private static Adapter.Answer parseAuthorizationResponse(JsonObject in) {
    if (!Adapter.text(in, "response_mode").equals("query") || !Adapter.text(in, "response_type").equals("code")) {
      throw new Adapter.Skip("a callback that brings no code, or not in the query");
    }
    String given = Adapter.text(in.getAsJsonObject("request"), "url");
    if (!given.startsWith("http")) {
      throw new Adapter.Skip("a callback of a scheme that java.net.URL does not know");
    }
    AuthorizationCodeResponseUrl url = new AuthorizationCodeResponseUrl(given);
    String state = Adapter.text(in, "state");
    if (state == null ? url.getState() != null : !state.equals(url.getState())) {
      throw new Adapter.Skip("comparing state: its caller does");
    }
    JsonObject out = new JsonObject();
    out.add("code", textOrNull(url.getCode()));
    out.add("access_token", JsonNull.INSTANCE);
    out.add("error", textOrNull(url.getError()));
    out.add("state", textOrNull(url.getState()));
    out.add("error_description", textOrNull(url.getErrorDescription()));
    out.add("error_uri", textOrNull(url.getErrorUri()));
    return Adapter.Answer.of(out);
  }

  /** It refuses responses by status, what it cannot read as JSON by an IOException, and by the last what it cannot build. */
  private static boolean refused(Exception problem) {
    return problem instanceof HttpResponseException || problem.getClass() == IllegalArgumentException.class
        || problem instanceof IOException;
  }

  public static void main(String[] arguments) throws IOException {
    new Adapter("google-oauth-client", System.getProperty("version"),
            "https://github.com/googleapis/google-oauth-java-client",
            List.of("client_secret_post", "implicit_grant", "password_grant", "rfc6750", "bearer_body", "bearer_query", "rfc7636",
                "pkce_plain", "rfc8707", "rfc9101"),
            GoogleOAuthClientOAuth2::refused)
        .offer("oauth2.authorization_url", GoogleOAuthClientOAuth2::authorizationUrl)
        .offer("oauth2.token_request", GoogleOAuthClientOAuth2::tokenRequest)
        .offer("oauth2.basic_authorization", GoogleOAuthClientOAuth2::basicAuthorization)
        .offer("oauth2.parse_token_response", GoogleOAuthClientOAuth2::parseTokenResponse)
        .offer("oauth2.parse_error", GoogleOAuthClientOAuth2::parseError)
        .offer("oauth2.parse_authorization_response", GoogleOAuthClientOAuth2::parseAuthorizationResponse)
        .run();
  }
}
