// SPDX-License-Identifier: Apache-2.0

// What the adapters for OAuth 2.0 in Go share: a connection that ends in this process, and values in the shapes of the ops.
package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
)

type httpResponse struct {
	Status  int
	Headers []pair
	Body    text
}

type oauth2Client struct {
	Method   string
	ClientID string  `json:"client_id"`
	Secret   *string `json:"client_secret"`
}

// grant is every grant and every other request of oauth2.token_request: the members of its type are there.
type grant struct {
	Type                     string
	Code, Username, Password string
	RedirectURI              *string `json:"redirect_uri"`
	CodeVerifier             *string `json:"code_verifier"`
	RefreshToken             string  `json:"refresh_token"`
	DeviceCode               string  `json:"device_code"`
	Method                   string
	Headers                  []pair
	Body                     text
	AccessToken              *string `json:"access_token"`
	TokenType                string  `json:"token_type"`
	Placement                string
}

// tokenRequestInput is the `in` of oauth2.token_request.
type tokenRequestInput struct {
	Endpoint       string
	Client         *oauth2Client
	Grant, Request *grant
	Scope          []string
	Resource       []string
	DPoPProof      *string `json:"dpop_proof"`
	Extra          []pair
}

// tokenResponseInput is the `in` of oauth2.parse_token_response.
type tokenResponseInput struct {
	Grant      string
	TokenTypes []string `json:"token_types"`
	Response   httpResponse
}

// pipe takes the connections of an HTTP client, and answers all that comes: net/http itself writes the request and reads the
// response, with its own checks.
type pipe struct {
	raw  []byte
	sent *http.Request
	body []byte
}

func newPipe(response httpResponse) *pipe {
	if response.Status < 200 || response.Status > 999 {
		skip(fmt.Sprintf("a response with the status %d: net/http hands over none", response.Status))
	}
	var raw bytes.Buffer
	fmt.Fprintf(&raw, "HTTP/1.1 %d Status\r\n", response.Status)
	for _, field := range response.Headers {
		fmt.Fprintf(&raw, "%s: %s\r\n", string(field[0]), string(field[1]))
	}
	fmt.Fprintf(&raw, "Content-Length: %d\r\nConnection: close\r\n\r\n%s", len(response.Body), string(response.Body))
	return &pipe{raw: raw.Bytes()}
}

// newSilentPipe is for who only sends.
func newSilentPipe() *pipe {
	return newPipe(httpResponse{200, []pair{{"Content-Type", "application/json"}}, `{"access_token":"a","token_type":"Bearer"}`})
}

func (p *pipe) dial(context.Context, string, string) (net.Conn, error) {
	near, far := net.Pipe()
	go p.serve(far)
	return near, nil
}

func (p *pipe) serve(connection net.Conn) {
	defer connection.Close()
	request, problem := http.ReadRequest(bufio.NewReader(connection))
	if problem != nil {
		return
	}
	body, problem := io.ReadAll(request.Body)
	if problem != nil {
		return
	}
	p.sent, p.body = request, body
	connection.Write(p.raw)
}

// client is an HTTP client whose connections come here, those of TLS as well. It follows no redirection to another server.
func (p *pipe) client() *http.Client {
	return &http.Client{
		Transport:     &http.Transport{DialContext: p.dial, DialTLSContext: p.dial, DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// request is what came, to a URL of this scheme, as out of oauth2.token_request.
func (p *pipe) request(endpoint string) map[string]any {
	scheme, _, _ := strings.Cut(endpoint, ":")
	out := map[string]any{
		"method": p.sent.Method,
		"url":    strings.ToLower(scheme) + "://" + p.sent.Host + p.sent.RequestURI,
		"body":   text(p.body),
	}
	names := map[string]string{
		"authorization": "Authorization", "content_type": "Content-Type", "dpop": "DPoP", "cache_control": "Cache-Control",
	}
	for member, name := range names {
		out[member] = nil
		if values := p.sent.Header.Values(name); len(values) > 0 {
			out[member] = values[0]
		}
	}
	return out
}

// checkSent ends the op as a refusal where the library has sent nothing. What it says of the answer is no matter.
func (p *pipe) checkSent(problem error) {
	if p.sent == nil {
		check(problem)
	}
}

// further are the parameters beyond those of the request itself; a name that comes twice is skipped.
func (in tokenRequestInput) further() url.Values {
	values := url.Values{}
	for _, parameter := range in.Extra {
		values.Add(string(parameter[0]), string(parameter[1]))
	}
	for _, resource := range in.Resource {
		values.Add("resource", resource)
	}
	return values
}

// orNull is a text of a library for which an empty one is none.
func orNull(value string) any {
	if value == "" {
		return nil
	}
	return text(value)
}

// scopeTokens are those of a scope that the library shows as text; what is no text stays as it is.
func scopeTokens(value any) any {
	scope, isText := value.(string)
	if !isText {
		return value
	}
	return strings.FieldsFunc(scope, func(character rune) bool { return character == ' ' })
}

func (in tokenResponseInput) understands(tokenType string) bool {
	for _, known := range in.TokenTypes {
		if strings.EqualFold(known, tokenType) {
			return true
		}
	}
	return false
}
