// SPDX-License-Identifier: Apache-2.0

// Adapter for github.com/cli/oauth: its device flow. Its poller, which it lets its own tests replace, is replaced by one that
// notes how long it would sleep. Its flow for web applications is left out: it waits for a browser on a port of its choice.
package main

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"reflect"
	"time"
	"unsafe"

	"github.com/cli/oauth/api"
	"github.com/cli/oauth/device"
)

const endpoint = "https://server.example.com/endpoint"

// poller counts seconds in place of sleeping.
type poller struct {
	clock *clock
}

type clock struct {
	now, interval, expiresIn float64
	slept                    []float64
	last                     float64
}

func (p poller) Wait() error {
	p.clock.now += p.clock.interval
	if p.clock.now >= p.clock.expiresIn {
		return context.DeadlineExceeded
	}
	return nil
}

func (p poller) Cancel() {}

// waitOptions makes the library sleep by the clock.
func waitOptions(asked *device.CodeResponse, clock *clock) device.WaitOptions {
	options := device.WaitOptions{ClientID: "s6BhdRkqt3", DeviceCode: asked}
	field := reflect.ValueOf(&options).Elem().FieldByName("newPoller")
	made := reflect.MakeFunc(field.Type(), func(in []reflect.Value) []reflect.Value {
		clock.interval = in[1].Interface().(time.Duration).Seconds()
		clock.expiresIn = in[2].Interface().(time.Duration).Seconds()
		return []reflect.Value{in[0], reflect.ValueOf(poller{clock}).Convert(field.Type().Out(1))}
	})
	reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem().Set(made)
	return options
}

// server answers the forms that the library posts.
type server func(endpoint string, form url.Values) (*http.Response, error)

func (s server) PostForm(endpoint string, form url.Values) (*http.Response, error) {
	return s(endpoint, form)
}

// errEnd is what comes after the last response.
var errEnd = errors.New("the end of the sequence")

// once answers the first request by net/http, and ends the second.
func once(p *pipe) server {
	return func(endpoint string, form url.Values) (*http.Response, error) {
		if p.sent != nil {
			return nil, errEnd
		}
		return p.client().PostForm(endpoint, form)
	}
}

func tokenRequest(in tokenRequestInput) any {
	if len(in.further()) > 0 || in.DPoPProof != nil {
		skip("further parameters, or DPoP")
	}
	p := newSilentPipe()
	switch {
	case in.Request != nil && in.Request.Type == "device_authorization" && in.Client.Method == "none":
		_, problem := device.RequestCode(once(p), in.Endpoint, in.Client.ClientID, in.Scope)
		p.checkSent(problem)
	case in.Grant != nil && in.Grant.Type == "device_code" && in.Scope == nil:
		options := waitOptions(&device.CodeResponse{DeviceCode: in.Grant.DeviceCode, ExpiresIn: 1800}, &clock{})
		options.ClientID = in.Client.ClientID
		if in.Client.Method != "none" && in.Client.Method != "client_secret_post" {
			skip("the client authentication " + in.Client.Method)
		}
		options.ClientSecret = orEmptySecret(in.Client.Secret)
		_, problem := device.Wait(context.Background(), once(p), in.Endpoint, options)
		p.checkSent(problem)
	default:
		skip("requests other than those of a device that does not authenticate")
	}
	return p.request(in.Endpoint)
}

func orEmptySecret(secret *string) string {
	if secret == nil {
		return ""
	}
	return *secret
}

// answered is the token of a response, which both of its flows read in this way.
func answered(response httpResponse) (*api.AccessToken, error) {
	read, problem := api.PostForm(newPipe(response).client(), endpoint, url.Values{})
	if problem != nil {
		return nil, problem
	}
	return read.AccessToken()
}

func parseTokenResponse(in tokenResponseInput) any {
	if in.Grant != "device_code" && in.Grant != "authorization_code" {
		skip("the grant " + in.Grant)
	}
	token, problem := answered(in.Response)
	check(problem)
	if token.Type != "" && !in.understands(token.Type) {
		skip("refusing a type of token: it uses none, and shows the type to its caller")
	}
	out := map[string]any{
		"access_token":  text(token.Token),
		"token_type":    text(token.Type),
		"refresh_token": orNull(token.RefreshToken),
		"scope":         nil,
	}
	if token.Scope != "" {
		out["scope"] = scopeTokens(token.Scope)
	}
	return out
}

func parseError(in struct {
	Endpoint string
	Response httpResponse
}) any {
	var problem error
	switch in.Endpoint {
	case "token":
		_, problem = answered(in.Response)
	case "device_authorization":
		_, problem = device.RequestCode(once(newPipe(in.Response)), endpoint, "s6BhdRkqt3", nil)
	default:
		skip("errors of the endpoint " + in.Endpoint)
	}
	if problem == device.ErrUnsupported {
		skip("the code of an error that it takes for a server without device flow")
	}
	var told *api.Error
	if errors.As(problem, &told) && told.Code != "" {
		return map[string]any{"error": text(told.Code)}
	}
	if problem == nil {
		problem = errors.New("it says of no error")
	}
	check(problem)
	return nil
}

func parseDeviceAuthorization(in struct{ Response httpResponse }) any {
	found, problem := device.RequestCode(once(newPipe(in.Response)), endpoint, "s6BhdRkqt3", nil)
	check(problem)
	return map[string]any{
		"device_code":               text(found.DeviceCode),
		"user_code":                 text(found.UserCode),
		"verification_uri":          text(found.VerificationURI),
		"verification_uri_complete": orNull(found.VerificationURIComplete),
		"expires_in":                found.ExpiresIn,
		"interval":                  found.Interval,
	}
}

type pollInput struct {
	Interval  *int
	ExpiresIn int `json:"expires_in"`
	Start     int64
	Sequence  []struct {
		At       int64
		Response httpResponse
		Timeout  bool
	}
}

// sequence answers with one response after the other, and notes how long the library slept before each.
func (in pollInput) sequence(clock *clock) server {
	return func(endpoint string, form url.Values) (*http.Response, error) {
		clock.slept = append(clock.slept, clock.now-clock.last)
		if len(clock.slept) > len(in.Sequence) {
			return nil, errEnd
		}
		item := in.Sequence[len(clock.slept)-1]
		if at := float64(item.At - in.Start); at > clock.now {
			clock.now = at
		}
		clock.last = clock.now
		return newPipe(item.Response).client().PostForm(endpoint, form)
	}
}

func devicePoll(in pollInput) any {
	if in.Interval == nil {
		skip("an interval that is not there: its caller says one")
	}
	for _, item := range in.Sequence {
		if item.Timeout {
			skip("going on after a connection that timed out: that ends its polling")
		}
	}
	clock := &clock{}
	asked := &device.CodeResponse{DeviceCode: "code", Interval: *in.Interval, ExpiresIn: in.ExpiresIn}
	_, problem := device.Wait(context.Background(), in.sequence(clock), endpoint, waitOptions(asked, clock))
	actions := []map[string]any{}
	for number := 1; number < len(clock.slept); number++ {
		actions = append(actions, map[string]any{
			"action": "wait", "seconds": clock.slept[number], "slower": clock.slept[number] > clock.slept[number-1]})
	}
	if problem != errEnd {
		actions = append(actions, ending(problem))
	}
	return actions
}

func ending(problem error) map[string]any {
	var told *api.Error
	switch {
	case problem == nil:
		return map[string]any{"action": "done"}
	case errors.Is(problem, context.DeadlineExceeded):
		return map[string]any{"action": "stop", "error": "expired_token"}
	case errors.As(problem, &told):
		return map[string]any{"action": "stop", "error": orNull(told.Code)}
	}
	return map[string]any{"action": "stop"}
}

func main() {
	run("cli/oauth", "https://github.com/cli/oauth", map[string]op{
		"oauth2.token_request":              with(tokenRequest),
		"oauth2.parse_token_response":       with(parseTokenResponse),
		"oauth2.parse_error":                with(parseError),
		"oauth2.parse_device_authorization": with(parseDeviceAuthorization),
		"oauth2.device_poll":                with(devicePoll),
	}, []string{"client_secret_post", "rfc8628"})
}
