// SPDX-License-Identifier: Apache-2.0

import com.google.api.client.auth.oauth.OAuthHmacSigner;
import com.google.api.client.auth.oauth.OAuthParameters;
import com.google.api.client.http.GenericUrl;

/** google-oauth-client: parameters a request, told nonce and timestamp, and one signer; gives the header field. */
final class GoogleOAuthClientLoop {
  private GoogleOAuthClientLoop() {}

  public static void main(String[] arguments) throws Exception {
    OAuthHmacSigner signer = new OAuthHmacSigner();
    signer.clientSharedSecret = Loop.SECRET;
    signer.tokenSharedSecret = Loop.TOKEN_SECRET;
    Loop.run(arguments, (url, nonce, timestamp) -> {
      OAuthParameters parameters = new OAuthParameters();
      parameters.signer = signer;
      parameters.consumerKey = Loop.KEY;
      parameters.token = Loop.TOKEN;
      parameters.nonce = nonce;
      parameters.timestamp = timestamp;
      parameters.version = "1.0";
      parameters.computeSignature("GET", new GenericUrl(url));
      return parameters.getAuthorizationHeader();
    });
  }
}
