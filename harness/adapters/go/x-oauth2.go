// SPDX-License-Identifier: Apache-2.0

// Adapter for golang.org/x/oauth2: authorization URLs, what its configurations send for tokens, the tokens that they make of
// responses, and what its client sends with one.
package main

import (
	"context"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"

	"golang.org/x/oauth2"
	"golang.org/x/oauth2/clientcredentials"
)

const endpoint = "https://server.example.com/endpoint"

var authStyles = map[string]oauth2.AuthStyle{
	"none": oauth2.AuthStyleInParams, "client_secret_basic": oauth2.AuthStyleInHeader, "client_secret_post": oauth2.AuthStyleInParams,
}

// over makes the library send through the pipe.
func over(p *pipe) context.Context {
	return context.WithValue(context.Background(), oauth2.HTTPClient, p.client())
}

func newConfig(client oauth2Client, endpoint string) *oauth2.Config {
	style, known := authStyles[client.Method]
	if !known {
		skip("the client authentication " + client.Method)
	}
	config := &oauth2.Config{ClientID: client.ClientID}
	if client.Secret != nil {
		config.ClientSecret = *client.Secret
	}
	config.Endpoint = oauth2.Endpoint{AuthURL: endpoint, TokenURL: endpoint, AuthStyle: style}
	return config
}

// options hands over the parameters, of which each replaces one of its name.
func options(parameters url.Values) []oauth2.AuthCodeOption {
	var set []oauth2.AuthCodeOption
	for name, values := range parameters {
		if len(values) > 1 {
			skip("a parameter that comes twice: each is set")
		}
		set = append(set, oauth2.SetAuthURLParam(name, values[0]))
	}
	return set
}

type authorizationURLInput struct {
	Endpoint     string
	ResponseType *string `json:"response_type"`
	ClientID     string  `json:"client_id"`
	RedirectURI  *string `json:"redirect_uri"`
	Scope        []string
	State        *string
	PKCE         *struct {
		Challenge string  `json:"code_challenge"`
		Method    *string `json:"code_challenge_method"`
	}
	Resource   []string
	Request    *string
	RequestURI *string `json:"request_uri"`
	Extra      []pair
}

func orEmpty(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

func authorizationURL(in authorizationURLInput) any {
	if in.ResponseType == nil {
		skip("a request without response_type")
	}
	config := newConfig(oauth2Client{Method: "none", ClientID: in.ClientID}, in.Endpoint)
	config.RedirectURL, config.Scopes = orEmpty(in.RedirectURI), in.Scope
	parameters := tokenRequestInput{Resource: in.Resource, Extra: in.Extra}.further()
	if *in.ResponseType != "code" {
		parameters.Add("response_type", *in.ResponseType)
	}
	if in.PKCE != nil {
		parameters.Add("code_challenge", in.PKCE.Challenge)
		if in.PKCE.Method != nil {
			parameters.Add("code_challenge_method", *in.PKCE.Method)
		}
	}
	for name, value := range map[string]*string{"request": in.Request, "request_uri": in.RequestURI} {
		if value != nil {
			parameters.Add(name, *value)
		}
	}
	return config.AuthCodeURL(orEmpty(in.State), options(parameters)...)
}

// fetch asks for a token by the grant.
func fetch(p *pipe, client oauth2Client, endpoint string, asked grant, scope []string, further url.Values) (*oauth2.Token, error) {
	config := newConfig(client, endpoint)
	ctx := over(p)
	switch asked.Type {
	case "authorization_code":
		config.RedirectURL = orEmpty(asked.RedirectURI)
		if asked.CodeVerifier != nil {
			further.Add("code_verifier", *asked.CodeVerifier)
		}
		if scope != nil {
			further.Add("scope", strings.Join(scope, " "))
		}
		return config.Exchange(ctx, asked.Code, options(further)...)
	case "client_credentials":
		credentials := clientcredentials.Config{ClientID: config.ClientID, ClientSecret: config.ClientSecret,
			TokenURL: endpoint, Scopes: scope, EndpointParams: further, AuthStyle: config.Endpoint.AuthStyle}
		return credentials.Token(ctx)
	}
	if len(further) > 0 {
		skip("further parameters of this grant")
	}
	switch asked.Type {
	case "password":
		config.Scopes = scope
		return config.PasswordCredentialsToken(ctx, asked.Username, asked.Password)
	case "refresh_token":
		if scope != nil {
			skip("a scope to refresh for")
		}
		return config.TokenSource(ctx, &oauth2.Token{RefreshToken: asked.RefreshToken}).Token()
	}
	skip("the grant " + asked.Type)
	return nil, nil
}

// useToken sends a request with the token, as the client of the library does.
func useToken(p *pipe, token *oauth2.Token, request *http.Request) error {
	response, problem := oauth2.NewClient(over(p), oauth2.StaticTokenSource(token)).Do(request)
	if problem == nil {
		response.Body.Close()
	}
	return problem
}

func protectedResource(in tokenRequestInput) any {
	asked := in.Request
	request, problem := http.NewRequest(asked.Method, in.Endpoint, strings.NewReader(string(asked.Body)))
	if problem != nil {
		skip("a request that net/http cannot make: " + problem.Error())
	}
	for _, field := range asked.Headers {
		request.Header.Add(string(field[0]), string(field[1]))
	}
	p := newSilentPipe()
	p.checkSent(useToken(p, &oauth2.Token{AccessToken: *asked.AccessToken, TokenType: asked.TokenType}, request))
	return p.request(in.Endpoint)
}

func tokenRequest(in tokenRequestInput) any {
	if in.DPoPProof != nil {
		skip("DPoP")
	}
	if in.Request != nil {
		if in.Request.Type != "protected_resource" {
			skip("the request " + in.Request.Type)
		}
		return protectedResource(in)
	}
	p := newSilentPipe()
	_, problem := fetch(p, *in.Client, in.Endpoint, *in.Grant, in.Scope, in.further())
	p.checkSent(problem)
	return p.request(in.Endpoint)
}

func basicAuthorization(in oauth2Client) any {
	in.Method = "client_secret_basic"
	p := newSilentPipe()
	_, problem := fetch(p, in, endpoint, grant{Type: "client_credentials"}, nil, nil)
	p.checkSent(problem)
	return p.sent.Header.Get("Authorization")
}

// parseTokenResponse goes on to a request with the token where the client does not understand its type: the library sends it
// all the same, or does not. Of further members it shows those that are asked for by name.
func parseTokenResponse(in tokenResponseInput) any {
	client := oauth2Client{Method: "none", ClientID: "s6BhdRkqt3"}
	asked := grant{Type: in.Grant, Code: "code", Username: "user", Password: "password", RefreshToken: "old"}
	token, problem := fetch(newPipe(in.Response), client, endpoint, asked, nil, url.Values{})
	check(problem)
	if !in.understands(token.TokenType) {
		request, _ := http.NewRequest("GET", endpoint, nil)
		check(useToken(newSilentPipe(), token, request))
	}
	out := map[string]any{
		"access_token":      text(token.AccessToken),
		"token_type":        text(token.TokenType),
		"expires_in":        nil,
		"refresh_token":     orNull(token.RefreshToken),
		"scope":             scopeTokens(token.Extra("scope")),
		"issued_token_type": token.Extra("issued_token_type"),
	}
	if !token.Expiry.IsZero() {
		out["expires_in"] = math.Round(time.Until(token.Expiry).Seconds())
	}
	if in.Grant == "refresh_token" && token.RefreshToken == asked.RefreshToken {
		out["refresh_token"] = nil
	}
	return out
}

func main() {
	run("golang.org/x/oauth2", "https://pkg.go.dev/golang.org/x/oauth2", map[string]op{
		"oauth2.authorization_url":    with(authorizationURL),
		"oauth2.token_request":        with(tokenRequest),
		"oauth2.basic_authorization":  with(basicAuthorization),
		"oauth2.parse_token_response": with(parseTokenResponse),
	}, []string{"client_secret_post", "password_grant", "rfc6750", "rfc7636", "pkce_plain", "rfc8707", "rfc9101"})
}
