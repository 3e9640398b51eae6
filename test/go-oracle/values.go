package main

import "slices"

// valuesOf are odd contents of a type.
func valuesOf(r random, tag byte) [][]byte {
	switch tag {
	case tagBoolean:
		return [][]byte{{0}, {1}, {0xff}, {0xfe}, {}, {0xff, 0xff}}
	case tagInteger:
		return [][]byte{{}, {0}, {0, 1}, {0xff}, {0x80}, {0xff, 0x80}, {0, 0x80}, {0xff, 0x7f}, bytesOf(8, 0x7f), bytesOf(9, 0x7f),
			append([]byte{0}, bytesOf(8, 0xff)...), append([]byte{0x7f}, r.bytes(30)...), {2}, {3}}
	case tagNull:
		return [][]byte{{0}, {5, 0}}
	case tagOID:
		return oddOIDs(r)
	case tagUTCTime, tagGeneralized:
		var out [][]byte
		for _, text := range oddTimes {
			out = append(out, []byte(text))
		}
		return out
	case tagBitString:
		return [][]byte{{}, {0}, {1}, {7, 0x80}, {7, 0x81}, {8, 0}, {0, 0}, {1, 2}, {1, 6}, {2, 4, 0}, {0, 4}, {3, 0xff}, {4, 0xf0, 0xf0}}
	}
	return nil
}

func bytesOf(count int, value byte) []byte {
	out := make([]byte, count)
	for i := range out {
		out[i] = value
	}
	return out
}

// oddOIDs have arcs beyond 31 bits, forms that are not minimal, or an end that is missing.
func oddOIDs(r random) [][]byte {
	return [][]byte{{}, {0x80}, {0x2a}, {0x2a, 0x80, 1}, {0x80, 0x2a}, {0x2a, 0x83}, {0x55, 0x1d, byte(r.IntN(70))},
		{0x55, 0x1d, 0x81, 0x11}, {0x55, 0x1d, 0x80, 0x11}, {0x2a, 3, 4},
		{0x2a, 0x87, 0xff, 0xff, 0xff, 0x7f}, {0x2a, 0x88, 0x80, 0x80, 0x80, 0}, {0x2a, 0x8f, 0xff, 0xff, 0xff, 0x7f},
		{0x2a, 0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f}, {0x81, 0x34, 1}, {0x7f}, {0xff, 0x7f, 1}, {0x2a, 0xff}, {0x55, 0x1d, 0x20, 0}}
}

var oddTimes = []string{
	"", "Z", "270101000000Z", "2701010000Z", "27010100Z", "270101000000", "270101000000+0000", "270101000000-0000", "270101000000+0100",
	"270101000000-1130", "270101000000+2359",
	"270101000000+2400", "270101000000+2500", "270101000000+0060", "270101000000+0160", "270101000000+01", "270101000000+01:00",
	"270101000000z", "270101000060Z", "270101000059Z", "270101006000Z", "270101240000Z",
	"270100000000Z", "270132000000Z", "270001000000Z", "271301000000Z", "270229000000Z", "280229000000Z", "000229000000Z", "500101000000Z",
	"491231235959Z", "680101000000Z", "690101000000Z", "991231235959Z",
	"520229000000Z", "5201010000+0500", "270101000000.5Z", "270101000000,5Z", "20270101000000Z", "20270101000000.0Z", "20270101000000.5Z",
	"20270101000000,5Z", "20270101000000", "20270101000000+0000", "20270101000000+0530", "20270101000000-2400", "202701010000Z",
	"2027010100Z",
	"99991231235959Z", "00000101000000Z", "00010101000000Z", "19491231235959Z", "20500101000000Z", "20240229000000Z", "20230229000000Z",
	"21000229000000Z", "20270101000060Z", "+0270101000000Z", " 0270101000000Z", "27 101000000Z", "2701010000 0Z", "27010100000Z",
	"2701010000000Z", "270101000000ZZ", "270101000000Z\x00", "27010100000\xb0Z",
	"270630235960Z", "270101000000+1", "270101000000GMT", "270101000000+0a00", "27-101000000Z", "00000229000000Z", "10000101000000Z",
	"99991231235959-0100", "00000101000000+0100",
}

func isText(tag byte) bool {
	return slices.Contains([]byte{tagUTF8, tagNumeric, tagPrintable, tagT61, tagIA5, tagVisible, tagBMP}, tag)
}

// badString is of a kind, or has a content, that Go does not read. A few it does.
func badString(r random) []byte {
	return pick(r, element(tagUniversal, []byte{0, 0, 0, 'a'}), element(tagVisible, []byte("a")), element(tagBMP, []byte{0}),
		element(tagBMP, []byte{0xd8, 0, 0xdc, 0}),
		element(tagBMP, []byte{0xff, 0xfe}), element(tagBMP, []byte{0xfd, 0xd0}), element(tagBMP, []byte{0, 0}),
		element(tagUTF8, []byte{0xff}), element(tagUTF8, []byte{0xed, 0xa0, 0x80}),
		element(tagUTF8, []byte{0xc0, 0x80}), element(tagPrintable, []byte("a@b")), element(tagPrintable, []byte("a_b")),
		element(tagPrintable, []byte("*&")), element(tagNumeric, []byte("1a")),
		element(tagIA5, []byte{0x80}), element(tagT61, []byte{0xff, 0}), element(tagOctetString, []byte("a")),
		element(tagInteger, []byte{1}), element(0x1d, []byte("a")), element(0x80, []byte("a")), element(0x1b, []byte("a")))
}
