// SPDX-License-Identifier: Apache-2.0

import com.google.api.client.auth.oauth.AbstractOAuthGetToken;
import com.google.api.client.auth.oauth.OAuthAuthorizeTemporaryTokenUrl;
import com.google.api.client.auth.oauth.OAuthCallbackUrl;
import com.google.api.client.auth.oauth.OAuthCredentialsResponse;
import com.google.api.client.auth.oauth.OAuthGetAccessToken;
import com.google.api.client.auth.oauth.OAuthGetTemporaryToken;
import com.google.api.client.auth.oauth.OAuthHmacSha256Signer;
import com.google.api.client.auth.oauth.OAuthHmacSigner;
import com.google.api.client.auth.oauth.OAuthParameters;
import com.google.api.client.auth.oauth.OAuthRsaSigner;
import com.google.api.client.auth.oauth.OAuthSigner;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpContent;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.UrlEncodedContent;
import com.google.api.client.http.UrlEncodedParser;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.google.api.client.util.GenericData;
import com.google.api.client.util.PemReader;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Adapter for google-oauth-client: signing, headers, credentials responses, the authorization URL, the callback. */
final class GoogleOAuthClient {
  private static final String ENDPOINT = "https://server.example.com/credentials";

  /** A signer that notes what is signed. */
  private static final class Noting implements OAuthSigner {
    private final String method;
    private final OAuthSigner signer;
    private String baseString;

    Noting(String method, OAuthSigner signer) {
      this.method = method;
      this.signer = signer;
    }

    @Override
    public String getSignatureMethod() {
      return method;
    }

    @Override
    public String computeSignature(String signed) throws GeneralSecurityException {
      baseString = signed;
      return signer.computeSignature(signed);
    }
  }

  /** Puts the protocol parameters that OAuthParameters has fields for. */
  private static void put(OAuthParameters parameters, List<Adapter.Pair> pairs) {
    Map<String, String> put = new HashMap<>();
    for (Adapter.Pair pair : pairs) {
      if (put.put(pair.name(), pair.value()) != null) {
        throw new Adapter.Skip("a protocol parameter that comes twice: they are fields");
      }
      switch (pair.name()) {
        case "oauth_callback" -> parameters.callback = pair.value();
        case "oauth_consumer_key" -> parameters.consumerKey = pair.value();
        case "oauth_nonce" -> parameters.nonce = pair.value();
        case "oauth_signature" -> parameters.signature = pair.value();
        case "oauth_signature_method" -> parameters.signatureMethod = pair.value();
        case "oauth_timestamp" -> parameters.timestamp = pair.value();
        case "oauth_token" -> parameters.token = pair.value();
        case "oauth_verifier" -> parameters.verifier = pair.value();
        case "oauth_version" -> parameters.version = pair.value();
        default -> throw new Adapter.Skip("a protocol parameter that it has no field for");
      }
    }
  }

  private static boolean isForm(JsonObject request) {
    String type = Adapter.headerField(request, "Content-Type");
    return type != null && type.split(";")[0].trim().equalsIgnoreCase("application/x-www-form-urlencoded");
  }

  private static void checkRequest(JsonObject request) {
    String authorization = Adapter.headerField(request, "Authorization");
    if (authorization != null && authorization.toLowerCase().startsWith("oauth")) {
      throw new Adapter.Skip("reading an Authorization header field");
    }
    Adapter.checkHost(Adapter.text(request, "url"), Adapter.headerField(request, "Host"));
  }

  /** Signs by the function that takes nonce and timestamp as they are; it does not see the body. */
  private static Adapter.Answer baseString(JsonObject in) throws GeneralSecurityException {
    JsonObject request = in.getAsJsonObject("request");
    checkRequest(request);
    if (isForm(request)) {
      throw new Adapter.Skip("a nonce for a form: what signs forms chooses its own");
    }
    OAuthParameters parameters = new OAuthParameters();
    put(parameters, Adapter.pairs(in, "protocol_parameters"));
    if (parameters.signatureMethod == null) {
      throw new Adapter.Skip("protocol parameters without a signature method");
    }
    Noting signer = new Noting(parameters.signatureMethod, new OAuthHmacSigner());
    parameters.signer = signer;
    parameters.computeSignature(Adapter.text(request, "method"), new GenericUrl(Adapter.text(request, "url")));
    return Adapter.Answer.of(signer.baseString);
  }

  private static OAuthSigner signer(JsonObject in) throws GeneralSecurityException, IOException {
    JsonObject client = in.getAsJsonObject("client");
    JsonObject token = in.get("token").isJsonNull() ? new JsonObject() : in.getAsJsonObject("token");
    String method = Adapter.text(in, "method");
    if (client.has("private_key") != method.startsWith("RSA-")) {
      throw new Adapter.Skip("a signature method with credentials of another kind: each signer has its own");
    }
    switch (method) {
      case "HMAC-SHA1" -> {
        OAuthHmacSigner signer = new OAuthHmacSigner();
        signer.clientSharedSecret = Adapter.text(client, "secret");
        signer.tokenSharedSecret = Adapter.text(token, "secret");
        return signer;
      }
      case "HMAC-SHA256" -> {
        OAuthHmacSha256Signer signer = new OAuthHmacSha256Signer(Adapter.text(client, "secret"));
        signer.setTokenSecret(Adapter.text(token, "secret"));
        return signer;
      }
      case "RSA-SHA1" -> {
        OAuthRsaSigner signer = new OAuthRsaSigner();
        signer.privateKey = privateKey(client.getAsJsonObject("private_key"));
        return signer;
      }
      default -> throw new Adapter.Skip("a signature method by name: the methods are classes");
    }
  }

  /** Reads a key, which the library leaves to its caller. */
  private static PrivateKey privateKey(JsonObject key) throws GeneralSecurityException, IOException {
    if (key.has("jwk")) {
      throw new Adapter.Skip("keys as JWK");
    }
    PemReader.Section section =
        PemReader.readFirstSectionAndClose(new StringReader(Adapter.text(key, "pem")), "PRIVATE KEY");
    if (section == null) {
      throw new Adapter.Skip("keys in another form than PKCS #8: its caller reads them");
    }
    try {
      return KeyFactory.getInstance("RSA")
          .generatePrivate(new PKCS8EncodedKeySpec(section.getBase64DecodedBytes()));
    } catch (GeneralSecurityException problem) {
      throw new Adapter.Skip("refusing keys: its caller reads them");
    }
  }

  /** The body as google-http-client takes it: a form as a map of its decoded parameters. */
  private static HttpContent content(JsonObject request) {
    if (!isForm(request)) {
      byte[] body = Adapter.octets(request, "body");
      return body.length == 0 ? null : new ByteArrayContent(Adapter.headerField(request, "Content-Type"), body);
    }
    Map<String, Object> form = new GenericData();
    UrlEncodedParser.parse(Adapter.text(request, "body"), form);
    return new UrlEncodedContent(form);
  }

  /** Signs by the interceptor: it chooses nonce and timestamp, and leaves out the version unless it is given. */
  private static Adapter.Answer sign(JsonObject in) throws GeneralSecurityException, IOException {
    JsonObject given = in.getAsJsonObject("request");
    checkRequest(given);
    OAuthParameters parameters = new OAuthParameters();
    put(parameters, Adapter.pairs(in, "extra"));
    parameters.consumerKey = Adapter.text(in.getAsJsonObject("client"), "key");
    parameters.token = in.get("token").isJsonNull() ? null : Adapter.text(in.getAsJsonObject("token"), "key");
    parameters.version = Adapter.text(in, "version");
    parameters.realm = Adapter.text(in, "realm");
    Noting signer = new Noting(Adapter.text(in, "method"), signer(in));
    parameters.signer = signer;
    String url = Adapter.text(given, "url");
    HttpRequest request = new MockHttpTransport().createRequestFactory(parameters)
        .buildRequest(Adapter.text(given, "method"), new GenericUrl(url), content(given));
    String written = request.getUrl().build();
    request.getInterceptor().intercept(request);
    JsonObject out = new JsonObject();
    out.addProperty("signature", parameters.signature);
    out.addProperty("base_string", signer.baseString);
    out.addProperty("header", request.getHeaders().getAuthorization());
    Map<String, String> actual = new HashMap<>(Map.of("nonce", parameters.nonce, "timestamp", parameters.timestamp));
    if (!written.equals(url)) {
      actual.put("url", written);
    }
    return new Adapter.Answer(out, actual);
  }

  private static Adapter.Answer buildAuthorizationHeader(JsonObject in) {
    OAuthParameters parameters = new OAuthParameters();
    put(parameters, Adapter.pairs(in, "parameters"));
    parameters.realm = Adapter.text(in, "realm");
    return Adapter.Answer.of(parameters.getAuthorizationHeader());
  }

  private static AbstractOAuthGetToken endpoint(String kind) {
    return kind.equals("temporary") ? new OAuthGetTemporaryToken(ENDPOINT) : new OAuthGetAccessToken(ENDPOINT);
  }

  /** Sends to an endpoint that answers with the response of the case. It does not show further parameters. */
  private static Adapter.Answer parseCredentialsResponse(JsonObject in) throws IOException {
    JsonObject given = in.getAsJsonObject("response");
    MockLowLevelHttpResponse response = new MockLowLevelHttpResponse();
    response.setStatusCode(given.get("status").getAsInt());
    response.setContentType(Adapter.headerField(given, "Content-Type"));
    response.setContent(Adapter.octets(given, "body"));
    AbstractOAuthGetToken request = endpoint(Adapter.text(in, "kind"));
    request.signer = new OAuthHmacSigner();
    request.transport = new MockHttpTransport.Builder()
        .setLowLevelHttpRequest(new MockLowLevelHttpRequest().setResponse(response)).build();
    OAuthCredentialsResponse credentials = request.execute();
    JsonObject out = new JsonObject();
    out.addProperty("key", credentials.token);
    out.addProperty("secret", credentials.tokenSecret);
    return Adapter.Answer.of(out);
  }

  private static Adapter.Answer parseCallback(JsonObject in) {
    OAuthCallbackUrl url = new OAuthCallbackUrl(Adapter.text(in, "url"));
    if (url.token != null && !url.token.equals(Adapter.text(in, "token"))) {
      throw new Adapter.Skip("comparing the token with the one that is awaited: its caller does");
    }
    JsonObject out = new JsonObject();
    out.addProperty("token", url.token);
    out.addProperty("verifier", url.verifier);
    return Adapter.Answer.of(out);
  }

  private static Adapter.Answer authorizationUrl(JsonObject in) {
    OAuthAuthorizeTemporaryTokenUrl url = new OAuthAuthorizeTemporaryTokenUrl(Adapter.text(in, "endpoint"));
    url.temporaryToken = Adapter.text(in, "token");
    for (Adapter.Pair pair : Adapter.pairs(in, "extra")) {
      if (url.put(pair.name(), pair.value()) != null) {
        throw new Adapter.Skip("adding a parameter of a name that is there already: it is replaced");
      }
    }
    return Adapter.Answer.of(url.build());
  }

  /** The library refuses responses by status, and by the last what it cannot read: URLs, escapes, an RSA signer's key. */
  private static boolean refused(Exception problem) {
    return problem instanceof HttpResponseException || problem.getClass() == IllegalArgumentException.class
        || problem instanceof GeneralSecurityException;
  }

  public static void main(String[] arguments) throws IOException {
    new Adapter("google-oauth-client", System.getProperty("version"),
            "https://github.com/googleapis/google-oauth-java-client", List.of("HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1"),
            GoogleOAuthClient::refused)
        .offer("oauth1.percent_encode", in -> Adapter.Answer.of(OAuthParameters.escape(Adapter.text(in, "text"))))
        .offer("oauth1.base_string", GoogleOAuthClient::baseString)
        .offer("oauth1.sign", GoogleOAuthClient::sign)
        .offer("oauth1.build_authorization_header", GoogleOAuthClient::buildAuthorizationHeader)
        .offer("oauth1.parse_credentials_response", GoogleOAuthClient::parseCredentialsResponse)
        .offer("oauth1.parse_callback", GoogleOAuthClient::parseCallback)
        .offer("oauth1.authorization_url", GoogleOAuthClient::authorizationUrl)
        .run();
  }
}
