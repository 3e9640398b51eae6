// Says through which proxy Go reaches each host: a line of JSON for each line. The test proxy-oracle.test.ts compares environmentProxy
// with it. It is built beside a copy of Go's own vendored packages, because net/http reads the environment only once in a process.
package main

import (
	"bufio"
	"encoding/json"
	"log"
	"net/url"
	"os"

	"golang.org/x/net/http/httpproxy"
)

type question struct {
	Proxy   string `json:"proxy"`
	NoProxy string `json:"noProxy"`
	// Host is host:port of an https URL, with brackets around IPv6.
	Host string `json:"host"`
}

type answer struct {
	// Proxied is whether Go uses a proxy.
	Proxied bool   `json:"proxied"`
	Scheme  string `json:"scheme,omitempty"`
	Host    string `json:"host,omitempty"`
	Port    string `json:"port,omitempty"`
	User    string `json:"user,omitempty"`
	// Password is that of the proxy.
	Password string `json:"password,omitempty"`
}

func main() {
	log.SetFlags(0)
	out := json.NewEncoder(os.Stdout)
	lines := bufio.NewScanner(os.Stdin)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatal(err)
		}
		if err := out.Encode(ask(asked)); err != nil {
			log.Fatal(err)
		}
	}
}

func ask(asked question) answer {
	config := httpproxy.Config{HTTPSProxy: asked.Proxy, NoProxy: asked.NoProxy}
	proxy, err := config.ProxyFunc()(&url.URL{Scheme: "https", Host: asked.Host})
	if err != nil {
		log.Fatal(err)
	}
	if proxy == nil {
		return answer{}
	}
	password, _ := proxy.User.Password()
	return answer{true, proxy.Scheme, proxy.Hostname(), proxy.Port(), proxy.User.Username(), password}
}
