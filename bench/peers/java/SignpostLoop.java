// SPDX-License-Identifier: Apache-2.0

import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import oauth.signpost.basic.DefaultOAuthConsumer;
import oauth.signpost.http.HttpRequest;

/** signpost: one consumer signs a wrapped request a request, which then has the header field. Its nonce and timestamp are given. */
final class SignpostLoop {
  /** A GET as signpost wants it wrapped. */
  private static final class Request implements HttpRequest {
    private final Map<String, String> headers = new HashMap<>();
    private String url;

    Request(String url) {
      this.url = url;
    }

    @Override
    public String getMethod() {
      return "GET";
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
      headers.put(name, value);
    }

    @Override
    public String getHeader(String name) {
      return headers.get(name);
    }

    @Override
    public Map<String, String> getAllHeaders() {
      return headers;
    }

    @Override
    public InputStream getMessagePayload() {
      return null;
    }

    @Override
    public String getContentType() {
      return null;
    }

    @Override
    public Object unwrap() {
      return this;
    }
  }

  private static final class Consumer extends DefaultOAuthConsumer {
    private static final long serialVersionUID = 1;
    private String nonce;
    private String timestamp;

    Consumer() {
      super(Loop.KEY, Loop.SECRET);
      setTokenWithSecret(Loop.TOKEN, Loop.TOKEN_SECRET);
    }

    String header(String url, String nonce, String timestamp) throws Exception {
      this.nonce = nonce;
      this.timestamp = timestamp;
      return sign((HttpRequest) new Request(url)).getHeader("Authorization");
    }

    @Override
    protected String generateNonce() {
      return nonce;
    }

    @Override
    protected String generateTimestamp() {
      return timestamp;
    }
  }

  private SignpostLoop() {}

  public static void main(String[] arguments) throws Exception {
    Consumer consumer = new Consumer();
    Loop.run(arguments, consumer::header);
  }
}
