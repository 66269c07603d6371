// SPDX-License-Identifier: Apache-2.0

import com.google.api.client.http.LowLevelHttpRequest;
import com.google.api.client.http.LowLevelHttpResponse;
import com.google.api.client.testing.http.MockHttpTransport;
import com.google.api.client.testing.http.MockLowLevelHttpRequest;
import com.google.api.client.testing.http.MockLowLevelHttpResponse;
import com.google.gson.JsonObject;
import java.io.IOException;

/** A transport of google-http-client that connects to nothing: it keeps what is sent, and answers with one response. */
final class Wire extends MockHttpTransport {
  private final MockLowLevelHttpResponse response = new MockLowLevelHttpResponse();
  private JsonObject sent;

  /** For who only sends. */
  Wire() {
    response.setContentType("application/json").setContent("{}");
  }

  Wire(JsonObject given) {
    response.setStatusCode(given.get("status").getAsInt());
    for (Adapter.Pair field : Adapter.pairs(given, "headers")) {
      response.addHeader(field.name(), field.value());
    }
    response.setContentType(Adapter.headerField(given, "Content-Type"));
    response.setContent(Adapter.octets(given, "body"));
  }

  @Override
  public LowLevelHttpRequest buildRequest(String method, String url) {
    return new MockLowLevelHttpRequest(url) {
      @Override
      public LowLevelHttpResponse execute() throws IOException {
        sent = new JsonObject();
        sent.addProperty("method", method);
        sent.addProperty("url", url);
        sent.addProperty("authorization", getFirstHeaderValue("Authorization"));
        sent.addProperty("content_type", getContentType());
        sent.addProperty("dpop", getFirstHeaderValue("DPoP"));
        sent.addProperty("cache_control", getFirstHeaderValue("Cache-Control"));
        sent.addProperty("body", getStreamingContent() == null ? "" : getContentAsString());
        return response;
      }
    };
  }

  /** Sends a request. */
  interface Sender {
    void send() throws IOException;
  }

  /** What it sends, as out of oauth2.token_request. What the library says of the answer is no matter. */
  JsonObject sentBy(Sender sender) throws IOException {
    try {
      sender.send();
    } catch (IOException problem) {
      if (sent == null) {
        throw problem;
      }
    }
    return sent;
  }
}
