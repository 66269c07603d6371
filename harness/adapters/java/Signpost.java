// SPDX-License-Identifier: Apache-2.0

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import oauth.signpost.AbstractOAuthProvider;
import oauth.signpost.OAuth;
import oauth.signpost.basic.DefaultOAuthConsumer;
import oauth.signpost.exception.OAuthException;
import oauth.signpost.exception.OAuthMessageSignerException;
import oauth.signpost.http.HttpParameters;
import oauth.signpost.http.HttpRequest;
import oauth.signpost.http.HttpResponse;
import oauth.signpost.signature.AuthorizationHeaderSigningStrategy;
import oauth.signpost.signature.HmacSha1MessageSigner;
import oauth.signpost.signature.OAuthMessageSigner;
import oauth.signpost.signature.PlainTextMessageSigner;
import oauth.signpost.signature.SignatureBaseString;

/** Adapter for signpost: what its consumer signs, the parts of a base string, headers, and what its provider makes of responses. */
final class Signpost {
  /** A request as signpost wants it wrapped. */
  private static final class Request implements HttpRequest {
    private final Map<String, String> headers = new HashMap<>();
    private final String method;
    private String url;
    private final byte[] body;

    Request(String method, String url, byte[] body) {
      this.method = method;
      this.url = url;
      this.body = body;
    }

    Request(JsonObject given) {
      this(Adapter.text(given, "method"), Adapter.text(given, "url"), Adapter.octets(given, "body"));
      Adapter.checkHost(url, Adapter.headerField(given, "Host"));
      Adapter.pairs(given, "headers").forEach(field -> setHeader(field.name(), field.value()));
    }

    @Override
    public String getMethod() {
      return method;
    }

    @Override
    public String getRequestUrl() {
      return url;
    }

    @Override
    public void setRequestUrl(String url) {
      this.url = url;
    }

    @Override
    public void setHeader(String name, String value) {
      headers.put(name.toLowerCase(), value);
    }

    @Override
    public String getHeader(String name) {
      return headers.get(name.toLowerCase());
    }

    @Override
    public Map<String, String> getAllHeaders() {
      return headers;
    }

    @Override
    public InputStream getMessagePayload() {
      return new ByteArrayInputStream(body);
    }

    @Override
    public String getContentType() {
      return getHeader("Content-Type");
    }

    @Override
    public Object unwrap() {
      return this;
    }
  }

  /** A signer that notes what it signs. */
  private static final class Hmac extends HmacSha1MessageSigner {
    private String baseString;

    @Override
    public String sign(HttpRequest request, HttpParameters parameters) throws OAuthMessageSignerException {
      baseString = new SignatureBaseString(request, parameters).generate();
      return super.sign(request, parameters);
    }
  }

  /** A consumer with nonce and timestamp of the case, that notes its signature. */
  private static final class Consumer extends DefaultOAuthConsumer {
    private final Map<String, String> given;
    private boolean completes = true;
    private String signature;

    Consumer(String key, String secret, OAuthMessageSigner signer, Map<String, String> given) {
      super(key, secret);
      this.given = given;
      setMessageSigner(signer);
      setSigningStrategy((signed, request, parameters) -> {
        signature = signed;
        return new AuthorizationHeaderSigningStrategy().writeSignature(signed, request, parameters);
      });
    }

    @Override
    protected void completeOAuthParameters(HttpParameters out) {
      if (completes) {
        super.completeOAuthParameters(out);
      }
    }

    @Override
    protected String generateNonce() {
      return given.getOrDefault("nonce", super.generateNonce());
    }

    @Override
    protected String generateTimestamp() {
      return given.getOrDefault("timestamp", super.generateTimestamp());
    }
  }

  /** A provider whose endpoints answer with the response of the case. */
  private static final class Provider extends AbstractOAuthProvider {
    private final JsonObject response;

    Provider(JsonObject response) {
      super("https://server.example.com/temporary", "https://server.example.com/token", "https://server.example.com/");
      this.response = response;
    }

    @Override
    protected HttpRequest createRequest(String url) {
      return new Request("POST", url, new byte[0]);
    }

    @Override
    protected HttpResponse sendRequest(HttpRequest request) {
      return new HttpResponse() {
        @Override
        public int getStatusCode() {
          return response.get("status").getAsInt();
        }

        @Override
        public String getReasonPhrase() {
          return "";
        }

        @Override
        public InputStream getContent() throws IOException {
          return new ByteArrayInputStream(Adapter.octets(response, "body"));
        }

        @Override
        public Object unwrap() {
          return this;
        }
      };
    }
  }

  /** Parameters as signpost keeps them: encoded. */
  private static HttpParameters parameters(List<Adapter.Pair> pairs) {
    HttpParameters parameters = new HttpParameters();
    pairs.forEach(pair -> parameters.put(pair.name(), pair.value(), true));
    return parameters;
  }

  private static Adapter.Answer normalizeParameters(JsonObject in) throws IOException {
    HttpParameters parameters = parameters(Adapter.pairs(in, "parameters"));
    return Adapter.Answer.of(new SignatureBaseString(null, parameters).normalizeRequestParameters());
  }

  private static Adapter.Answer baseStringUri(JsonObject in) throws URISyntaxException {
    String url = Adapter.text(in, "url");
    Adapter.checkHost(url, Adapter.text(in, "host"));
    return Adapter.Answer.of(new SignatureBaseString(new Request("GET", url, new byte[0]), null).normalizeRequestUrl());
  }

  /** Signs with the protocol parameters of the case and no others. */
  private static Adapter.Answer baseString(JsonObject in) throws OAuthException {
    Hmac signer = new Hmac();
    Consumer consumer = new Consumer("", "", signer, Map.of());
    consumer.completes = false;
    consumer.setAdditionalParameters(parameters(Adapter.pairs(in, "protocol_parameters")));
    consumer.sign(new Request(in.getAsJsonObject("request")));
    return Adapter.Answer.of(signer.baseString);
  }

  private static OAuthMessageSigner signer(String method) {
    return switch (method) {
      case "HMAC-SHA1" -> new Hmac();
      case "PLAINTEXT" -> new PlainTextMessageSigner();
      default -> throw new Adapter.Skip("a signature method by name: the methods are classes");
    };
  }

  private static Adapter.Answer sign(JsonObject in) throws OAuthException {
    JsonObject client = in.getAsJsonObject("client");
    Map<String, String> given = Adapter.given(in, "nonce", "timestamp", "version");
    String secret = Adapter.text(client, "secret");
    OAuthMessageSigner signer = signer(Adapter.text(in, "method"));
    Consumer consumer = new Consumer(Adapter.text(client, "key"), secret, signer, given);
    if (!in.get("token").isJsonNull()) {
      JsonObject token = in.getAsJsonObject("token");
      consumer.setTokenWithSecret(Adapter.text(token, "key"), Adapter.text(token, "secret"));
    }
    consumer.setAdditionalParameters(additional(in, given));
    Request request = new Request(in.getAsJsonObject("request"));
    consumer.sign(request);
    JsonObject out = new JsonObject();
    out.addProperty("signature", consumer.signature);
    if (signer instanceof Hmac hmac) {
      out.addProperty("base_string", hmac.baseString);
    }
    out.addProperty("header", request.getHeader("Authorization"));
    return new Adapter.Answer(out, chosen(consumer, given));
  }

  private static HttpParameters additional(JsonObject in, Map<String, String> given) {
    HttpParameters additional = parameters(Adapter.pairs(in, "extra"));
    if (given.containsKey("version")) {
      additional.put("oauth_version", given.get("version"), true);
    }
    if (Adapter.text(in, "realm") != null) {
      additional.put("realm", Adapter.text(in, "realm"));
    }
    return additional;
  }

  /** What was sent without having been asked for: signpost leaves none of these out. */
  private static Map<String, String> chosen(Consumer consumer, Map<String, String> given) {
    Map<String, String> chosen = new HashMap<>();
    for (String name : List.of("nonce", "timestamp", "version")) {
      if (!given.containsKey(name)) {
        chosen.put(name, consumer.getRequestParameters().getFirst("oauth_" + name, true));
      }
    }
    return chosen;
  }

  private static Adapter.Answer buildAuthorizationHeader(JsonObject in) {
    List<Adapter.Pair> pairs = new ArrayList<>(Adapter.pairs(in, "parameters"));
    Adapter.Pair signature = pairs.stream().filter(pair -> pair.name().equals("oauth_signature")).findFirst()
        .orElseThrow(() -> new Adapter.Skip("a header without a signature: it is an argument"));
    pairs.remove(signature);
    HttpParameters parameters = parameters(pairs);
    if (Adapter.text(in, "realm") != null) {
      parameters.put("realm", Adapter.text(in, "realm"));
    }
    Request request = new Request("GET", "http://example.com/", new byte[0]);
    return Adapter.Answer.of(
        new AuthorizationHeaderSigningStrategy().writeSignature(signature.value(), request, parameters));
  }

  /** Signpost gives nothing where the header is none of OAuth. */
  private static final class NoOAuthHeader extends Exception {
    NoOAuthHeader() {
      super("no parameters were found");
    }
  }

  /** The parameters of a header are kept as they are written; decoding them is a flag of the getter. */
  private static Adapter.Answer parseAuthorizationHeader(JsonObject in) throws NoOAuthHeader {
    HttpParameters found = OAuth.oauthHeaderToParamsMap(Adapter.text(in, "header"));
    if (found.isEmpty()) {
      throw new NoOAuthHeader();
    }
    JsonArray parameters = new JsonArray();
    for (String name : found.keySet()) {
      if (!name.equals("realm")) {
        Adapter.addPair(parameters, name, found.getFirst(name, true));
      }
    }
    JsonObject out = new JsonObject();
    out.add("parameters", parameters);
    out.addProperty("realm", found.getFirst("realm"));
    return Adapter.Answer.of(out);
  }

  private static Adapter.Answer parseCredentialsResponse(JsonObject in) throws OAuthException {
    Consumer consumer = new Consumer("key", "secret", new Hmac(), Map.of());
    Provider provider = new Provider(in.getAsJsonObject("response"));
    if (Adapter.text(in, "kind").equals("temporary")) {
      provider.retrieveRequestToken(consumer, OAuth.OUT_OF_BAND);
    } else {
      consumer.setTokenWithSecret("token", "secret");
      provider.retrieveAccessToken(consumer, "verifier");
    }
    JsonArray extra = new JsonArray();
    for (Map.Entry<String, SortedSet<String>> one : provider.getResponseParameters().entrySet()) {
      if (!one.getKey().equals("oauth_callback_confirmed")) {
        one.getValue().forEach(value -> Adapter.addPair(extra, one.getKey(), value));
      }
    }
    JsonObject out = new JsonObject();
    out.addProperty("key", consumer.getToken());
    out.addProperty("secret", consumer.getTokenSecret());
    out.add("extra", extra);
    return Adapter.Answer.of(out);
  }

  /** The function by which the provider makes this URL, which takes further parameters. */
  private static Adapter.Answer authorizationUrl(JsonObject in) {
    List<String> texts = new ArrayList<>(List.of("oauth_token", Adapter.text(in, "token")));
    Adapter.pairs(in, "extra").forEach(pair -> texts.addAll(List.of(pair.name(), pair.value())));
    return Adapter.Answer.of(OAuth.addQueryParameters(Adapter.text(in, "endpoint"), texts.toArray(new String[0])));
  }

  /** Signpost refuses with its own exceptions; what those wrap may be an accident. URLDecoder refuses with the last. */
  private static boolean refused(Throwable problem) {
    boolean own = problem instanceof OAuthException || problem instanceof NoOAuthHeader;
    return own && problem.getCause() != null
        ? refused(problem.getCause())
        : own || problem instanceof URISyntaxException || problem.getClass() == IllegalArgumentException.class;
  }

  public static void main(String[] arguments) throws IOException {
    new Adapter("signpost", System.getProperty("version"), "https://github.com/mttkay/signpost",
            List.of("HMAC-SHA1", "PLAINTEXT"), Signpost::refused)
        .offer("oauth1.percent_encode", in -> Adapter.Answer.of(OAuth.percentEncode(Adapter.text(in, "text"))))
        .offer("oauth1.normalize_parameters", Signpost::normalizeParameters)
        .offer("oauth1.base_string_uri", Signpost::baseStringUri)
        .offer("oauth1.base_string", Signpost::baseString)
        .offer("oauth1.sign", Signpost::sign)
        .offer("oauth1.build_authorization_header", Signpost::buildAuthorizationHeader)
        .offer("oauth1.parse_authorization_header", Signpost::parseAuthorizationHeader)
        .offer("oauth1.parse_credentials_response", Signpost::parseCredentialsResponse)
        .offer("oauth1.authorization_url", Signpost::authorizationUrl)
        .run();
  }
}
