// A server behind a listener of the library dynamiclistener, as K3s and Rancher have it: the library's handler sees each request first.
package main

import (
	"encoding/json"
	"encoding/pem"
	"flag"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"strings"

	"github.com/rancher/dynamiclistener"
	"github.com/rancher/dynamiclistener/factory"
	"github.com/rancher/dynamiclistener/storage/memory"
)

var (
	listenOn     = flag.String("listen", "127.0.0.1:0", "the address that it listens on")
	organization = flag.String("organization", "", "the organization of its certificate; empty: the library's own")
	commonName   = flag.String("common-name", "", "the CN of its certificate; empty: the library's own")
	authority    = flag.String("ca", "test-ca", "the CN of its CA")
	sans         = flag.String("sans", "", "the names that it has from the start, separated by commas")
	filtered     = flag.Bool("filter", false, "let it add no other names")
	instances    = flag.String("instances", "", "host:port that its API lists as its instances, separated by commas")
)

func main() {
	flag.Parse()
	key, err := factory.NewPrivateKey()
	check(err)
	ca, err := factory.NewSelfSignedCACert(key, *authority)
	check(err)
	tcp, err := net.Listen("tcp", *listenOn)
	check(err)
	config := dynamiclistener.Config{CN: *commonName, Organization: list(*organization), SANs: list(*sans)}
	if *filtered {
		config.FilterCN = func(...string) []string { return nil }
	}
	listener, addHost, err := dynamiclistener.NewListener(tcp, memory.New(), ca, key, config)
	check(err)
	go endWithParent()
	check(json.NewEncoder(os.Stdout).Encode(map[string]any{
		"port": tcp.Addr().(*net.TCPAddr).Port,
		"ca":   string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: ca.Raw})),
	}))
	check(http.Serve(listener, http.HandlerFunc(func(response http.ResponseWriter, request *http.Request) {
		addHost.ServeHTTP(response, request)
		answer(response, request)
	})))
}

// endWithParent ends the process when its standard input ends, which it does when the test that started it has ended.
func endWithParent() {
	_, _ = io.Copy(io.Discard, os.Stdin)
	os.Exit(0)
}

// answer answers as an API server does what a probe and discovery ask for.
func answer(response http.ResponseWriter, request *http.Request) {
	switch request.URL.Path {
	case "/version":
		writeJSON(response, map[string]any{"major": "1", "minor": "27", "gitVersion": "v1.27.16+k3s1"})
	case "/livez":
		fmt.Fprint(response, "[+]ping ok\nlivez check passed\n")
	case "/metrics":
		fmt.Fprint(response, "apiserver_request_total{code=\"200\"} 1\nprocess_start_time_seconds 1.7e+09\n")
	case "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices":
		writeJSON(response, map[string]any{"kind": "EndpointSliceList", "items": slices()})
	default:
		http.NotFound(response, request)
	}
}

func slices() []any {
	items := []any{}
	for _, instance := range list(*instances) {
		host, port, err := net.SplitHostPort(instance)
		check(err)
		items = append(items, map[string]any{
			"metadata":    map[string]any{"labels": map[string]any{"kubernetes.io/service-name": "kubernetes"}},
			"addressType": "IPv4",
			"endpoints":   []any{map[string]any{"addresses": []string{host}}},
			"ports":       []any{map[string]any{"name": "https", "port": json.Number(port)}},
		})
	}
	return items
}

func writeJSON(response http.ResponseWriter, value any) {
	response.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(response).Encode(value)
}

// list returns no elements for an empty text.
func list(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, ",")
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
