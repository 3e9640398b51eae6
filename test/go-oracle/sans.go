package main

import (
	"bytes"
	"fmt"
	"net/netip"
	"strings"
)

// san is one subject alternative name.
type san struct {
	tag   byte
	value []byte
}

// The tags of names.
const (
	tagEmail     = 0x81
	tagDNS       = 0x82
	tagDirectory = 0xa4
	tagURI       = 0x86
	tagIP        = 0x87
)

func dns(name string) san   { return san{tagDNS, []byte(name)} }
func email(name string) san { return san{tagEmail, []byte(name)} }
func uri(name string) san   { return san{tagURI, []byte(name)} }
func ip(text string) san    { return san{tagIP, netip.MustParseAddr(text).AsSlice()} }

func encodeSANs(names []san) []byte {
	var parts [][]byte
	for _, each := range names {
		parts = append(parts, element(each.tag, each.value))
	}
	return sequence(parts...)
}

// oddSANs are names that Go reads, next to which others hold.
func oddSANs(r random) []san {
	return []san{
		dns("*.example.com"), dns("*.k8s.example.com"), dns("*"), dns("*.com"), dns("foo*.example.com"), dns("a.*.example.com"),
		dns("API.Example.COM"), dns("node_1.example.com"), dns("_.example.com"), dns("-a.example.com"), dns("a-.example.com"),
		dns("api.example.com."), dns(""), dns("."), dns(".example.com"), dns("a..example.com"), dns("10.96.0.1"), dns("[::1]"),
		dns("kubernetes "), dns("a b"), dns("nul\x00.example.com"), dns("tab\t.example.com"), dns("xn--bcher-kva.example"),
		dns("localhost"),
		dns("**.example.com"), dns("*.*.example.com"), dns("*example.com"), dns(strings.Repeat("a", 64) + ".example.com"), dns("a, DNS:b"),
		ip("10.0.0.9"), ip("::ffff:10.0.0.9"), ip("::1"), ip("fd00::1"), ip("2001:db8::7"), ip("0.0.0.0"), ip("::"), ip("fe80::1"),
		ip("::ffff:0:0"),
		ip("192.168.1.1"), ip("100::64"), ip("1:0:0:2:0:0:0:3"), ip("1:2:0:4:5:6:7:8"),
		email("ops@example.com"), email("ops@k8s.example.com"), email("OPS@Example.com"), email(`"a b"@example.com`),
		email(`"a\"b"@example.com`),
		email("a+b@EXAMPLE.com"), email("no at sign"), email("a@b@c"), email(""), email("@example.com"), email("a..b@example.com"),
		email(`a\@b@example.com`),
		email(`""@example.com`), email("a@*.example.com"), email("a@"), email("a@.example.com"), email("a@example.com."),
		email(".a@example.com"),
		email(`"a`), email(`"a\`), email("\"a\\\n\"@example.com"), email("\"a\n\"@example.com"), email("\"a\x7f\t\"@example.com"),
		email(`a\`), email(`a\ b@example.com`), email("a@b c"), email("a@example\x7f.com"), email("a!#$%&'*+-/=?^_`{|}~b@example.com"),
		uri("spiffe://cluster.local/ns/default/sa/a"), uri("https://api.example.com/"), uri("https://api.example.com:6443/x?y#z"),
		uri("https://10.0.0.9/"),
		uri("https://[::1]:443/"), uri("urn:uuid:f81d4fae"), uri("https://API.Example.com/a%20b"),
		uri("https://user:pa%3Ass@api.example.com/"), uri("/only/a/path"),
		uri(""), uri("ldap://*.example.com"), uri("https://api.example.com./"), uri("//api.example.com"), uri("https://a.b:c.example.com/"),
		uri("http://.example.com"), uri("spiffe://a:1:2/x"),
		{tagDirectory, subject("directory")}, {0x88, []byte{0x2a, 3, 4}}, {0xa0,
			join(oid("1.2.3.4"), element(0xa0, element(tagUTF8, []byte("other"))))},
		{0x83, []byte("x400")}, {0xa2, []byte("constructed.example.com")}, {tagUTF8, []byte("untagged")}, {0x42, []byte("application")},
	}
}

// addSANs adds odd names to the leaf.
func addSANs(s *scene) {
	for _, each := range some(s.random, 1, 3, oddSANs(s.random)...) {
		s.leaf().sans = insert(s.random, s.leaf().sans, each)
	}
}

// fewSANs leaves some kinds of names away.
func fewSANs(s *scene) {
	leaf := s.leaf()
	keep := pick(s.random, byte(tagDNS), tagIP, tagURI, tagEmail, tagDirectory)
	var kept []san
	for _, each := range append(leaf.sans, some(s.random, 0, 2, oddSANs(s.random)...)...) {
		if each.tag == keep {
			kept = append(kept, each)
		}
	}
	leaf.sans = kept
	if kept == nil && s.chance(0.5) {
		leaf.sans = []san{}
	}
	if s.chance(0.3) {
		leaf.set(extension{oid: oidSAN, critical: true, value: encodeSANs(leaf.sans)})
	}
}

// onlyCommonName is how certificates named their host before there were SANs.
func onlyCommonName(s *scene) {
	leaf := s.leaf()
	leaf.subject = subject(pick(s.random, "kubernetes", "*.example.com", "api.example.com", "10.96.0.1", "API.example.com",
		"kube-apiserver", "*"))
	leaf.sans = nil
	s.name = pick(s.random, "", "kubernetes", "api.example.com", "API.EXAMPLE.COM.", "10.96.0.1", "foo.example.com", "kube-apiserver", "*")
	if s.chance(0.2) {
		leaf.set(extension{oid: oidSAN, value: sequence()})
	}
}

// manySANs has about as many names as Go lists, which is 100.
func manySANs(s *scene) {
	leaf := s.leaf()
	count := s.between(95, 103)
	if s.chance(0.1) {
		count = 1000
	}
	for i := range count {
		name := dns(fmt.Sprintf("node-%d.example.com", i))
		if s.chance(0.5) {
			name = ip(fmt.Sprintf("10.1.%d.%d", i>>8, i&255))
		}
		leaf.sans = append(leaf.sans, name)
	}
	if s.chance(0.7) {
		kind := pick(s.random, byte(tagDNS), tagIP)
		for i := range leaf.sans {
			if leaf.sans[i].tag != kind {
				leaf.sans[i] = san{kind, bytes.Repeat([]byte{byte('a' + i%26)}, 4)}
			}
		}
	}
}

// authoritySANs gives names to a CA. Constraints hold for them as well.
func authoritySANs(s *scene) {
	c := pick(s.random, s.authorities()...)
	c.sans = some(s.random, 0, 3, append(oddSANs(s.random), s.leaf().sans...)...)
}
