// Makes random cases, and prints what a Go client says of each: a line of JSON. The test go-oracle.test.ts compares goVerdict with it.
//
//	go run .                         5,000 cases
//	go run . -seed 7 -from 41 -n 1   one case of a run again
//	go run . -check cases.jsonl      compares recorded answers with those of this Go
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"runtime"
	"sync"
	"time"
)

func main() {
	count := flag.Int("n", 5000, "how many cases")
	from := flag.Int("from", 0, "number of the first case")
	seed := flag.Uint64("seed", rand.Uint64N(1<<53), "the same seed gives the same cases")
	kind := flag.String("kind", "all", "chains, mutants or all")
	check := flag.String("check", "", "a file with cases (- is the standard input): print those that this Go answers differently")
	flag.Parse()
	log.SetFlags(0)
	os.Unsetenv("GODEBUG") // It could change the answers.
	time.Local = time.UTC
	if *check != "" {
		checkCases(*check)
		return
	}
	share, ok := map[string]float64{"chains": 0, "mutants": 1, "all": 0.3}[*kind]
	if !ok {
		log.Fatalf("no kind %q", *kind)
	}
	log.Printf("seed %d", *seed)
	run := &run{keys: &keyring{seed: *seed}, mutants: share}
	run.print(*from, *count)
}

// run makes the cases of one seed.
type run struct {
	keys    *keyring
	mutants float64 // their share
}

// newCase depends on the seed and the number only.
func (r *run) newCase(number int) *testCase {
	random := newRandom(r.keys.seed, uint64(number))
	if random.chance(r.mutants) {
		return r.newMutant(random, fmt.Sprintf("mutant %d", number))
	}
	out := newChain(random, r.keys).finish(fmt.Sprintf("chain %d", number))
	out.judge()
	return out
}

// newMutant tries twice more for one that can be read, in most cases.
func (r *run) newMutant(random random, id string) *testCase {
	for tries := 1; ; tries++ {
		out := newMutant(random, r.keys).finish(id)
		out.judge()
		if out.Class != "parse" || tries == 3 || random.chance(0.4) {
			return out
		}
	}
}

// print makes cases on all processors, and prints them in order.
func (r *run) print(from, count int) {
	lines := make([]chan []byte, count)
	for i := range lines {
		lines[i] = make(chan []byte, 1)
	}
	work := make(chan int)
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for i := range work {
				line, err := json.Marshal(r.newCase(from + i))
				if err != nil {
					panic(err)
				}
				lines[i] <- line
			}
		})
	}
	go func() {
		for i := range count {
			work <- i
		}
		close(work)
	}()
	out := bufio.NewWriter(os.Stdout)
	for i := range lines {
		out.Write(<-lines[i])
		out.WriteByte('\n')
		lines[i] = nil
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	workers.Wait()
}
