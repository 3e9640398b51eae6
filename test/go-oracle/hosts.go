package main

import (
	"net/netip"
	"strings"
)

// chooseHost sets the name that is dialled, unless the case already has one.
func chooseHost(s *scene) {
	switch leaf := s.leaf(); {
	case s.name != "":
	case s.chance(0.04):
		return
	case len(leaf.sans) > 0 && s.chance(0.95):
		s.name = hostFor(s.random, pick(s.random, leaf.sans...))
	default:
		s.name = otherHost(s.random)
	}
}

// hostFor is mostly covered by the name.
func hostFor(r random, name san) string {
	text := string(name.value)
	switch {
	case name.tag == tagIP && (len(name.value) == 4 || len(name.value) == 16):
		address, _ := netip.AddrFromSlice(name.value)
		return addressForms(r, address)
	case name.tag == tagURI:
		_, rest, _ := strings.Cut(text, "://")
		host, _, _ := strings.Cut(rest, "/")
		return strings.ToValidUTF8(host, "?")
	case name.tag != tagDNS:
		return strings.ToValidUTF8(text, "?")
	}
	text = strings.Replace(text, "*", pick(r, "foo", "foo", "foo", "Foo_1", "foo.bar", "*", "", "-"), 1)
	switch r.IntN(26) {
	case 0:
		text = strings.ToUpper(text)
	case 1:
		text += "."
	case 2:
		text = pick(r, "x."+text, text+"..", " "+text, "["+text+"]", strings.TrimSuffix(text, ".com"), text+".local", "."+text)
	}
	return strings.ToValidUTF8(text, "?")
}

func addressForms(r random, address netip.Addr) string {
	text := address.String()
	switch r.IntN(26) {
	case 0:
		return "[" + text + "]"
	case 1:
		return address.StringExpanded()
	case 2:
		return strings.ToUpper(text)
	case 3:
		if address.Is4() {
			return "::ffff:" + text
		}
		return address.Unmap().String()
	case 4:
		if address.Is4() {
			return "[::FFFF:" + text + "]"
		}
		return text + pick(r, "%eth0", "%25eth0", "/64")
	case 5:
		return pick(r, text+".", "0"+text, " "+text, "["+text, text+"]", "[["+text+"]]", text+":6443", "::"+text)
	}
	return text
}

// otherHost is mostly not covered.
func otherHost(r random) string {
	return pick(r, "10.220.70.56", "010.0.0.1", "10.0.0.1", "203.0.113.7", "2001:db8::1", "[2001:db8::1]", "::ffff:10.96.0.1",
		"fe80::1%eth0", "::1",
		"apiserver-loopback-client", "kubernetes.default.svc.cluster.local", "Kubernetes", "kubernetes.", "kubernetes..", "k8s.example.com",
		"*.example.com",
		"*", ".", "..", "[]", "[1]", "[a]", "1.2.3", "1.2.3.4.5", "0x7f.0.0.1", "256.1.1.1", "1", "foo_bar.example.com", "bücher.example",
		"xn--bcher-kva.example",
		"İstanbul.example", "K.example", "a b", "-", "_", "kube-apiserver", "foo.example.com", "a.b.example.com", "example.com", "com",
		"localhost", "kubernetes\x00")
}
