package main

import "fmt"

// manyCandidates has about as many CAs of the right name as Go tries, which is 100.
func manyCandidates(s *scene) {
	s.smallKeys()
	like := pick(s.random, s.authorities()...)
	decoys := make([]*certificate, s.between(92, 101))
	for i := range decoys {
		decoys[i] = like.twin(s.random)
		decoys[i].key = s.keys.another(s.random, like.key)
		if s.chance(0.02) {
			decoys[i].ski = nil
		}
	}
	if like == s.root() {
		s.roots = decoys
		s.roots = insert(s.random, s.roots[:len(s.roots)-s.IntN(3)], like)
		if s.chance(0.7) {
			s.roots = append(decoys, like)
		}
	} else {
		s.served = append(append([]*certificate{s.leaf()}, decoys...), s.served[1:]...)
	}
}

// manyPaths has CAs that issue for each other under one name. Names of their own make them different to Go.
func manyPaths(s *scene) {
	s.smallKeys()
	top := s.path[1]
	if s.chance(0.4) {
		s.roots = []*certificate{s.spareAuthority("unrelated")}
	}
	for i := range s.between(2, 7) {
		c := top.twin(s.random)
		c.parent = top
		c.sans = []san{dns(fmt.Sprintf("ca-%d", i))}
		s.serve(c)
	}
}

// smallKeys keeps cases of many signatures quick.
func (s *scene) smallKeys() {
	for _, c := range s.path {
		c.key = s.keys.any(s.random, "p256")
	}
}
