package main

import "math/rand/v2"

// random gives the same choices for the same seed and stream.
type random struct{ *rand.Rand }

func newRandom(seed, stream uint64) random {
	return random{rand.New(rand.NewPCG(seed, stream))}
}

// chance is true in this share of the calls.
func (r random) chance(share float64) bool { return r.Float64() < share }

// between returns a number from low to high, both included.
func (r random) between(low, high int) int { return low + r.IntN(high-low+1) }

func (r random) bytes(length int) []byte {
	out := make([]byte, length)
	for i := range out {
		out[i] = byte(r.Uint32())
	}
	return out
}

func pick[T any](r random, choices ...T) T { return choices[r.IntN(len(choices))] }

// some returns between low and high of the choices, each at most once, in random order.
func some[T any](r random, low, high int, choices ...T) []T {
	var out []T
	for _, i := range r.Perm(len(choices))[:min(r.between(low, high), len(choices))] {
		out = append(out, choices[i])
	}
	return out
}

// insert puts a value at a random place of a list.
func insert[T any](r random, list []T, value T) []T {
	at := r.IntN(len(list) + 1)
	out := append([]T{}, list[:at]...)
	return append(append(out, value), list[at:]...)
}

func shuffle[T any](r random, list []T) {
	r.Shuffle(len(list), func(i, j int) { list[i], list[j] = list[j], list[i] })
}
