// SPDX-License-Identifier: Apache-2.0

// gomodule/oauth1: one client gives the header field. It chooses nonce and timestamp itself.
package main

import (
	"net/http"
	"net/url"

	"github.com/gomodule/oauth1/oauth"
)

func main() {
	client := oauth.Client{Credentials: oauth.Credentials{Token: clientKey, Secret: clientSecret}}
	token := oauth.Credentials{Token: tokenKey, Secret: tokenSecret}
	run("gomodule/oauth1", func(given request) string {
		parsed, problem := url.Parse(given.url)
		check(problem)
		header := http.Header{}
		check(client.SetAuthorizationHeader(header, &token, "GET", parsed, nil))
		return header.Get("Authorization")
	})
}
