// SPDX-License-Identifier: Apache-2.0

// What the loops in Go have in common: see README.md beside this folder.
package main

import (
	"bufio"
	"encoding/json"
	"net/url"
	"os"
	"regexp"
	"strconv"
	"strings"
	"syscall"
)

const (
	clientKey, clientSecret = "dpf43f3p2l4k3l03", "kd94hf93k423kf44"
	tokenKey, tokenSecret   = "nnch734d00sl2jdk", "pfkkdhi9sl3r4s00"
)

// version is set when this is built.
var version = ""

type request struct{ url, nonce, timestamp string }

func check(problem error) {
	if problem != nil {
		panic(problem)
	}
}

func seconds() float64 {
	var used syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &used))
	return float64(used.Utime.Sec+used.Stime.Sec) + float64(used.Utime.Usec+used.Stime.Usec)/1e6
}

func readRequests() []request {
	text, problem := os.ReadFile(os.Args[1])
	check(problem)
	requests := []request{}
	for _, line := range strings.Split(strings.TrimSpace(string(text)), "\n") {
		parts := strings.Split(line, "\t")
		requests = append(requests, request{parts[0], parts[1], parts[2]})
	}
	return requests
}

func parameter(header, name string) string {
	value, problem := url.QueryUnescape(regexp.MustCompile("oauth_" + name + `="([^"]*)"`).FindStringSubmatch(header)[1])
	check(problem)
	return value
}

// run is given what makes the Authorization header field of a request.
func run(library string, sign func(request) string) {
	requests := readRequests()
	out := json.NewEncoder(os.Stdout)
	header := sign(requests[0])
	check(out.Encode(map[string]string{"version": library + " " + version, "signature": parameter(header, "signature"),
		"nonce": parameter(header, "nonce"), "timestamp": parameter(header, "timestamp")}))
	number := 0
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		count, problem := strconv.Atoi(lines.Text())
		check(problem)
		start := seconds()
		for i := 0; i < count; i++ {
			sign(requests[number])
			number = (number + 1) % len(requests)
		}
		check(out.Encode(map[string]any{"signatures": count, "seconds": seconds() - start}))
	}
}
