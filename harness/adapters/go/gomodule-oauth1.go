// SPDX-License-Identifier: Apache-2.0

// Adapter for github.com/gomodule/oauth1: signing, credentials responses, the authorization URL. Its functions for encoding and
// for the base string are its own; the signature of PLAINTEXT shows the first.
package main

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/gomodule/oauth1/oauth"
)

const endpoint = "https://server.example.com/credentials"

var methods = map[string]oauth.SignatureMethod{
	"HMAC-SHA1": oauth.HMACSHA1, "RSA-SHA1": oauth.RSASHA1, "PLAINTEXT": oauth.PLAINTEXT,
}

// over makes the library send by `wire`.
func over(wire *wire) context.Context {
	return context.WithValue(context.Background(), oauth.HTTPClient, &http.Client{Transport: wire})
}

// percentEncode asks for the signature of PLAINTEXT: the encoded secret, and an ampersand.
func percentEncode(in struct{ Text text }) any {
	client := oauth.Client{Credentials: oauth.Credentials{Secret: string(in.Text)}, SignatureMethod: oauth.PLAINTEXT}
	form := url.Values{}
	check(client.SignForm(nil, "GET", endpoint, form))
	return text(strings.TrimSuffix(form.Get("oauth_signature"), "&"))
}

// values decodes a form, which the library leaves to its caller.
func values(request httpRequest) url.Values {
	if !request.isForm() {
		return nil
	}
	form, problem := url.ParseQuery(string(request.Body))
	if problem != nil {
		skip("a form that net/url, by which its caller reads forms, cannot read")
	}
	return form
}

// sent is the Authorization header field of a request. The library takes a callback or a verifier only where it sends the
// request itself, to the endpoints of the protocol.
func sent(client *oauth.Client, token *oauth.Credentials, in signInput, u *url.URL) string {
	wire := newWire(200, nil, "oauth_token=a&oauth_token_secret=b")
	if len(in.Extra) == 0 {
		header := http.Header{}
		check(client.SetAuthorizationHeader(header, token, in.Request.Method, u, values(in.Request)))
		return header.Get("Authorization")
	}
	name, value := in.Extra[0][0], string(in.Extra[0][1])
	switch {
	case len(in.Extra) == 1 && name == "oauth_callback" && token == nil:
		client.TemporaryCredentialRequestURI, client.TemporaryCredentialsMethod = in.Request.URL, in.Request.Method
		_, problem := client.RequestTemporaryCredentialsContext(over(wire), value, values(in.Request))
		check(problem)
	case len(in.Extra) == 1 && name == "oauth_verifier" && token != nil:
		client.TokenRequestURI, client.TokenCredentailsMethod = in.Request.URL, in.Request.Method
		_, _, problem := client.RequestTokenContext(over(wire), token, value)
		check(problem)
	default:
		skip("protocol parameters other than a callback without a token, or a verifier with one")
	}
	return wire.sent.Header.Get("Authorization")
}

func checkHost(request httpRequest, u *url.URL) {
	if host := request.header("Host"); host != "" && host != u.Host {
		skip("a Host header field other than the URL's authority")
	}
}

func sign(in signInput) any {
	method, known := methods[in.Method]
	if !known {
		skip("a signature method by name: the methods are an enumeration")
	}
	u, problem := url.Parse(in.Request.URL)
	if problem != nil {
		skip("a URL that net/url, by which its caller reads URLs, cannot read")
	}
	checkHost(in.Request, u)
	client := &oauth.Client{Credentials: oauth.Credentials{Token: in.Client.Key, Secret: in.Client.Secret},
		SignatureMethod: method, PrivateKey: privateKey(in.Client.PrivateKey)}
	var token *oauth.Credentials
	if in.Token != nil {
		token = &oauth.Credentials{Token: in.Token.Key, Secret: in.Token.Secret}
	}
	return signed(in, u, sent(client, token, in, u))
}

// signed answers with what was sent. The library chooses nonce and timestamp, and leaves both out with PLAINTEXT; it has no
// realm: the header is left out where it could not be as asked.
func signed(in signInput, u *url.URL, header string) any {
	out := map[string]any{"signature": member(header, "oauth_signature")}
	actual := map[string]any{"version": member(header, "oauth_version")}
	if u.String() != in.Request.URL {
		actual["url"] = u.String()
	}
	asPlain := in.Nonce == nil && in.Timestamp == nil
	if in.Method != "PLAINTEXT" {
		actual["nonce"], actual["timestamp"] = member(header, "oauth_nonce"), member(header, "oauth_timestamp")
	}
	if in.Realm == nil && (in.Method != "PLAINTEXT" || asPlain) {
		out["header"] = header
	}
	return answer{out, actual}
}

// parseCredentialsResponse shows no further parameters of temporary credentials: the library drops them.
func parseCredentialsResponse(in credentialsInput) any {
	client := oauth.Client{TemporaryCredentialRequestURI: endpoint, TokenRequestURI: endpoint}
	context := over(newWire(in.Response.Status, in.Response.Headers, in.Response.Body))
	if in.Kind == "temporary" {
		credentials, problem := client.RequestTemporaryCredentialsContext(context, "oob", nil)
		check(problem)
		return map[string]text{"key": text(credentials.Token), "secret": text(credentials.Secret)}
	}
	credentials, all, problem := client.RequestTokenContext(context, &oauth.Credentials{}, "verifier")
	check(problem)
	extra := []pair{}
	for name, values := range all {
		for _, value := range values {
			if name != "oauth_token" && name != "oauth_token_secret" && name != "oauth_callback_confirmed" {
				extra = append(extra, pair{text(name), text(value)})
			}
		}
	}
	return map[string]any{"key": text(credentials.Token), "secret": text(credentials.Secret), "extra": extra}
}

func authorizationURL(in struct {
	Endpoint, Token string
	Extra           []pair
}) any {
	extra := url.Values{}
	for _, parameter := range in.Extra {
		extra.Add(string(parameter[0]), string(parameter[1]))
	}
	client := oauth.Client{ResourceOwnerAuthorizationURI: in.Endpoint}
	return client.AuthorizationURL(&oauth.Credentials{Token: in.Token}, extra)
}

func main() {
	run("gomodule/oauth1", "https://github.com/gomodule/oauth1", map[string]op{
		"oauth1.percent_encode":             with(percentEncode),
		"oauth1.sign":                       with(sign),
		"oauth1.parse_credentials_response": with(parseCredentialsResponse),
		"oauth1.authorization_url":          with(authorizationURL),
	}, []string{"HMAC-SHA1", "RSA-SHA1", "PLAINTEXT"})
}
