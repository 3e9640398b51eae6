package main

import (
	"fmt"
	"unicode/utf16"
)

const (
	oidCommonName   = "2.5.4.3"
	oidOrganization = "2.5.4.10"
)

func attribute(kind string, value []byte) []byte { return sequence(oid(kind), value) }

// subject has an organization, if there is one, and a common name.
func subject(commonName string, organizations ...string) []byte {
	var sets [][]byte
	for _, each := range organizations {
		sets = append(sets, element(tagSet, attribute(oidOrganization, element(tagPrintable, []byte(each)))))
	}
	if commonName != "" {
		sets = append(sets, element(tagSet, attribute(oidCommonName, element(tagUTF8, []byte(commonName)))))
	}
	return sequence(sets...)
}

// scripts are ranges of characters that every version of Unicode agrees on. Some of them do not print.
var scripts = [][2]rune{
	{0x00, 0x1f}, {0x20, 0x7e}, {0x7f, 0xa0}, {0xa1, 0xff}, {0x370, 0x3ff}, {0x400, 0x45f}, {0x5d0, 0x5ea}, {0x2000, 0x206f},
	{0x3000, 0x3010}, {0x4e00, 0x4e20}, {0xe000, 0xe010}, {0xfb00, 0xfb06}, {0xfe00, 0xfe0f}, {0xfefe, 0xfeff}, {0xfff9, 0xfffd},
	{0x1f600, 0x1f640}, {0xe0001, 0xe0001}, {0x10fffd, 0x10ffff},
}

func randomText(r random) string {
	var out []rune
	for range r.between(1, 8) {
		script := pick(r, scripts...)
		out = append(out, script[0]+r.Int32N(script[1]-script[0]+1))
	}
	return string(out)
}

func bmp(text string) []byte {
	var out []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		out = append(out, byte(unit>>8), byte(unit))
	}
	return out
}

// oddString is a string that Go reads, of any kind.
func oddString(r random) []byte {
	switch r.IntN(8) {
	case 0:
		return element(tagT61, pick(r, []byte("caf\xe9"), []byte("\xa0\xad\xff"), []byte("a\x00b"), r.bytes(5)))
	case 1:
		return element(tagBMP, bmp(pick(r, "kubernetes", "Größe \"1\"", "日本", "a\x00", "\x00", "", "\ufeffca", "\ufffd")))
	case 2:
		return element(tagNumeric, []byte(pick(r, "0123 456", " ", "")))
	case 3:
		return element(tagIA5, []byte(pick(r, "ca@example.com", "\x00\x01\x7f", "a\tb\nc\r", `\"`, "", "\a\b\f\v\x1b")))
	case 4:
		return element(tagPrintable, []byte(pick(r, "kubernetes", "*.example.com & co", "a=b?c:d/e,f.g'(h)+i-j", "")))
	case 5:
		return element(tagUTF8, []byte(pick(r, `say "hi"`, `back\slash`, "tab\tnew\nline", "nul\x00", "é", "日本語", "🔐", "\u200b\u2028",
			"\u00ad", "%q %s", "`", "'", "\x7f", "\u0085")))
	}
	return element(tagUTF8, []byte(randomText(r)))
}

// oddSubject leads to each way in which Go names a certificate in a hint.
func oddSubject(r random) []byte {
	common := func() []byte { return attribute(oidCommonName, oddString(r)) }
	organization := func() []byte { return attribute(oidOrganization, oddString(r)) }
	empty := element(tagUTF8)
	other := attribute(pick(r, "2.5.4.6", "2.5.4.11", "2.5.4.5", "0.9.2342.19200300.100.1.25", "1.2.3.4", "2.5.4.3.1"), oddString(r))
	switch r.IntN(9) {
	case 0:
		return sequence(element(tagSet, organization()))
	case 1:
		return sequence(element(tagSet, other))
	case 2:
		return sequence()
	case 3:
		return sequence(element(tagSet, common()), element(tagSet, common()))
	case 4:
		return sequence(element(tagSet, common(), organization(), other))
	case 5:
		return sequence(element(tagSet, attribute(oidCommonName, empty)), element(tagSet, organization()), element(tagSet, organization()))
	case 6:
		return sequence(element(tagSet, attribute(oidOrganization, empty)), element(tagSet, organization()))
	}
	return sequence(element(tagSet, other), element(tagSet, common()))
}

// oddSubjects renames a certificate, mostly a CA. A hint shows the name where the CA did not sign.
func oddSubjects(s *scene) {
	c := pick(s.random, append(s.known(), s.authorities()...)...)
	c.subject = oddSubject(s.random)
	for _, child := range s.path {
		if child.parent == c && s.chance(0.35) {
			child.signer = s.keys.another(s.random, c.key)
		}
	}
}

// sameSubjects gives two certificates of the path the same name.
func sameSubjects(s *scene) {
	c := pick(s.random, s.path...)
	c.subject = pick(s.random, s.path...).subject
}

// nearSubjects issues a certificate under a name that only looks like the parent's: another string type, case or space.
func nearSubjects(s *scene) {
	parent := pick(s.random, s.authorities()...)
	name := fmt.Sprintf("ca-%d", s.IntN(10))
	parent.subject = subject(name)
	for _, c := range s.path {
		if c.parent == parent {
			c.issuer = pick(s.random,
				sequence(element(tagSet, attribute(oidCommonName, element(tagPrintable, []byte(name))))),
				subject("CA-"+name[3:]), subject(name+" "), subject(name, "o"), subject(name))
		}
	}
}
