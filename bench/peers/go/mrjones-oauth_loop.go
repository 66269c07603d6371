// SPDX-License-Identifier: Apache-2.0

// mrjones/oauth: its round tripper signs a request of net/http, over a transport that notes it and sends nothing. It chooses nonce
// and timestamp itself.
package main

import (
	"net/http"

	"github.com/mrjones/oauth"
)

type noting struct{ header string }

func (wire *noting) RoundTrip(sent *http.Request) (*http.Response, error) {
	wire.header = sent.Header.Get("Authorization")
	return &http.Response{StatusCode: http.StatusOK, Body: http.NoBody, Request: sent}, nil
}

func main() {
	wire := &noting{}
	consumer := oauth.NewCustomHttpClientConsumer(clientKey, clientSecret, oauth.ServiceProvider{}, &http.Client{Transport: wire})
	client, problem := consumer.MakeHttpClient(&oauth.AccessToken{Token: tokenKey, Secret: tokenSecret})
	check(problem)
	run("mrjones/oauth", func(given request) string {
		made, problem := http.NewRequest("GET", given.url, nil)
		check(problem)
		_, problem = client.Transport.RoundTrip(made)
		check(problem)
		return wire.header
	})
}
