// SPDX-License-Identifier: Apache-2.0

// The adapter protocol over stdin and stdout, for adapters in Go. See README.md beside this folder.
package main

import (
	"bufio"
	"bytes"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"sort"
	"strings"
	"unicode/utf8"
)

// text is a string of any octets: characters in JSON, or {"b64": ...} where they are no UTF-8.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	if data[0] != '{' {
		return json.Unmarshal(data, (*string)(t))
	}
	var binary struct{ B64 []byte }
	err := json.Unmarshal(data, &binary)
	*t = text(binary.B64)
	return err
}

func (t text) MarshalJSON() ([]byte, error) {
	if utf8.ValidString(string(t)) {
		return json.Marshal(string(t))
	}
	return json.Marshal(map[string]string{"b64": base64.StdEncoding.EncodeToString([]byte(t))})
}

// pair is a name and its value: of a parameter, or of a header field.
type pair [2]text

type httpRequest struct {
	Method  string
	URL     string
	Headers []pair
	Body    text
}

type key struct {
	PEM string
	JWK json.RawMessage
}

type credentials struct{ Key, Secret string }

// signInput is the `in` of oauth1.sign.
type signInput struct {
	Request httpRequest
	Client  struct {
		credentials
		PrivateKey *key `json:"private_key"`
	}
	Token                     *credentials
	Method                    string
	Nonce, Timestamp, Version *string
	Realm                     *text
	Extra                     []pair
	BodyHash                  bool `json:"body_hash"`
}

// credentialsInput is the `in` of oauth1.parse_credentials_response.
type credentialsInput struct {
	Kind     string
	Response struct {
		Status  int
		Headers []pair
		Body    text
	}
}

// header is the value of the first header field called `name`, without regard to case.
func (r httpRequest) header(name string) string {
	for _, field := range r.Headers {
		if strings.EqualFold(string(field[0]), name) {
			return string(field[1])
		}
	}
	return ""
}

// isForm tells whether the body is declared as a form, whose parameters are signed.
func (r httpRequest) isForm() bool {
	declared, _, _ := strings.Cut(r.header("Content-Type"), ";")
	return strings.EqualFold(strings.TrimSpace(declared), "application/x-www-form-urlencoded")
}

// wire is a transport that connects to nothing: it keeps the request and answers with the response.
type wire struct {
	sent     *http.Request
	response *http.Response
}

func newWire(status int, headers []pair, body text) *wire {
	response := &http.Response{StatusCode: status, Status: http.StatusText(status), Header: http.Header{}}
	for _, field := range headers {
		response.Header.Add(string(field[0]), string(field[1]))
	}
	response.Body = io.NopCloser(strings.NewReader(string(body)))
	return &wire{response: response}
}

func (w *wire) RoundTrip(request *http.Request) (*http.Response, error) {
	w.sent = request
	return w.response, nil
}

// answer is a value, and what the library chose itself.
type answer struct {
	out    any
	actual map[string]any
}

type skipped struct{ need string }

type refused struct{ problem error }

// skip ends the op: the library cannot express this case, for it lacks `need`.
func skip(need string) { panic(skipped{need}) }

// check ends the op as a refusal where the library returned an error, its way of refusing.
func check(problem error) {
	if problem != nil {
		panic(refused{problem})
	}
}

// privateKey reads a key, which the libraries leave to their caller; nil where there is none.
func privateKey(given *key) *rsa.PrivateKey {
	if given == nil {
		return nil
	}
	if given.JWK != nil {
		skip("keys as JWK")
	}
	if block, _ := pem.Decode([]byte(given.PEM)); block != nil {
		if key, problem := x509.ParsePKCS1PrivateKey(block.Bytes); problem == nil {
			return key
		}
		if any, problem := x509.ParsePKCS8PrivateKey(block.Bytes); problem == nil {
			if key, isRSA := any.(*rsa.PrivateKey); isRSA {
				return key
			}
		}
	}
	skip("refusing keys: its caller reads them")
	return nil
}

// op answers one question from its `in`.
type op func(in json.RawMessage) any

// with makes an op of a function that takes `in` as a struct.
func with[T any](function func(in T) any) op {
	return func(data json.RawMessage) any {
		var in T
		if problem := json.Unmarshal(data, &in); problem != nil {
			panic(problem)
		}
		return function(in)
	}
}

// member is the decoded value of a protocol parameter of an Authorization header field, "" where it is not there.
func member(header, name string) string {
	found := regexp.MustCompile(`[ ,]` + name + `="([^"]*)"`).FindStringSubmatch(header)
	if found == nil {
		return ""
	}
	value, problem := url.PathUnescape(found[1])
	if problem != nil {
		panic(problem)
	}
	return value
}

type message struct {
	ID    int
	Op    string
	In    json.RawMessage
	Hello json.RawMessage
	Bye   json.RawMessage
}

// reply runs the op; what it panics with says how it ended.
func reply(ops map[string]op, question message) (members map[string]any) {
	defer func() {
		switch problem := recover().(type) {
		case nil:
		case skipped:
			members = map[string]any{"skip": map[string]string{"need": problem.need}}
		case refused:
			members = map[string]any{"reject": map[string]string{"message": problem.problem.Error()}}
		default:
			members = map[string]any{"error": map[string]string{
				"type": fmt.Sprintf("%T", problem), "message": fmt.Sprint(problem)}}
		}
	}()
	result := ops[question.Op](question.In)
	if chosen, isAnswer := result.(answer); isAnswer {
		return map[string]any{"out": chosen.out, "actual": chosen.actual}
	}
	return map[string]any{"out": result}
}

// version is that of Debian's package; the Makefile sets it.
var version string

func hello(name, home string, ops map[string]op, features []string) map[string]any {
	names := make([]string, 0, len(ops))
	for op := range ops {
		names = append(names, op)
	}
	sort.Strings(names)
	impl := map[string]string{"name": name, "version": version, "language": "go", "home": home}
	return map[string]any{"hello": map[string]any{"protocol": 1, "impl": impl, "ops": names, "features": features}}
}

// run serves the ops until bye or the end of input.
func run(name, home string, ops map[string]op, features []string) {
	lines := bufio.NewReader(os.Stdin)
	for {
		line, problem := lines.ReadBytes('\n')
		if problem != nil {
			return
		}
		var question message
		if problem := json.Unmarshal(bytes.TrimSpace(line), &question); problem != nil {
			fmt.Fprintln(os.Stderr, problem)
			os.Exit(1)
		}
		var members map[string]any
		switch {
		case question.Bye != nil:
			return
		case question.Hello != nil:
			members = hello(name, home, ops, features)
		default:
			members = reply(ops, question)
			members["id"] = question.ID
		}
		encoded, problem := json.Marshal(members)
		if problem != nil {
			panic(problem)
		}
		os.Stdout.Write(append(encoded, '\n'))
	}
}
