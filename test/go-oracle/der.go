package main

import (
	"strconv"
	"strings"
)

// Tags of DER that cases need by name.
const (
	tagBoolean     = 0x01
	tagInteger     = 0x02
	tagBitString   = 0x03
	tagOctetString = 0x04
	tagNull        = 0x05
	tagOID         = 0x06
	tagUTF8        = 0x0c
	tagNumeric     = 0x12
	tagPrintable   = 0x13
	tagT61         = 0x14
	tagIA5         = 0x16
	tagUTCTime     = 0x17
	tagGeneralized = 0x18
	tagVisible     = 0x1a
	tagUniversal   = 0x1c
	tagBMP         = 0x1e
	tagSequence    = 0x30
	tagSet         = 0x31
)

func join(parts ...[]byte) []byte {
	var out []byte
	for _, part := range parts {
		out = append(out, part...)
	}
	return out
}

// element returns one DER element with minimal length.
func element(tag byte, parts ...[]byte) []byte {
	content := join(parts...)
	return join([]byte{tag}, lengthOf(len(content)), content)
}

func lengthOf(n int) []byte {
	if n < 0x80 {
		return []byte{byte(n)}
	}
	bytes := bigEndian(n)
	return append([]byte{0x80 | byte(len(bytes))}, bytes...)
}

func bigEndian(n int) []byte {
	var out []byte
	for ; n > 0; n >>= 8 {
		out = append([]byte{byte(n)}, out...)
	}
	return out
}

func sequence(parts ...[]byte) []byte { return element(tagSequence, parts...) }

func null() []byte { return element(tagNull) }

// bitString holds whole bytes.
func bitString(bytes []byte) []byte { return element(tagBitString, []byte{0}, bytes) }

// integer encodes a small number, minimally.
func integer(n int64) []byte { return element(tagInteger, twosComplement(n)) }

func twosComplement(n int64) []byte {
	out := []byte{byte(n)}
	for rest := n >> 8; !(rest == 0 && out[0] < 0x80) && !(rest == -1 && out[0] >= 0x80); rest >>= 8 {
		out = append([]byte{byte(rest)}, out...)
	}
	return out
}

// natural encodes an unsigned big-endian number.
func natural(bytes []byte) []byte {
	for len(bytes) > 0 && bytes[0] == 0 {
		bytes = bytes[1:]
	}
	if len(bytes) == 0 || bytes[0] >= 0x80 {
		bytes = append([]byte{0}, bytes...)
	}
	return element(tagInteger, bytes)
}

// oid encodes a dotted object identifier.
func oid(dotted string) []byte {
	var arcs []uint64
	for _, text := range strings.Split(dotted, ".") {
		arc, err := strconv.ParseUint(text, 10, 64)
		if err != nil {
			panic(err)
		}
		arcs = append(arcs, arc)
	}
	out := base128(arcs[0]*40 + arcs[1])
	for _, arc := range arcs[2:] {
		out = append(out, base128(arc)...)
	}
	return element(tagOID, out)
}

func base128(n uint64) []byte {
	out := []byte{byte(n & 0x7f)}
	for n >>= 7; n > 0; n >>= 7 {
		out = append([]byte{byte(n&0x7f) | 0x80}, out...)
	}
	return out
}
