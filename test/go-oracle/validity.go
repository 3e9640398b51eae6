package main

import (
	"fmt"
	"time"
)

// dateOf encodes a time as RFC 5280 wants it: UTCTime until 2049.
func dateOf(seconds int64) []byte {
	when := time.Unix(seconds, 0).UTC()
	if when.Year() >= 1950 && when.Year() < 2050 {
		return element(tagUTCTime, []byte(when.Format("060102150405Z")))
	}
	return generalizedDate(seconds)
}

func generalizedDate(seconds int64) []byte {
	return element(tagGeneralized, []byte(time.Unix(seconds, 0).UTC().Format("20060102150405Z")))
}

const (
	minute = 60
	day    = 86_400
	year   = 365 * day
)

// zonedDate writes the time in a zone with an offset.
func zonedDate(r random, seconds int64) []byte {
	offset := pick(r, -23, -12, -5, -1, 1, 2, 9, 14, 23)*60 + pick(r, 0, 0, 0, 30, 45)
	when := time.Unix(seconds, 0).In(time.FixedZone("", offset*minute))
	if r.chance(0.5) && when.Year() < 2050 {
		return element(tagUTCTime, []byte(when.Format("060102150405-0700")))
	}
	return element(tagGeneralized, []byte(when.Format("20060102150405-0700")))
}

// validityEdges puts one end of a validity at, or a second beside, the time of the case.
func validityEdges(s *scene) {
	c := pick(s.random, s.known()...)
	seconds := s.at + int64(pick(s.random, 0, 0, 0, 1, 1, -1, 2, 3600, -3600, day))
	if s.chance(0.6) {
		c.notAfter = dateOf(seconds)
	} else {
		c.notBefore = dateOf(2*s.at - seconds)
	}
}

// expiry lets some certificates be long expired or far in the future.
func expiry(s *scene) {
	for range s.between(1, 2) {
		c := pick(s.random, s.known()...)
		far := int64(s.between(1, 40)) * int64(pick(s.random, day, year/12, year))
		if s.chance(0.7) {
			c.notAfter = dateOf(s.at - far)
			c.notBefore = dateOf(s.at - far - year)
		} else {
			c.notBefore = dateOf(s.at + far)
			c.notAfter = dateOf(s.at + far + year)
		}
	}
}

// dateForms writes dates that hold in other forms.
func dateForms(s *scene) {
	c := pick(s.random, s.known()...)
	after := s.at + int64(s.between(0, 400*day))
	c.notAfter = pick(s.random,
		zonedDate(s.random, after), zonedDate(s.random, after), generalizedDate(after),
		element(tagGeneralized, []byte("99991231235959Z")),
		element(tagUTCTime, []byte("491231235959Z")),
		element(tagGeneralized, []byte("20500101000000Z")),
		element(tagUTCTime, []byte("2712312359Z")),
		element(tagUTCTime, []byte(fmt.Sprintf("27%02d010000+0%d00", s.between(1, 12), s.between(1, 9)))),
	)
	if s.chance(0.4) {
		c.notBefore = pick(s.random,
			zonedDate(s.random, s.at-int64(s.between(0, 400*day))),
			element(tagUTCTime, []byte("500101000000Z")),
			element(tagUTCTime, []byte("700101000000Z")),
			element(tagUTCTime, []byte("680101000000Z")),
			element(tagGeneralized, []byte("00000101000000Z")),
			element(tagGeneralized, []byte("19490101000000Z")),
			element(tagGeneralized, []byte("16000229000000Z")),
		)
	}
}
