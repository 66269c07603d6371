// SPDX-License-Identifier: Apache-2.0

// Adapter for github.com/mrjones/oauth: what its round tripper sends, credentials responses, the authorization URL. Its signer,
// which the struct keeps "for mocking dependencies", is replaced by one that notes the base string. Its provider is left out: it
// knows client credentials alone, and hardly a vector of oauth1.verify does without a token.
package main

import (
	"crypto"
	"net/http"
	"net/url"
	"reflect"
	"strings"
	"unsafe"

	"github.com/mrjones/oauth"
)

const endpoint = "https://server.example.com/credentials"

var hashes = map[string]crypto.Hash{
	"HMAC-SHA1": crypto.SHA1, "HMAC-SHA256": crypto.SHA256, "RSA-SHA1": crypto.SHA1, "RSA-SHA256": crypto.SHA256,
}

// private is a field of a struct of the library, to be read and replaced.
func private(structure any, name string) reflect.Value {
	field := reflect.ValueOf(structure).Elem().FieldByName(name)
	return reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
}

// noting is a signer of the library that keeps what it signs.
type noting struct {
	signer
	baseString string
}

type signer interface {
	Sign(message, tokenSecret string) (string, error)
	Verify(message, signature string) error
	SignatureMethod() string
	HashFunc() crypto.Hash
	Debug(enabled bool)
}

func (n *noting) Sign(message, tokenSecret string) (string, error) {
	n.baseString = message
	return n.signer.Sign(message, tokenSecret)
}

// percentEncode asks for the escaped value of a parameter.
func percentEncode(in struct{ Text text }) any {
	parameters := oauth.NewOrderedParams()
	parameters.Add("name", string(in.Text))
	return text(parameters.Get("name")[0])
}

func newConsumer(in signInput, transport http.RoundTripper) *oauth.Consumer {
	hash, known := hashes[in.Method]
	if !known {
		skip("a signature method by name: the methods are constructors")
	}
	key := privateKey(in.Client.PrivateKey)
	if (key != nil) != strings.HasPrefix(in.Method, "RSA-") {
		skip("a signature method with credentials of another kind: each kind has a constructor of its own")
	}
	provider, client := oauth.ServiceProvider{BodyHash: in.BodyHash}, &http.Client{Transport: transport}
	if key != nil {
		return oauth.NewCustomRSAConsumer(in.Client.Key, key, hash, provider, client)
	}
	return oauth.NewCustomConsumer(in.Client.Key, in.Client.Secret, hash, provider, client)
}

// addExtra hands over the caller's protocol parameters, a map.
func addExtra(consumer *oauth.Consumer, extra []pair) {
	for _, parameter := range extra {
		consumer.AdditionalParams[string(parameter[0])] = string(parameter[1])
	}
	if len(consumer.AdditionalParams) < len(extra) {
		skip("a protocol parameter that comes twice: they are a map")
	}
}

func outgoing(given httpRequest) *http.Request {
	request, problem := http.NewRequest(given.Method, given.URL, strings.NewReader(string(given.Body)))
	if problem != nil {
		skip("a request that net/http cannot make: " + problem.Error())
	}
	for _, field := range given.Headers {
		request.Header.Add(string(field[0]), string(field[1]))
	}
	if host := given.header("Host"); host != "" {
		request.Host = host
	}
	return request
}

// sign answers with what was sent: the library chooses nonce, timestamp and version. It has no realm: the header is left out
// where one is asked for.
func sign(in signInput) any {
	if in.BodyHash && in.Request.isForm() {
		skip("a choice about oauth_body_hash and forms: it never adds one to a form")
	}
	wire := newWire(200, nil, "")
	consumer := newConsumer(in, wire)
	addExtra(consumer, in.Extra)
	noted := &noting{signer: private(consumer, "signer").Interface().(signer)}
	private(consumer, "signer").Set(reflect.ValueOf(noted))
	token := &oauth.AccessToken{}
	if in.Token != nil {
		token.Token, token.Secret = in.Token.Key, in.Token.Secret
	}
	client, problem := consumer.MakeHttpClient(token)
	check(problem)
	request := outgoing(in.Request)
	_, problem = client.Transport.RoundTrip(request)
	check(problem)
	header := wire.sent.Header.Get("Authorization")
	out := map[string]any{"signature": member(header, "oauth_signature"), "base_string": text(noted.baseString)}
	if in.Realm == nil {
		out["header"] = header
	}
	actual := map[string]any{"nonce": member(header, "oauth_nonce"), "timestamp": member(header, "oauth_timestamp"),
		"version": member(header, "oauth_version")}
	if request.URL.String() != in.Request.URL {
		actual["url"] = request.URL.String()
	}
	return answer{out, actual}
}

// parseCredentialsResponse shows no further parameters of temporary credentials: the library drops them.
func parseCredentialsResponse(in credentialsInput) any {
	wire := newWire(in.Response.Status, in.Response.Headers, in.Response.Body)
	consumer := oauth.NewCustomHttpClientConsumer("key", "secret",
		oauth.ServiceProvider{RequestTokenUrl: endpoint, AccessTokenUrl: endpoint}, &http.Client{Transport: wire})
	if in.Kind == "temporary" {
		token, _, problem := consumer.GetRequestTokenAndUrl("oob")
		check(problem)
		return map[string]text{"key": text(token.Token), "secret": text(token.Secret)}
	}
	token, problem := consumer.AuthorizeToken(&oauth.RequestToken{}, "verifier")
	check(problem)
	extra := []pair{}
	for name, value := range token.AdditionalData {
		if name != "oauth_callback_confirmed" {
			extra = append(extra, pair{text(name), text(value)})
		}
	}
	return map[string]any{"key": text(token.Token), "secret": text(token.Secret), "extra": extra}
}

// authorizationURL gets the URL as the library gives it: together with temporary credentials.
func authorizationURL(in struct {
	Endpoint, Token string
	Extra           []pair
}) any {
	response := url.Values{"oauth_token": {in.Token}, "oauth_token_secret": {"s"}, "oauth_callback_confirmed": {"true"}}
	consumer := oauth.NewCustomHttpClientConsumer("key", "secret",
		oauth.ServiceProvider{RequestTokenUrl: endpoint, AuthorizeTokenUrl: in.Endpoint},
		&http.Client{Transport: newWire(200, nil, text(response.Encode()))})
	for _, parameter := range in.Extra {
		consumer.AdditionalAuthorizationUrlParams[string(parameter[0])] = string(parameter[1])
	}
	if len(consumer.AdditionalAuthorizationUrlParams) < len(in.Extra) {
		skip("a parameter that comes twice: they are a map")
	}
	_, authorization, problem := consumer.GetRequestTokenAndUrl("oob")
	check(problem)
	return authorization
}

func main() {
	run("mrjones/oauth", "https://github.com/mrjones/oauth", map[string]op{
		"oauth1.percent_encode":             with(percentEncode),
		"oauth1.sign":                       with(sign),
		"oauth1.parse_credentials_response": with(parseCredentialsResponse),
		"oauth1.authorization_url":          with(authorizationURL),
	}, []string{"HMAC-SHA1", "HMAC-SHA256", "RSA-SHA1", "RSA-SHA256", "oauth_body_hash"})
}
